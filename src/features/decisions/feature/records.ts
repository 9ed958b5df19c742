/** What follows when a decision is proposed, changed or made elsewhere: its number, what it may contradict, who is told. */
import type { Context, Effect } from '../../../chat/feature.ts'
import type { Tx } from '../../../db.ts'
import { turnOf } from '../rules/deciding.ts'
import type { DecisionRecord } from '../rules/records.ts'
import { sameSubject, searchedOf, subjectOf } from '../rules/words.ts'
import { decisionById, standingOf } from '../store/reads.ts'
import { addDecision, changeDecision, type NewDecision, type Proposal, setContradictions } from '../store/writing.ts'
import { type Around, around, cardOf, refreshed, told } from './own.ts'

interface Made {
  decision: DecisionRecord
  effects: Effect[]
}

async function stored(tx: Tx, organizationId: number, id: number): Promise<DecisionRecord> {
  const decision = await decisionById(tx, organizationId, id)
  if (!decision) throw new Error('A decision that was just written is not there')
  return decision
}

const nearby = ({ initiative, crew }: Around) => [initiative?.key, initiative?.name, crew?.name]

/** Written with its folded words, and held against what stands. */
export async function add(tx: Tx, data: NewDecision, of: Around, compared = true): Promise<DecisionRecord> {
  const subject = compared ? subjectOf(data.what, of.initiative?.key) : null
  const { id } = await addDecision(tx, { ...data, subject }, (number) => searchedOf({ ...data, number }, nearby(of)))
  if (subject !== null) await compare(tx, { ...data, id, subject })
  return stored(tx, data.organizationId, id)
}

type Compared = Pick<DecisionRecord, 'id' | 'organizationId' | 'initiativeId' | 'crewId' | 'supersedesId'> & {
  subject: string
}

async function compare(tx: Tx, one: Compared): Promise<void> {
  const others = (await standingOf(tx, one)).filter(
    ({ id, subject }) => id !== one.id && id !== one.supersedesId && sameSubject(subject, one.subject),
  )
  await setContradictions(
    tx,
    one.id,
    others.map(({ id }) => id),
  )
}

/** Both owners hear of what it may contradict; else those whose word it waits for. */
function asked(decision: DecisionRecord, { people }: Around, actorId: number): Effect[] {
  const flagged = decision.contradictions.length > 0
  const { project, product } = people.owners
  const to = [...turnOf(decision, people), ...(flagged ? [project, product] : [])]
  return told(to, 'asked', decision.id, { but: actorId })
}

export async function proposed(
  data: Proposal,
  { source, supersedesId }: Pick<DecisionRecord, 'source' | 'supersedesId'>,
  { tx, actor, now }: Context,
): Promise<Made> {
  const of = await around(tx, data)
  const { organizationId, id: proposedById } = actor
  const decision = await add(tx, { ...data, organizationId, source, supersedesId, proposedById, at: now }, of)
  const announced: Effect[] = of.crew ? [{ do: 'announce', to: of.crew.id, card: cardOf(decision.id) }] : []
  // The one that it would supersede says so too.
  const replaced: Effect[] = supersedesId === null ? [] : [{ do: 'refresh', card: cardOf(supersedesId) }]
  return { decision, effects: [...announced, ...replaced, ...asked(decision, of, actor.id)] }
}

export async function saved(before: DecisionRecord, data: Proposal, { tx, actor }: Context): Promise<Made> {
  const of = await around(tx, data)
  const subject = subjectOf(data.what, of.initiative?.key)
  const { id, organizationId, number, supersedesId } = before
  await changeDecision(tx, id, { ...data, subject }, searchedOf({ ...data, number }, nearby(of)))
  await compare(tx, { ...data, id, organizationId, supersedesId, subject })
  const decision = await stored(tx, organizationId, id)
  return { decision, effects: [...refreshed(decision), ...asked(decision, of, actor.id)] }
}
