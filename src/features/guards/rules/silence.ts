/** When a side has said nothing about an initiative for too long, and what follows. Pure. */
import { addDays, type Day } from '../../../schedule/calendar.ts'
import { type Side, sides } from './sides.ts'

export const quietDays = 14

/** What the guard knows of an initiative's life. */
export interface Living {
  phase: string
  startOn: Day | null
  deliveredOn: Day | null
  realizedOn: Day | null
  madeOn: Day
  /** Of a gate that holds it, or held it. */
  holdUntil: Day | null
}

/** The sides of which a word can be expected now: of an idea, of what rests, waits to begin or is over none; of what is delivered product's. */
export function expected({ phase, startOn, deliveredOn, realizedOn, holdUntil }: Living, today: Day): Side[] {
  if (phase === 'idea' || phase === 'retired' || realizedOn !== null) return []
  if ((startOn !== null && startOn > today) || (holdUntil !== null && holdUntil >= today)) return []
  return deliveredOn === null ? [...sides] : ['product']
}

export interface Away {
  awayFrom: Day | null
  awayTo: Day | null
}

/** Everybody of a side is away at once: from when to when, `null` where that is never so or has no end. */
export function allAway(people: Away[]): { from: Day; to: Day | null } | null {
  const spans = people.flatMap(({ awayFrom, awayTo }) => (awayFrom === null ? [] : [{ from: awayFrom, to: awayTo }]))
  if (people.length === 0 || spans.length < people.length) return null
  const from =
    spans
      .map((one) => one.from)
      .sort()
      .at(-1) ?? ''
  const ends = spans.flatMap(({ to }) => (to === null ? [] : [to])).sort()
  const to = ends[0] ?? null
  return to === null || from <= to ? { from, to } : null
}

/** From when a word is missed: the last one, else when one could first be expected; after an absence of the whole side, from its end. */
export function quietSince(
  { madeOn, startOn, holdUntil }: Pick<Living, 'madeOn' | 'startOn' | 'holdUntil'>,
  lastWord: Day | null,
  away: { from: Day; to: Day | null } | null,
  today: Day,
): Day {
  const days = [madeOn, startOn, holdUntil, lastWord, away && away.from <= today ? (away.to ?? today) : null]
  return (
    days
      .filter((day) => day !== null && day <= today)
      .sort()
      .at(-1) ?? madeOn
  )
}

export interface Told {
  state: 'told' | 'asked' | 'later' | 'heard'
  toldOn: Day
  /** When it was found right. */
  on: Day | null
}

export type Verdict = 'nothing' | 'tell' | 'open' | 'heard'

/** `before`: the newest that was told of this side. `open`: it was told, and nothing was said since. */
export function judge(
  { since, lastWord, before }: { since: Day; lastWord: Day | null; before: Told | null },
  today: Day,
): Verdict {
  if (before && before.state !== 'heard') {
    if (lastWord !== null && lastWord >= before.toldOn) return 'heard'
    const again = before.state === 'later' && before.on !== null && addDays(before.on, quietDays) <= today
    return again ? 'tell' : 'open'
  }
  return addDays(since, quietDays) <= today ? 'tell' : 'nothing'
}

export interface Initiative {
  id: number
  key: string
  name: string
}

/** Which of a crew's initiatives a text is about: those it names, by key or by name. */
export function namedIn(text: string, initiatives: Initiative[]): number[] {
  const words = new Set(text.toUpperCase().split(/[^\p{L}\p{N}-]+/u))
  const folded = text.toLowerCase()
  return initiatives
    .filter(({ key, name }) => words.has(key.toUpperCase()) || (name.length > 3 && folded.includes(name.toLowerCase())))
    .map(({ id }) => id)
}

/** What a stand-up answer speaks of: what it names; naming none, the crew's only initiative, else those its author works on. */
export function aboutOf(text: string, initiatives: Initiative[], worksOn: (initiativeId: number) => boolean): number[] {
  const named = namedIn(text, initiatives)
  if (named.length) return named
  return initiatives.length === 1 ? initiatives.map(({ id }) => id) : initiatives.map(({ id }) => id).filter(worksOn)
}
