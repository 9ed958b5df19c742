/** What Northwind has decided, and what it decides now: the chain from a proposal with its impact to a vote of both sides. */
import type { RawValues } from '../chat/form.ts'
import type { Chat, Origin } from '../chat/ports.ts'
import type { Db, Tx } from '../db.ts'
import { searchedOf } from '../features/decisions/rules/words.ts'
import { addDecision } from '../features/decisions/store/writing.ts'
import { installation } from '../platforms/web/people.ts'
import { addDays, toInstant, toLocal } from '../schedule/calendar.ts'

/** In the order of their numbers, as the baselines name them. */
const decided: { what: string; why: string; initiative: string; by: string; ago: number; domain: 'what' | 'joint' }[] =
  [
    {
      what: 'The plan of the quarter holds.',
      why: 'Everything that waits for it is planned on it.',
      initiative: 'SHOP',
      by: 'hanna',
      ago: 50,
      domain: 'joint',
    },
    {
      what: 'Checkout v2 begins.',
      why: '31 % of phone shoppers leave at card entry.',
      initiative: 'CHK',
      by: 'cleo',
      ago: 31,
      domain: 'what',
    },
    {
      what: 'Shoppers with an account are not asked to sign in twice.',
      why: 'Two sign-ins cost 4 % of orders (n = 1,900).',
      initiative: 'CHK',
      by: 'cleo',
      ago: 27,
      domain: 'what',
    },
    {
      what: 'One payment provider for all stores.',
      why: 'A second one doubles the reconciliation.',
      initiative: 'PAY',
      by: 'ben',
      ago: 24,
      domain: 'joint',
    },
    {
      what: 'Guest sign-in comes first.',
      why: 'The address form waits for it.',
      initiative: 'CHK',
      by: 'cleo',
      ago: 20,
      domain: 'joint',
    },
    {
      what: 'Guest checkout is tried with 30 shoppers.',
      why: 'Nobody knows yet whether an account is missed.',
      initiative: 'EXP-1',
      by: 'uma',
      ago: 10,
      domain: 'what',
    },
    {
      what: 'The beta goes out without accounts.',
      why: 'The pilot stores sell to guests only.',
      initiative: 'CHK',
      by: 'cleo',
      ago: 9,
      domain: 'what',
    },
  ]

/** On the record, without a message: it was said long ago. */
export async function addSampleDecisions(
  tx: Tx,
  organizationId: number,
  id: (account: string) => number,
  now: Date,
): Promise<void> {
  const initiatives = await tx.initiative.findMany({ where: { organizationId } })
  const today = toLocal(now, 'Europe/Berlin').day
  for (const { what, why, initiative: key, by, ago, domain } of decided) {
    const of = initiatives.find((one) => one.key === key)
    const at = toInstant(addDays(today, -ago), '11:00', 'Europe/Berlin')
    const one = { what, why, effect: null, options: [] }
    await addDecision(
      tx,
      {
        ...one,
        organizationId,
        domain,
        crewId: of?.crewId ?? null,
        initiativeId: of?.id ?? null,
        keyResultId: null,
        subject: null,
        tally: null,
        impact: null,
        link: null,
        reviewOn: null,
        source: 'chat',
        proposedById: id(by),
        supersedesId: null,
        at,
        state: 'accepted',
        acceptedById: id(by),
        acceptedAt: at,
      },
      (number) => searchedOf({ ...one, number }, [of?.key, of?.name]),
    )
  }
  const chk = initiatives.find(({ key }) => key === 'CHK')
  const at = toInstant(addDays(today, -8), '17:00', 'Europe/Berlin')
  if (!chk?.crewId) return
  // The third one: its baseline is the newest.
  await tx.scopeChange.create({
    data: {
      organizationId,
      number: 3,
      initiativeId: chk.id,
      crewId: chk.crewId,
      proposerId: id('ana'),
      state: 'accepted',
      what: 'Smaller pilot',
      why: 'Three stores tell as much as eight, and can be served by hand.',
      effects: 'none',
      baselineVersion: 3,
      at,
      updatedAt: at,
      openedAt: at,
    },
  })
}

/** Cleo's proposal, half voted on: through the same door as everybody's. Once, after the history is there. */
export async function proposeSample(chat: Pick<Chat, 'submit' | 'press'>, db: Db, now: () => Date): Promise<void> {
  const chk = await db.read.initiative.findFirst({ where: { key: 'CHK', organization: { sample: true } } })
  if (!chk || (await db.read.scopeChange.count({ where: { state: { not: 'accepted' } } })) > 0) return
  const as = (account: string): Origin => ({ platform: 'web', installation, account })
  const form = (account: string, scope: number | null, raw: RawValues) =>
    chat.submit(as(account), 'scope.form', { scope, initiative: chk.id, whatIf: null, seen: now().getTime() }, raw)
  const value = {
    what: 'Add Apple Pay',
    why: '31 % of phone shoppers leave at card entry (survey, n = 212).',
    benefit: '228000',
    score: 'WSJF 8 5 13 / 5',
  }
  await form('cleo', null, value)
  const draft = await db.read.scopeChange.findFirst({ where: { initiativeId: chk.id, state: 'draft' } })
  // Product says what it is worth, project what it takes.
  if (draft) await form('ana', draft.id, { ...value, effects: 'delay T9 3d', cost: '8000' })
  const scope = await db.read.scopeChange.findFirst({ where: { initiativeId: chk.id, state: 'draft' } })
  if (!scope) return
  await chat.press(as('cleo'), 'scope.vote', { scope: scope.id, round: scope.round })
  const poll = await db.read.poll.findFirst({ where: { cardKind: 'scope.vote', state: 'open' } })
  if (!poll) return
  for (const account of ['cleo', 'dev', 'ana']) await chat.press(as(account), 'vote.for', { poll: poll.id })
}
