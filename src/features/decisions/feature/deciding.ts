/** Heard, accepted, escalated, withdrawn. */
import type { Context, Effect, Outcome, Refusal } from '../../../chat/feature.ts'
import { notTaken, tell } from '../../../chat/say.ts'
import type { Tx } from '../../../db.ts'
import { toInstant } from '../../../schedule/calendar.ts'
import { putJobs } from '../../../schedule/jobs.ts'
import { escalateForm, sayForm } from '../cards/forms.ts'
import { accept, escalate, notOpen, sidesOf, takesPart, turnOf, withdraw } from '../rules/deciding.ts'
import { type AnySide, type DecisionRecord, decisionName, standing } from '../rules/records.ts'
import { decisionById } from '../store/reads.ts'
import {
  acceptDecision,
  acknowledge,
  addVoice,
  escalateDecision,
  lockDecision,
  withdrawDecision,
} from '../store/writing.ts'
import { cardOf, mayDecide, notYours, type Own, own, refreshed, told } from './own.ts'

export interface OfDecision {
  decision: number
}

/** One that this person may decide about, held until the end of the transaction. */
export async function held({ decision: id }: OfDecision, ctx: Context): Promise<Own | Refusal> {
  const found = await own(id, ctx)
  if ('refused' in found) return found
  if (!mayDecide(found.who, found)) return { refused: notYours }
  await lockDecision(ctx.tx, id)
  return own(id, ctx)
}

/** Its side here: the first one is meant where somebody owns both. */
const sideOf = (personId: number, { people }: Own): AnySide => sidesOf(personId, people)[0] ?? 'both'

const after = async (of: Own, ctx: Context): Promise<DecisionRecord> =>
  (await decisionById(ctx.tx, ctx.actor.organizationId, of.decision.id)) ?? of.decision

export async function drawSay({ decision }: OfDecision, ctx: Context) {
  const found = await speakable(decision, ctx)
  return 'refused' in found ? found : sayForm(found.decision)
}

async function speakable(id: number, ctx: Context): Promise<Own | Refusal> {
  const found = await held({ decision: id }, ctx)
  if ('refused' in found) return found
  if (!takesPart(ctx.actor.id, found.people)) return { refused: notYours }
  return notOpen(found.decision) ?? found
}

export async function say({ text }: { text: string }, value: OfDecision, ctx: Context): Promise<Outcome> {
  const found = await speakable(value.decision, ctx)
  if ('refused' in found) return notTaken(found.refused)
  const { id } = found.decision
  const spoken = {
    decisionId: id,
    personId: ctx.actor.id,
    side: sideOf(ctx.actor.id, found),
    text: text.trim(),
    at: ctx.now,
  }
  await addVoice(ctx.tx, spoken)
  const now = await after(found, ctx)
  const before = new Set(turnOf(found.decision, found.people))
  const turn = turnOf(now, found.people).filter((one) => !before.has(one))
  return {
    ...tell(`Said, and on the record of ${decisionName(now)}.`),
    effects: [...refreshed(now), ...told(turn, 'turn', id, { but: ctx.actor.id })],
  }
}

export async function press(value: OfDecision, ctx: Context): Promise<Outcome> {
  const found = await held(value, ctx)
  if ('refused' in found) return tell(found.refused)
  const { decision, people } = found
  const step = accept(decision, ctx.actor.id, people)
  if ('refused' in step) return tell(step.refused)
  const voice = { decisionId: decision.id, personId: ctx.actor.id, text: '', accepts: true, at: ctx.now }
  if (step.ok === 'agreed') {
    await addVoice(ctx.tx, { ...voice, side: step.side })
    const now = await after(found, ctx)
    return {
      ...tell(`Your side accepts ${decisionName(decision)}. It holds once the other does.`),
      effects: [...refreshed(now), ...told(turnOf(now, people), 'turn', decision.id, { but: ctx.actor.id })],
    }
  }
  if (decision.domain === 'joint') await addVoice(ctx.tx, { ...voice, side: sideOf(ctx.actor.id, found) })
  await acceptDecision(ctx.tx, decision, ctx.actor.id, ctx.now)
  await putReview(ctx.tx, decision, found.crew?.zone ?? ctx.actor.zone)
  return { ...tell(acceptedText(decision)), effects: settled(await after(found, ctx), ctx.actor.id) }
}

