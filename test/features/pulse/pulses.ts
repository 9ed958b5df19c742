/** A pulse of the sample's crew, asked and answered as people do. */
import type { Db } from '../../../src/db.ts'
import { openHouse } from '../../support/house.ts'

export const project = ['ana', 'paul', 'ben']
export const product = ['cleo', 'uma', 'dev']

export const scores = (...given: number[]) => {
  const [perceptions = 0, own = perceptions, reassess = perceptions, expand = perceptions] = given
  return Object.fromEntries(Object.entries({ perceptions, own, reassess, expand }).map(([id, n]) => [id, String(n)]))
}

export async function openPulse(db: Db, { standup = true }: { standup?: boolean } = {}) {
  const house = await openHouse(db)
  if (!standup) await db.transact((tx) => tx.job.deleteMany({ where: { name: { startsWith: 'standup.' } } }))
  const { id: crew } = await db.read.crew.findFirstOrThrow({ where: { name: 'Checkout' } })
  const newest = () => db.read.pulse.findFirstOrThrow({ orderBy: { id: 'desc' } })
  return {
    house,
    db,
    crew,
    newest,
    settings: async (raw: Record<string, string>, account = 'ana') =>
      house.said(
        await house.submit(account, 'pulse.settings', { crew, kind: 'pulse' }, { when: 'tuesdays 06:00', ...raw }),
      ),
    answer: async (account: string, ...given: number[]) =>
      house.said(await house.submit(account, 'pulse.answer', { pulse: (await newest()).id }, scores(...given))),
    show: async (account: string) => house.said(await house.say(account, '/tandem pulse', 'checkout')),
  }
}

export type OpenPulse = Awaited<ReturnType<typeof openPulse>>
