/** A question as it is kept: the changes as they were read, each with its words, and what it was computed on. Pure. */
import { type About, type Change, contradiction } from './change.ts'
import { partsOf } from './words.ts'

/** With what was typed for it. */
export type AskedChange = Change & { words: string }

export interface Question {
  changes: AskedChange[]
  words: string
}

export interface QuestionRecord extends Question {
  id: number
  organizationId: number
  askerId: number
  initiativeId: number
  /** The baseline's at the time; `null`: there was none. */
  planVersion: number | null
  fingerprint: string
  askedAt: Date
  /** Where, with which account. */
  installationId: number
  channelId: number | null
}

/** Of words that `readChanges` has read. */
export function questionOf(words: string, changes: Change[]): Question {
  const parts = partsOf(words)
  return { words: words.trim(), changes: changes.map((change, at) => ({ ...change, words: parts[at] ?? '' })) }
}

/** Why what was read once cannot be asked of the plan as it is now; `null`: it can. */
export function outdated(changes: AskedChange[], about: Pick<About, 'records' | 'initiative'>): string | null {
  const pieces = new Map(about.records.deliverables.map((one) => [one.id, one]))
  for (const change of changes) {
    for (const { id, open } of namedIn(change)) {
      const piece = pieces.get(id)
      if (!piece) return `"${change.words}" is about a deliverable that is not in the plan any more.`
      if (open && piece.finishedOn) return `"${change.words}": ${piece.key} is finished since ${piece.finishedOn}.`
    }
  }
  return contradiction(changes, about)
}

/** `open`: it must not be finished. */
function namedIn(change: Change): { id: number; open: boolean }[] {
  switch (change.do) {
    case 'delay':
    case 'remove':
      return [{ id: change.piece, open: true }]
    case 'add':
      return [
        ...change.after.map(({ piece }) => ({ id: piece, open: false })),
        ...change.before.map((id) => ({ id, open: true })),
      ]
    case 'cost':
    case 'staff':
      return []
  }
}
