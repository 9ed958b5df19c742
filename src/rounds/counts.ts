/** Participation per side, for cards and reports. Pure; names stay with the crew. */

export type ParticipationState = 'notYet' | 'asked' | 'answered' | 'skipped' | 'away' | 'missed' | 'off'

export interface Participant {
  personId: number
  side: 'project' | 'product'
  state: ParticipationState
  askAt: Date
}

export interface SideCount {
  side: 'project' | 'product'
  answered: number
  /** Those who take part that day: neither away, nor off, nor skipping. */
  expected: number
}

export interface Counts {
  answered: number
  expected: number
  sides: [SideCount, SideCount]
  notAskedYet: Participant[]
  noAnswerYet: Participant[]
  away: Participant[]
  skipped: Participant[]
  /** The prompt was due while Tandem was down. */
  missed: Participant[]
}

export function countRound(participants: Participant[]): Counts {
  const inState = (...states: ParticipationState[]) => participants.filter(({ state }) => states.includes(state))
  const side = (name: 'project' | 'product'): SideCount => ({
    side: name,
    answered: inState('answered').filter((p) => p.side === name).length,
    expected: inState('notYet', 'asked', 'answered', 'missed').filter((p) => p.side === name).length,
  })
  const sides: [SideCount, SideCount] = [side('project'), side('product')]
  return {
    answered: sides[0].answered + sides[1].answered,
    expected: sides[0].expected + sides[1].expected,
    sides,
    notAskedYet: inState('notYet'),
    noAnswerYet: inState('asked'),
    away: inState('away', 'off'),
    skipped: inState('skipped'),
    missed: inState('missed'),
  }
}
