/** On the review day both sides are asked: keep, revise, reverse. */
import type { Consequence, Context, JobContext, Outcome, Refusal } from '../../../chat/feature.ts'
import { notTaken, tell } from '../../../chat/say.ts'
import { toLocal } from '../../../schedule/calendar.ts'
import { reviewForm } from '../cards/forms.ts'
import { sides, sidesOf } from '../rules/deciding.ts'
import { type DecisionRecord, decisionName, type Review, type Verdict } from '../rules/records.ts'
import { asked, outcomeOf, verdictWords, withAnswer } from '../rules/review.ts'
import { anyDecision } from '../store/reads.ts'
import { lockDecision, saveReview } from '../store/writing.ts'
import { held, type OfDecision } from './deciding.ts'
import { type Around, around, type Own, refreshed, told } from './own.ts'

/** Of each side its owner, else whoever of it proposed or accepted, else its first member. */
function askedOf(decision: DecisionRecord, { people }: Around): number[] {
  const known = [decision.acceptedById, decision.proposedById].filter((id) => id !== null)
  return sides.flatMap((side) => {
    const near = known.find((id) => sidesOf(id, people).includes(side))
    return people.owners[side] ?? near ?? people.members.find((one) => one.side === side)?.personId ?? []
  })
}

export async function ask(key: string, { tx, now }: JobContext): Promise<Consequence> {
  const [id, day] = key.split(':')
  const found = await anyDecision(tx, Number(id))
  if (found?.state !== 'accepted' || found.reviewOn !== day) return {}
  await lockDecision(tx, found.id)
  const of = await around(tx, found)
  const review = asked(toLocal(now, of.crew?.zone ?? 'UTC').day, found.review)
  await saveReview(tx, found.id, review)
  return { effects: [...refreshed({ ...found, review }), ...told(askedOf(found, of), 'review', found.id)] }
}

type Reviewed = Own & { review: Review }

async function reviewable(value: OfDecision, ctx: Context): Promise<Reviewed | Refusal> {
  const found = await held(value, ctx)
  if ('refused' in found) return found
  const { decision, people } = found
  const name = decisionName(decision)
  if (decision.state !== 'accepted')
    return { refused: `${name} is ${decision.state}, and is not reviewed any more. Nothing was changed.` }
  if (!decision.review) return { refused: `The review of ${name} has not begun. Nothing was changed.` }
  if (sidesOf(ctx.actor.id, people).length === 0) {
    return { refused: `${name} is reviewed by both sides, and you stand on neither. Nothing was changed.` }
  }
  return { ...found, review: decision.review }
}

async function answer(
  { decision, crew, people, review }: Reviewed,
  verdict: Verdict,
  reason: string | null,
  ctx: Context,
): Promise<Outcome> {
  const own = sidesOf(ctx.actor.id, people)
  const { day } = toLocal(ctx.now, crew?.zone ?? ctx.actor.zone)
  const side = own.length === 2 ? ('both' as const) : (own[0] ?? 'both')
  const now = withAnswer(review, { side, personId: ctx.actor.id, verdict, reason, day })
  await saveReview(ctx.tx, decision.id, now)
  const outcome = outcomeOf(now)
  return {
    ...tell(`${decisionName(decision)}: your side says ${verdictWords[verdict]}.${outcome ? ` ${outcome}` : ''}`),
    effects: refreshed({ ...decision, review: now }),
  }
}

export async function keep(value: OfDecision, ctx: Context): Promise<Outcome> {
  const found = await reviewable(value, ctx)
  return 'refused' in found ? tell(found.refused) : answer(found, 'keep', null, ctx)
}

/** The two that need a reason. */
export const drawReview = (verdict: Exclude<Verdict, 'keep'>) => async (value: OfDecision, ctx: Context) => {
  const found = await reviewable(value, ctx)
  return 'refused' in found ? found : reviewForm(found.decision, verdict)
}

export const submitReview =
  (verdict: Exclude<Verdict, 'keep'>) =>
  async ({ text }: { text: string }, value: OfDecision, ctx: Context): Promise<Outcome> => {
    const found = await reviewable(value, ctx)
    return 'refused' in found ? notTaken(found.refused) : answer(found, verdict, text.trim(), ctx)
  }
