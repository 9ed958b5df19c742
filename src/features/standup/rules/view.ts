/** The records that stand-up cards are drawn from, as the stores give them. */
import type { PlatformName } from '../../../chat/ports.ts'
import type { Crew } from '../../../people/crews.ts'
import type { Participation, Round } from '../../../rounds/store.ts'
import type { Day } from '../../../schedule/calendar.ts'
import type { Blocker, SideQuestion } from '../store/items.ts'
import type { StandupAnswer } from './answer.ts'
import type { StandupSettings } from './settings.ts'

export interface DigestRecords {
  crew: Crew
  settings: StandupSettings
  round: Round
  participations: Participation[]
  answers: StandupAnswer[]
  /** Open ones of the crew, and those of this round whatever became of them. */
  blockers: Blocker[]
  questions: SideQuestion[]
  /** Of the crew, by key. */
  initiatives: InitiativeLine[]
  /** Days that were promised and that the plan no longer holds, in words. */
  broken: string[]
  nextDay: Day | undefined
}

/** An initiative with its finish and value, as the portfolio says it in one line. */
export interface InitiativeLine {
  name: string
  says: string
}

export interface PromptRecords {
  crew: Crew
  settings: StandupSettings
  round: Pick<Round, 'id' | 'day' | 'state' | 'digestAt'>
  /** Where those who are asked have accounts. */
  platforms: PlatformName[]
  personId: number
  side: 'project' | 'product'
  state: Participation['state'] | 'none'
  answer: StandupAnswer | null
  /** The person's "next" of the last round they answered. */
  before: { day: Day; text: string } | null
  /** Plain text they wrote to the bot meanwhile. */
  draft: string | null
  /** Their own blockers from earlier rounds. */
  stillOpen: Blocker[]
  /** A later round has asked this person: this one takes no more changes. */
  over: { day: Day } | null
}

export function memberName(crew: Crew, personId: number): string {
  return crew.members.find((member) => member.personId === personId)?.name ?? 'somebody who left'
}

export function sideLabel(crew: Crew, side: 'project' | 'product'): string {
  return crew.labels[side]
}

/** "#checkout and Teams > Checkout, 9 people": who reads what is said here. */
export function readers(crew: Crew): string {
  const people = crew.members.length === 1 ? '1 person' : `${crew.members.length} people`
  const names = crew.channels.map(({ name }) => name)
  return names.length ? `${listed(names)}, ${people}` : people
}

export function listed(words: string[], most = 4): string {
  const shown = words.slice(0, most)
  const rest = words.length - shown.length
  if (rest > 0) return `${shown.join(', ')} and ${rest} more`
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`
}
