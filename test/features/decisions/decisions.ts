/** The sample organization with its portfolio, where decisions are made. */
import type { Db } from '../../../src/db.ts'
import { addSamplePortfolio } from '../../../src/sample/portfolio.ts'
import { monday, openHouse } from '../../support/house.ts'

export const channelsOf = ['checkout', 'teams-checkout'] as const

export async function withPortfolio(db: Db, now = monday): Promise<void> {
  const { id } = await db.read.organization.findFirstOrThrow()
  // Accounts are called otherwise on other platforms; names are the same.
  const people = await db.read.person.findMany({ where: { organizationId: id } })
  const of = (account: string) => people.find(({ name }) => name.toLowerCase() === account)?.id ?? 0
  await db.transact((tx) => addSamplePortfolio(tx, id, of, now))
}

export async function openDecisions({ db }: { db: Db }) {
  const house = await openHouse(db)
  await withPortfolio(db)
  // Stand-ups have tests of their own, and take most of the days that pass here.
  await db.transact(async (tx) => void (await tx.job.deleteMany({ where: { name: { startsWith: 'standup.' } } })))
  return { house, db }
}

export const decided = (db: Db, number: number) => db.read.decision.findFirstOrThrow({ where: { number } })
