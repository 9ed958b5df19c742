/** What came true: keep, revise or reverse, asked of both sides on the review day. Pure. */
import type { Day } from '../../../schedule/calendar.ts'
import type { Review, ReviewAnswer, Side, Verdict } from './records.ts'

export const verdictWords: Record<Verdict, string> = { keep: 'keep', revise: 'revise', reverse: 'reverse' }

/** Each side's newest answer. */
export function answerOf(review: Review, side: Side): ReviewAnswer | null {
  return review.answers.filter((one) => one.side === side || one.side === 'both').at(-1) ?? null
}

export const answered = (review: Review): boolean =>
  (['project', 'product'] as const).every((side) => answerOf(review, side))

/** Of these sides one has not answered yet. */
export const unanswered = (review: Review, mine: Side[]): boolean => mine.some((side) => !answerOf(review, side))

export function withAnswer(review: Review, answer: ReviewAnswer): Review {
  return { ...review, answers: [...review.answers, answer] }
}

export const asked = (day: Day, before: Review | null): Review => ({ askedOn: day, answers: before?.answers ?? [] })

/** What both said, in a sentence; nothing while one has not. */
export function outcomeOf(review: Review): string | null {
  const [project, product] = [answerOf(review, 'project'), answerOf(review, 'product')]
  if (!project || !product) return null
  if (project.verdict !== product.verdict) return 'The sides do not agree: talk, or supersede it.'
  return {
    keep: 'Both sides keep it.',
    revise: 'Both sides want it revised: Supersede proposes the one that replaces it.',
    reverse: 'Both sides want it reversed: Supersede proposes the one that replaces it.',
  }[project.verdict]
}
