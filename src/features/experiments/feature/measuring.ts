/** The result, and the word of both owners on the insight: a decision. */
import type {
  CardDrawer,
  Consequence,
  Context,
  Effect,
  Fact,
  Feature,
  JobContext,
  Outcome,
} from '../../../chat/feature.ts'
import type { Block } from '../../../chat/message.ts'
import { notTaken, tell } from '../../../chat/say.ts'
import { personById } from '../../../people/persons.ts'
import { toLocal } from '../../../schedule/calendar.ts'
import type {} from '../../decisions/facts.ts'
import type { InitiativeRecord } from '../../portfolio/rules/records.ts'
import { anyInitiative } from '../../portfolio/store/reads.ts'
import { askCard, insightCard, waitingBlock } from '../cards/cards.ts'
import { rejectForm, resultForm } from '../cards/forms.ts'
import { confirmed, type ExperimentRecord, nameOf, outcome, said, sidesOf } from '../rules/experiment.ts'
import { anyExperiment, insightsFor, lockMeasured, overdueOf, putResult, putWord } from '../store.ts'
import { askCardOf, byExperiment, insightCardOf, type OfExperiment } from './own.ts'

const ownersOf = ({ projectOwnerId, productOwnerId }: InitiativeRecord) =>
  [...new Set([projectOwnerId, productOwnerId])].filter((id) => id !== null)

async function running(value: OfExperiment, ctx: Context) {
  const found = await byExperiment(value, 'edit', ctx, true)
  if ('refused' in found || found.one.state === 'running') return found
  const why = found.one.state === 'draft' ? 'has not started' : 'has its result already, and keeps it'
  return { refused: `${nameOf(found.one)} ${why}. Nothing was changed.` }
}

export async function drawResult(value: OfExperiment, ctx: Context) {
  const found = await running(value, ctx)
  return 'refused' in found ? found : resultForm(found.one)
}

export async function saveResult(
  { result, insight }: { result: number; insight: string },
  value: OfExperiment,
  ctx: Context,
): Promise<Outcome> {
  const found = await running(value, ctx)
  if ('refused' in found) return notTaken(found.refused)
  const { one, today, initiative } = found
  const text = insight.trim()
  if (!text) return { answer: { do: 'refuse', errors: { insight: 'Say what you know now, in a sentence.' } } }
  if (!(await putResult(ctx.tx, one.id, { result, insight: text, endedOn: today })))
    return notTaken(`${nameOf(one)} has its result already, and keeps it. Nothing was changed.`)
  const owners = ownersOf(initiative)
  const told = owners.map((to): Effect => ({ do: 'dm', to, card: insightCardOf(one, to), kind: 'notice' }))
  const next =
    initiative.projectOwnerId !== null && initiative.productOwnerId !== null
      ? 'The owners of both sides are asked whether it is adopted.'
      : 'It waits until the initiative has an owner on each side.'
  return {
    ...tell(`${nameOf(one)}: ${confirmed(one, result) ? 'confirmed' : 'not confirmed'}. ${next}`),
    effects: [{ do: 'refresh', card: askCardOf(one, one.ownerId) }, ...told],
  }
}

async function toSay(value: OfExperiment, ctx: Context) {
  const found = await byExperiment(value, 'see', ctx)
  if ('refused' in found) return found
  const { one, initiative } = found
  const sides = sidesOf(initiative, ctx.actor.id)
  if (sides.length === 0)
    return {
      refused: `The owners of ${initiative.key} accept or reject it, and you are none of them. Nothing was changed.`,
    }
  if (one.state !== 'measured')
    return { refused: `${nameOf(one)} has no insight that waits for a word. Nothing was changed.` }
  return { ...found, sides }
}

