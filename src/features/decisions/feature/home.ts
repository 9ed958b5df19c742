/** What waits for one person: in the day's prompt what is theirs alone to settle, on the home page what their side can. */
import type { Feature } from '../../../chat/feature.ts'
import type { Block } from '../../../chat/message.ts'
import { shorten } from '../../../chat/plain.ts'
import { command } from '../../../chat/spoken.ts'
import type { Tx } from '../../../db.ts'
import { crewsOf } from '../../../people/crews.ts'
import { addDays, toLocal } from '../../../schedule/calendar.ts'
import { initiativesOwnedBy } from '../../portfolio/store/reads.ts'
import { sidesOf, stepFor, turnOf } from '../rules/deciding.ts'
import { type DecisionRecord, decisionName } from '../rules/records.ts'
import { unanswered } from '../rules/review.ts'
import { proposedOf, reviewedIn } from '../store/reads.ts'
import { around } from './own.ts'

const mostShown = 5
/** Who has not answered by then has let it stand. */
const reviewDays = 60

const steps = { say: 'your side is heard first', accept: 'your side accepts it' }

async function near(tx: Tx, personId: number) {
  const crewIds = (await crewsOf(tx, personId)).map(({ id }) => id)
  return { crewIds, initiativeIds: (await initiativesOwnedBy(tx, personId)).map(({ id }) => id) }
}

const line = (decision: DecisionRecord, says: string): Block => ({
  block: 'alert',
  label: decisionName(decision),
  text: `${says}: ${shorten(decision.what, 100)}`,
  buttons: [{ press: 'decisions.show', label: 'Look', value: { decision: decision.id } }],
})

export const waiting: NonNullable<Feature['waiting']> = async (personId, { tx }) => {
  const { crewIds, initiativeIds } = await near(tx, personId)
  const blocks: Block[] = []
  for (const decision of await proposedOf(tx, crewIds, initiativeIds)) {
    const { people } = await around(tx, decision)
    if (turnOf(decision, people).includes(personId)) blocks.push(line(decision, 'waits for you'))
  }
  return blocks
}

export const home: NonNullable<Feature['home']> = async ({ actor, now, tx }) => {
  const of = await near(tx, actor.id)
  const { day: to } = toLocal(now, actor.zone)
  const blocks: Block[] = []
  for (const decision of await proposedOf(tx, of.crewIds, of.initiativeIds)) {
    const step = stepFor(decision, actor.id, (await around(tx, decision)).people)
    if (step) blocks.push(line(decision, steps[step]))
  }
  for (const decision of await reviewedIn(tx, of, { from: addDays(to, -reviewDays), to })) {
    const mine = sidesOf(actor.id, (await around(tx, decision)).people)
    if (decision.review && unanswered(decision.review, mine))
      blocks.push(line(decision, 'did it come true? Your side says'))
  }
  if (blocks.length === 0) return []
  const left = blocks.length - mostShown
  return [
    { block: 'text', text: [{ strong: 'Decisions' }] },
    ...blocks.slice(0, mostShown),
    ...(left > 0 ? [{ block: 'note' as const, text: `and ${left} more: ${command('decision list')}.` }] : []),
  ]
}
