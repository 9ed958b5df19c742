/** What the cards of a session are drawn from. */
import type { Crew } from '../../../people/crews.ts'
import type { Day } from '../../../schedule/calendar.ts'
import type { ActionRecord } from '../../actions/rules/records.ts'
import type { DecisionRecord } from '../../decisions/rules/records.ts'
import type { Agenda } from '../rules/agenda.ts'
import type { AnswerRecord, DoubtRecord, PointRecord, SessionRecord } from '../rules/records.ts'

export interface SessionView {
  session: SessionRecord
  crew: Crew
  minutes: number
  agenda: Agenda
  points: PointRecord[]
  answers: AnswerRecord[]
  doubts: DoubtRecord[]
  /** What was recorded in it. */
  decided: Pick<DecisionRecord, 'number' | 'what'>[]
  promised: Pick<ActionRecord, 'number' | 'text' | 'ownerId' | 'dueOn'>[]
  startsAt: Date
  /** On the crew's calendar. */
  today: Day
}
