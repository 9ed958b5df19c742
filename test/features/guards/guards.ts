/** The house with two initiatives whose durations are uncertain, and nothing of a stand-up in between. */
import type { Db } from '../../../src/db.ts'
import { directOf } from '../../../src/platforms/web/people.ts'
import { openHouse } from '../../support/house.ts'
import { csv, withPlans } from '../portfolio/portfolio.ts'

export async function openGuards(db: Db) {
  const house = await openHouse(db)
  const plans = await withPlans(house)
  await db.transact((tx) => tx.job.deleteMany({ where: { name: { startsWith: 'standup.' } } }))
  // The rows' own time is the machine's.
  await db.transact((tx) => tx.initiative.updateMany({ data: { createdAt: house.clock.now() } }))
  await plans.paste('ana', csv('initiative,key,optimistic,likely,pessimistic', 'CHK,T2,4,5,15', 'CHK,T1,2,3,9'))
  const person = async (name: string) => (await house.person(name)).id
  const piece = async (key: string, initiativeId = plans.chk) =>
    db.read.deliverable.findFirstOrThrow({ where: { key, initiativeId } })
  const direct = async (account: string) => (await house.seen(directOf(account))).join('\n===\n')
  const promise = async (key: string, promisedOn: string, account = 'ana', more: Record<string, string> = {}) => {
    const { id, name, likely, optimistic, pessimistic } = await piece(key)
    const estimate = optimistic === null ? String(likely) : `${optimistic}/${likely}/${pessimistic}`
    const raw = { key, name, estimate, promisedOn, promisedTo: promisedOn ? 'sales' : '', ...more }
    return house.said(
      await house.submit(account, 'portfolio.deliverable', { initiative: plans.chk, deliverable: id }, raw),
    )
  }
  const guard = () => db.read.promiseGuard.findFirstOrThrow({ orderBy: { id: 'desc' } })
  const sign = async (
    account: string,
    verb: 'cosign' | 'refuse' = 'cosign',
    raw: Record<string, string> | null = null,
  ) => {
    const { id, promisedOn } = await guard()
    const value = { promise: id, on: promisedOn }
    return house.said(
      raw
        ? await house.submit(account, `guards.${verb}`, value, raw)
        : await house.press(account, `guards.${verb}`, value),
    )
  }
  const say = async (account: string, words: string) => house.said(await house.say(account, words))
  const allocate = async (account: string, name: string, percent: number, from: string, to: string) =>
    house.said(
      await house.submit(
        account,
        'portfolio.allocate',
        { initiative: plans.chk },
        { person: [String(await person(name))], percent: String(percent), from, to },
      ),
    )
  const move = () => db.read.allocationMove.findFirstOrThrow({ orderBy: { id: 'desc' } })
  const word = async (account: string, verb: 'fine' | 'object' | 'anyway' | 'leave', reason?: string) => {
    const value = { move: (await move()).id }
    return house.said(
      reason === undefined
        ? await house.press(account, `portfolio.move-${verb}`, value)
        : await house.submit(account, `portfolio.move-${verb}`, value, { reason }),
    )
  }
  const percent = async (name: string, day: string) => {
    const rows = await db.read.allocation.findMany({
      where: { initiativeId: plans.chk, personId: await person(name), fromDay: { lte: day }, toDay: { gte: day } },
    })
    return rows.reduce((sum, one) => sum + one.percent, 0)
  }
  const silence = () => db.read.sideSilence.findFirstOrThrow({ orderBy: { id: 'desc' } })
  return {
    house,
    db,
    ...plans,
    person,
    piece,
    direct,
    promise,
    guard,
    sign,
    say,
    allocate,
    move,
    word,
    percent,
    silence,
  }
}
