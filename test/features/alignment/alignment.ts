/** The house with a crew that can align: its next session, what stands in its channels, and what it is told. */
import type { Db } from '../../../src/db.ts'
import { directOf } from '../../../src/platforms/web/people.ts'
import { addSamplePortfolio } from '../../../src/sample/portfolio.ts'
import { openHouse } from '../../support/house.ts'

export const none = { followUp: '', strategicReview: '', planning: '', shift: 'previous', yearFrom: '1' }

/** Northwind's initiatives, with their plans, costs and key results. */
export async function withSamplePortfolio(db: Db, now: Date): Promise<void> {
  const { id } = await db.read.organization.findFirstOrThrow()
  const people = await db.read.identity.findMany({ where: { organizationId: id } })
  const of = (account: string) => people.find(({ externalId }) => externalId === account)?.personId ?? 0
  await db.transact((tx) => addSamplePortfolio(tx, id, of, now))
}

export async function openAlignment(db: Db, { portfolio = false } = {}) {
  const house = await openHouse(db)
  await db.transact((tx) => tx.job.deleteMany({ where: { name: { startsWith: 'standup.' } } }))
  if (portfolio) await withSamplePortfolio(db, house.clock.now())
  await house.to('2026-11-23', '09:30')
  const crew = await db.read.crew.findFirstOrThrow({ where: { name: 'Checkout' } })
  const said = house.said
  const say = async (account: string, words: string, channel?: string) => said(await house.say(account, words, channel))
  const press = async (account: string, verb: string, value: object) =>
    said(await house.press(account, `alignment.${verb}`, value))
  const submit = async (account: string, form: string, value: object, raw: Record<string, string | string[]>) =>
    said(await house.submit(account, `alignment.${form}`, value, raw))
  const schedule = (raw: Partial<typeof none>) => submit('ana', 'schedule', { crew: crew.id }, { ...none, ...raw })
  const person = async (name: string) => (await house.person(name)).id
  const roots = async (channel = 'checkout') =>
    Promise.all(
      house.posted
        .filter(({ conversation, under }) => conversation === channel && under === undefined)
        .map(({ message }) => house.text(message)),
    )
  const thread = async (channel = 'checkout') =>
    Promise.all(
      house.posted
        .filter(({ conversation, under }) => conversation === channel && under !== undefined)
        .map(({ message }) => house.text(message)),
    )
  const direct = async (account: string) => (await house.seen(directOf(account))).join('\n')
  const sessions = () => db.read.alignmentSession.findMany({ orderBy: { id: 'asc' } })
  const next = async () => {
    const [first] = await db.read.alignmentSession.findMany({
      where: { state: { in: ['planned', 'announced', 'open'] } },
      orderBy: { day: 'asc' },
    })
    if (!first) throw new Error('No session is planned')
    return first
  }
  const away = async (name: string, from: string, to: string) => {
    const id = await person(name)
    await db.transact((tx) => tx.person.update({ where: { id }, data: { awayFrom: from, awayTo: to } }))
  }
  return { house, db, crew, say, press, submit, schedule, person, roots, thread, direct, sessions, next, away }
}