async function say(value: OfExperiment, accepts: boolean, reason: string | null, ctx: Context): Promise<Outcome> {
  const found = await toSay(value, ctx)
  if ('refused' in found) return notTaken(found.refused)
  const { initiative, sides } = found
  const one = await lockMeasured(ctx.tx, found.one.id)
  if (!one) return notTaken('Somebody has just settled it. Nothing was changed.')
  const word = said(one, sides, accepts)
  const state = outcome(word)
  await putWord(ctx.tx, one.id, { ...word, state, reason })
  const refreshed = ownersOf(initiative).map((id): Effect => ({ do: 'refresh', card: insightCardOf(one, id) }))
  if (state === 'measured')
    return {
      ...tell(`You accept the insight of ${nameOf(one)}. The other side's word is missing.`),
      effects: refreshed,
    }
  return {
    ...tell(`The insight of ${nameOf(one)} is ${state}, and goes into the decision log.`),
    effects: refreshed,
    facts: [decided({ ...one, ...word, state, reason }, initiative, ctx.actor.id)],
  }
}

function decided(one: ExperimentRecord, initiative: InitiativeRecord, actorId: number): Fact {
  const { metric, unit, threshold, atLeast, result, hypothesis, insight, state, reason } = one
  const measured = `${metric}: ${result} ${unit}, to be at ${atLeast ? 'least' : 'most'} ${threshold}`
  const held = result !== null && confirmed(one, result) ? 'confirmed' : 'not confirmed'
  return {
    fact: 'decision.wanted',
    organizationId: initiative.organizationId,
    crewId: initiative.crewId,
    initiativeId: initiative.id,
    domain: 'joint',
    what: `Insight ${state}: ${insight}`,
    why: [`${nameOf(one)} ${hypothesis} (${held}).`, `${measured}.`, ...(reason ? [reason] : [])].join(' '),
    options: [],
    tally: null,
    impact: null,
    source: `experiment:${one.id}`,
    link: null,
    actorId,
    reviewOn: null,
  }
}

export const accept = (value: OfExperiment, ctx: Context) => say(value, true, null, ctx)

export async function drawReject(value: OfExperiment, ctx: Context) {
  const found = await toSay(value, ctx)
  return 'refused' in found ? found : rejectForm(found.one)
}

export async function saveReject({ reason }: { reason: string }, value: OfExperiment, ctx: Context): Promise<Outcome> {
  if (!reason.trim()) return { answer: { do: 'refuse', errors: { reason: 'Say why: it stands in the decision.' } } }
  return say(value, false, reason.trim(), ctx)
}

/** On its last day. */
export async function end(key: string, { tx }: JobContext): Promise<Consequence> {
  const one = await anyExperiment(tx, Number.parseInt(key, 10))
  if (one?.state !== 'running') return {}
  return { effects: [{ do: 'dm', to: one.ownerId, card: askCardOf(one, one.ownerId), kind: 'notice' }] }
}

/** What is over without a result, and insights without this owner's word. */
export const waiting: NonNullable<Feature['waiting']> = async (personId, { tx, now }) => {
  const person = await personById(tx, personId)
  if (!person) return []
  const blocks: Block[] = []
  for (const one of [
    ...(await overdueOf(tx, personId, toLocal(now, person.zone).day)),
    ...(await insightsFor(tx, personId)),
  ]) {
    const initiative = await anyInitiative(tx, one.initiativeId)
    if (!initiative) continue
    const open = sidesOf(initiative, personId).some((side) => one[`${side}Says`] === null)
    // On the day of the result the question is in the day's message.
    const news = one.endedOn === toLocal(now, person.zone).day
    if (one.state === 'running' || (open && !news)) blocks.push(waitingBlock(initiative, one, personId))
  }
  return blocks
}

const drawn =
  (draw: (of: InitiativeRecord, one: ExperimentRecord, personId: number) => ReturnType<typeof askCard>): CardDrawer =>
  async (key, read) => {
    const [id = 0, personId = 0] = key.split(':').map(Number)
    const one = await anyExperiment(read, id)
    const initiative = one && (await anyInitiative(read, one.initiativeId))
    return one && initiative ? draw(initiative, one, personId) : null
  }

export const cards: Record<string, CardDrawer> = {
  'experiments.ask': drawn(askCard),
  'experiments.insight': drawn(insightCard),
}
