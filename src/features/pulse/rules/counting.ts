/** Answers into scores by side; of fewer than three nothing is counted. Pure. */
import { netSuccess, perceptionGap } from '../../../methods/perception.ts'
import {
  type AnswerRecord,
  type PulsePerson,
  type PulseResult,
  type Side,
  type SideScores,
  type StatementId,
  sides,
} from './records.ts'

export const fewest = 3

const bySide = <T>(of: (side: Side) => T): Record<Side, T> => ({ project: of('project'), product: of('product') })

export function countPulse(people: Pick<PulsePerson, 'side'>[], answers: AnswerRecord[]): PulseResult {
  const of = (side: Side) => answers.filter((one) => one.side === side)
  const scores = (statement: StatementId): SideScores =>
    bySide((side) => {
      const given = of(side).map((one) => one[statement])
      // Whole numbers, so that the gap on a card is what a reader subtracts. The sum turns -0 into 0.
      return given.length < fewest ? null : Math.round(netSuccess(given) ?? 0) + 0
    })
  return {
    asked: bySide((side) => people.filter((one) => one.side === side).length),
    answered: bySide((side) => of(side).length),
    scores: {
      perceptions: scores('perceptions'),
      own: scores('own'),
      reassess: scores('reassess'),
      expand: scores('expand'),
    },
  }
}

/** Project minus product; null where a side has too few answers to show. */
export function gapIn({ scores }: PulseResult, statement: StatementId): number | null {
  return perceptionGap(scores[statement].project, scores[statement].product)
}

/** Where no side is large enough nothing could ever be shown. */
export function canAsk(members: { side: Side | 'both'; part: string }[]): boolean {
  const asked = members.filter(({ part }) => part !== 'watches')
  return sides.some((side) => asked.filter((one) => one.side === side).length >= fewest)
}
