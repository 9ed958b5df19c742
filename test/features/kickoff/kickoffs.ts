/** The house with CHK, a crew of three on each side, and what is pressed in a kickoff. */
import type { Db } from '../../../src/db.ts'
import { openHouse } from '../../support/house.ts'
import { withPlans } from '../portfolio/portfolio.ts'

export const project = ['ana', 'ben', 'paul']
export const product = ['cleo', 'uma', 'dev']
const all = [...project, ...product]

export async function openKickoff(db: Db, options: { guests?: number } = {}) {
  const house = await openHouse(db, { guests: 0, ...options })
  const plans = await withPlans(house)
  await db.transact((tx) => tx.job.deleteMany({ where: { name: { startsWith: 'standup.' } } }))
  const { chk } = plans
  const crew = await db.read.crew.findFirstOrThrow({ where: { name: 'Checkout' } })
  const idOf = async (name: string) => (await house.person(name)).id
  const [ana, cleo] = [await idOf('Ana'), await idOf('Cleo')]
  const given = { project: String(ana), product: String(cleo), closes: '2026-11-24 17:00' }
  const newest = () => db.read.kickoff.findFirstOrThrow({ orderBy: { id: 'desc' } })
  const value = async () => ({ kickoff: (await newest()).id })
  const poll = async () =>
    db.read.poll.findFirstOrThrow({ where: { cardKind: 'kickoff.card', cardKey: String((await newest()).id) } })
  const begin = async (raw: Record<string, string> = {}, account = 'ana') =>
    house.said(await house.submit(account, 'kickoff.begin', { initiative: chk }, { ...given, ...raw }))
  const show = async (account: string, fingers: number) =>
    house.said(await house.press(account, 'vote.hand', { poll: (await poll()).id, fingers }))
  const hands = async (shown: Partial<Record<string, number>>, others = 4) => {
    for (const account of all) await show(account, shown[account] ?? others)
  }
  const press = async (account: string, name: string) =>
    house.said(await house.press(account, `kickoff.${name}`, await value()))
  const close = async (account = 'ana') =>
    house.said(await house.press(account, 'vote.close', { poll: (await poll()).id }))
  const say = async (account: string, text: string, named = false) =>
    house.said(await house.submit(account, 'kickoff.concern', await value(), { text, named: named ? 'true' : '' }))
  /** The newest card of it in the crew's channel. */
  const card = async () => {
    const root = house.posted.findLast(
      ({ conversation, under, message }) =>
        conversation === 'checkout' &&
        under === undefined &&
        message.blocks.some((block) => block.block === 'heading' && block.text.includes(': kickoff')),
    )
    return root ? house.text(root.message) : ''
  }
  const list = async (account = 'ana', words = '/tandem kickoff CHK') => house.said(await house.say(account, words))
  return {
    house,
    db,
    ...plans,
    crew,
    idOf,
    newest,
    value,
    poll,
    begin,
    show,
    hands,
    press,
    close,
    say,
    card,
    list,
    given,
  }
}

export type OpenKickoff = Awaited<ReturnType<typeof openKickoff>>
