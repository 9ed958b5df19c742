/** Answers into scores by side; of fewer than three nothing is counted. Pure. */
import { netSuccess, perceptionGap } from '../../../methods/perception.ts'
import { scales } from './questions.ts'
import {
  type AnswerRecord,
  type Kind,
  type PulsePerson,
  type PulseResult,
  type Question,
  type Scores,
  type Side,
  type SideScores,
  sides,
} from './records.ts'

export const fewest = 3

/** NPSS of how value is seen, the mean of how sure people are. */
const measures: Record<Kind, (given: number[]) => number> = {
  pulse: (given) => netSuccess(given) ?? 0,
  confidence: (given) => given.reduce((sum, one) => sum + one, 0) / given.length,
}

const bySide = <T>(of: (side: Side) => T): Record<Side, T> => ({ project: of('project'), product: of('product') })

export function countPulse(
  kind: Kind,
  questions: Pick<Question, 'id'>[],
  people: Pick<PulsePerson, 'side'>[],
  answers: AnswerRecord[],
): PulseResult {
  const of = (side: Side) => answers.filter((one) => one.side === side)
  const scored = (id: string): SideScores =>
    bySide((side) => {
      const given = of(side).flatMap(({ scores }) => scores[id] ?? [])
      // Whole numbers, so that the gap on a card is what a reader subtracts. The sum turns -0 into 0.
      return given.length < fewest ? null : Math.round(measures[kind](given)) + 0
    })
  return {
    asked: bySide((side) => people.filter((one) => one.side === side).length),
    answered: bySide((side) => of(side).length),
    scores: Object.fromEntries(questions.map(({ id }) => [id, scored(id)])),
  }
}

/** Project minus product; null where a side has too few answers to show, or was not asked it. */
export function gapIn({ scores }: PulseResult, id: string): number | null {
  return perceptionGap(scores[id]?.project ?? null, scores[id]?.product ?? null)
}

/** What stands first on a card: of value, whether it is worth it; of confidence, where the sides are furthest apart. */
export function leading(kind: Kind, questions: Question[], result: PulseResult): Question | null {
  if (kind === 'pulse') return questions[0] ?? null
  const far = (one: Question) => Math.abs(gapIn(result, one.id) ?? -1)
  return questions.reduce<Question | null>(
    (found, one) => (gapIn(result, one.id) !== null && (!found || far(one) > far(found)) ? one : found),
    null,
  )
}

/** What is wrong with each answer, or nothing. */
export function wrongScores(kind: Kind, questions: Pick<Question, 'id'>[], given: Scores): Record<string, string> {
  const { max, step, wrong } = scales[kind]
  const fits = (score: number | undefined) => score !== undefined && score >= 0 && score <= max && score % step === 0
  return Object.fromEntries(questions.filter(({ id }) => !fits(given[id])).map(({ id }) => [id, wrong]))
}

/** Where no side is large enough nothing could ever be shown. */
export function canAsk(members: { side: Side | 'both'; part: string }[]): boolean {
  const asked = members.filter(({ part }) => part !== 'watches')
  return sides.some((side) => asked.filter((one) => one.side === side).length >= fewest)
}
