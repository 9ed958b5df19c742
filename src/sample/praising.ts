/** What Northwind celebrates, and what its people have promised. */
import type { Consequence } from '../chat/feature.ts'
import type { Tx } from '../db.ts'
import type {} from '../features/actions/facts.ts'
import { wordsOf } from '../features/celebrations/feature/drafting.ts'
import { keyByHand } from '../features/celebrations/rules/drafting.ts'
import { celebrationWords } from '../features/celebrations/rules/records.ts'
import { addCelebration, setWords } from '../features/celebrations/store.ts'
import { addKudos } from '../features/kudos/store.ts'
import { addDays, toLocal, weekdayOf } from '../schedule/calendar.ts'

const title = 'The checkout beta is with its first 8 shoppers'

/** After the plans and the decisions: a step that was reached, thanks for it, and two promises, one of them due today. */
export async function addSamplePraise(
  tx: Tx,
  crewId: number,
  id: (account: string) => number,
  now: Date,
): Promise<Consequence> {
  const { organizationId, zone } = await tx.crew.findUniqueOrThrow({ where: { id: crewId } })
  const chk = await tx.initiative.findFirst({ where: { organizationId, key: 'CHK' } })
  if (!chk) return {}
  const of = { organizationId, crewId, initiativeId: chk.id, of: 'milestone' as const, askedId: id('ana'), at: now }
  const today = toLocal(now, zone).day
  // Its milestone M2 is ahead: this is a step on the way that stands in no plan.
  const about = { key: keyByHand(chk.id, title), day: today }
  const words = celebrationWords.parse({ title, where: chk.key })
  const celebration = await addCelebration(tx, { ...of, ...about, words }, now)
  if (!celebration) return {}
  const known = await wordsOf(tx, celebration, now)
  await setWords(tx, celebration.id, known)
  const card = { kind: 'celebrations.card', key: String(celebration.id) }
  const thanks = await addKudos(tx, {
    organizationId,
    crewId,
    celebrationId: celebration.id,
    fromId: id('cleo'),
    to: [id('paul')],
    text: 'the address form that eight shoppers got through',
    public: true,
    across: true,
    at: now,
  })
  const friday = addDays(today, (12 - weekdayOf(today)) % 7 || 7)
  const promised = (text: string, account: string, dueOn: string, source: string) => ({
    fact: 'action.wanted' as const,
    organizationId,
    crewId,
    initiativeId: chk.id,
    text,
    ownerId: id(account),
    dueOn,
    source,
    createdById: id('ana'),
    // Said long ago.
    told: true as const,
  })
  const decision = await tx.decision.findFirst({ where: { organizationId, number: 7 } })
  return {
    effects: [
      { do: 'announce', to: crewId, card },
      { do: 'announce', to: crewId, card: { kind: 'kudos.one', key: String(thanks.id) }, under: card },
    ],
    facts: [
      promised('Call the payment provider about the sandbox keys', 'ana', today, 'chat'),
      promised(
        'Tell the three pilot stores what changes',
        'cleo',
        friday,
        decision ? `decision:${decision.id}` : 'chat',
      ),
    ],
  }
}