function acceptedText(decision: DecisionRecord): string {
  return `${decisionName(decision)} is accepted. It is never edited: what changes your mind supersedes it.`
}

/** Whoever proposed it hears at once what became of it. */
function settled(decision: DecisionRecord, actorId: number): Effect[] {
  const replaced: Effect[] =
    decision.supersedesId === null ? [] : [{ do: 'refresh', card: cardOf(decision.supersedesId) }]
  const result = told([decision.proposedById], 'result', decision.id, { but: actorId, urgent: true })
  return [...refreshed(decision), ...replaced, ...result]
}

export async function putReview(
  tx: Tx,
  { id, reviewOn }: Pick<DecisionRecord, 'id' | 'reviewOn'>,
  zone: string,
): Promise<void> {
  if (!reviewOn) return
  await putJobs(tx, [{ name: 'decisions.review', key: `${id}:${reviewOn}`, due: toInstant(reviewOn, '09:00', zone) }])
}

export async function know(value: OfDecision, ctx: Context): Promise<Outcome> {
  const found = await held(value, ctx)
  if ('refused' in found) return tell(found.refused)
  const { decision, people } = found
  const closed = notOpen(decision)
  if (closed) return tell(closed.refused)
  const others = standing(decision).map(decisionName).join(', ')
  if (!takesPart(ctx.actor.id, people)) return tell(notYours)
  if (others === '') return tell(`${decisionName(decision)} contradicts nothing that holds. Nothing was changed.`)
  if ((await acknowledge(ctx.tx, decision.id, ctx.actor.id, ctx.now)) === 0) {
    return tell('Somebody has said so already. Nothing was changed.')
  }
  return {
    ...tell(`Noted: ${decisionName(decision)} is looked at beside ${others}. It can be accepted now.`),
    effects: refreshed(decision),
  }
}

async function escalatable(id: number, ctx: Context): Promise<Own | Refusal> {
  const found = await held({ decision: id }, ctx)
  if ('refused' in found) return found
  return escalate(found.decision, ctx.actor.id, found.people) ?? found
}

export async function drawEscalate({ decision }: OfDecision, ctx: Context) {
  const found = await escalatable(decision, ctx)
  return 'refused' in found ? found : escalateForm(found.decision)
}

export async function saveEscalation({ text }: { text: string }, value: OfDecision, ctx: Context): Promise<Outcome> {
  const found = await escalatable(value.decision, ctx)
  if ('refused' in found) return notTaken(found.refused)
  const { decision, people } = found
  const voice = { decisionId: decision.id, personId: ctx.actor.id, side: sideOf(ctx.actor.id, found), at: ctx.now }
  await addVoice(ctx.tx, { ...voice, text: text.trim(), escalates: true })
  await escalateDecision(ctx.tx, decision.id, ctx.now)
  const now = await after(found, ctx)
  return {
    ...tell(`${decisionName(decision)} is with the sponsor, who is asked now.`),
    effects: [
      ...refreshed(now),
      ...told(people.sponsors, 'escalated', decision.id, { but: ctx.actor.id, urgent: true }),
    ],
  }
}

export async function takeBack(value: OfDecision, ctx: Context): Promise<Outcome> {
  const found = await held(value, ctx)
  if ('refused' in found) return tell(found.refused)
  const { decision, people } = found
  const refused = withdraw(decision, ctx.actor.id, people)
  if (refused) return tell(refused.refused)
  await withdrawDecision(ctx.tx, decision.id)
  return {
    ...tell(`${decisionName(decision)} is withdrawn. It stays on the record as that.`),
    effects: settled(decision, ctx.actor.id),
  }
}
