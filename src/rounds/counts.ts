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

/** How many of a side stand where. */
export interface StateCount {
  side: 'project' | 'product'
  state: ParticipationState
  count: number
}

/** Those who take part: neither away, nor off, nor skipping. */
const expectedStates: ParticipationState[] = ['notYet', 'asked', 'answered', 'missed']

export function countSides(rows: StateCount[]): [SideCount, SideCount] {
  const count = (name: 'project' | 'product'): SideCount => {
    const sum = (states: ParticipationState[]) =>
      rows.reduce((all, row) => all + (row.side === name && states.includes(row.state) ? row.count : 0), 0)
    return { side: name, answered: sum(['answered']), expected: sum(expectedStates) }
  }
  return [count('project'), count('product')]
}

export function countRound(participants: Participant[]): Counts {
  const inState = (...states: ParticipationState[]) => participants.filter(({ state }) => states.includes(state))
  const sides = countSides(participants.map(({ side, state }) => ({ side, state, count: 1 })))
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
