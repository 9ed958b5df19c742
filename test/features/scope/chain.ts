/** The house with CHK and PAY, and Add Apple Pay proposed for CHK. */
import type { Button } from '../../../src/chat/message.ts'
import type { Reply } from '../../../src/chat/ports.ts'
import type { Db } from '../../../src/db.ts'
import type { OpenHouse } from '../../support/house.ts'
import { withWhatIfPlan } from '../whatif/sample.ts'

export const filled = {
  what: 'Add Apple Pay',
  why: '31 % of phone shoppers leave at card entry.',
  benefit: '228000',
  score: 'WSJF 8 5 13 / 5',
  effects: 'delay T9 3d',
  cost: '8000',
}

/** CHK has an owner on each side and a sponsor, and PAY, which waits for it, a project owner. */
export async function withOwners(db: Db): Promise<void> {
  await withWhatIfPlan(db)
  await db.transact(async (tx) => {
    // Days pass here, and nobody's stand-up is looked at.
    await tx.job.deleteMany({ where: { name: { startsWith: 'standup.' } } })
    const id = async (name: string) => (await tx.person.findFirstOrThrow({ where: { name } })).id
    const chk = { productOwnerId: await id('Cleo'), sponsorId: await id('Finn') }
    await tx.initiative.updateMany({ where: { key: 'CHK' }, data: chk })
    await tx.initiative.updateMany({ where: { key: 'PAY' }, data: { projectOwnerId: await id('Ben') } })
  })
}

export async function withScope(house: OpenHouse) {
  const { db } = house
  await withOwners(db)
  const chk = await db.read.initiative.findFirstOrThrow({ where: { key: 'CHK' } })
  const pay = await db.read.initiative.findFirstOrThrow({ where: { key: 'PAY' } })
  const value = (scope: number | null = null) => ({
    scope,
    initiative: chk.id,
    whatIf: null,
    seen: house.clock.now().getTime(),
  })
  const scope = () => db.read.scopeChange.findFirstOrThrow({ orderBy: { id: 'desc' } })
  const draft = async (values: Record<string, string> = filled, account = 'cleo') => {
    const said = await house.said(await house.submit(account, 'scope.form', value(), values))
    return { said, ...(await scope()) }
  }
  const openVote = async (account = 'cleo') => {
    const { id, round } = await scope()
    return house.said(await house.press(account, 'scope.vote', { scope: id, round }))
  }
  const poll = () => db.read.poll.findFirstOrThrow({ orderBy: { id: 'desc' } })
  const vote = async (account: string, how: 'for' | 'abstain') =>
    house.said(await house.press(account, `vote.${how}`, { poll: (await poll()).id }))
  const against = async (account: string, reason: string, condition = '') =>
    house.said(
      await house.submit(account, 'vote.against', { poll: (await poll()).id }, { vote: 'against', reason, condition }),
    )
  /** PAY's owner has nothing against it. */
  const fine = async () =>
    house.said(await house.press('ben', 'scope.fine', { scope: (await scope()).id, initiative: pay.id }))
  const opened = async (values?: Record<string, string>) => {
    await draft(values)
    await openVote()
    await fine()
    return scope()
  }
  const press = async (account: string, press: string, more: object = {}) => {
    const { id, round } = await scope()
    return house.said(await house.press(account, press, { scope: id, round, ...more }))
  }
  /** The newest message of a kind of card, wherever it stands. */
  const shows = async (conversation: string, part: string) =>
    (await house.seen(conversation)).filter((text) => text.includes(part)).at(-1) ?? ''
  return { chk, pay, value, scope, draft, openVote, poll, vote, against, fine, opened, press, shows }
}

export const buttonsOf = (reply: Reply): Button[] =>
  'message' in reply ? reply.message.blocks.flatMap((one) => (one.block === 'buttons' ? one.buttons : [])) : []
