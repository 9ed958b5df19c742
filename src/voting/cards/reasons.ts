/** Reasons and conditions, with their names where votes have names. */
import type { Block, Inline, Message } from '../../chat/message.ts'
import { shorten } from '../../chat/plain.ts'
import { choiceWords } from '../rules/ballot.ts'
import type { BallotRecord } from '../rules/records.ts'
import type { PollView } from '../rules/view.ts'
import { capital, plural, sideName } from './words.ts'

const lineLength = 140
/** On the card; the rest is a press away. */
const shownOnCard = 5

const isAgainst = ({ choice }: Pick<BallotRecord, 'choice'>) =>
  ('vote' in choice && choice.vote === 'against') ||
  ('stance' in choice && choice.stance === 'object') ||
  ('fingers' in choice && choice.fingers < 3)

/** "Why not: Paul, "..." Ben, "..."", and what would make it a yes. */
export function reasonBlocks(view: PollView): Block[] {
  const named = view.ballots ?? []
  const against = named.filter((ballot) => ballot.reason && isAgainst(ballot))
  const conditions = named.filter(({ condition }) => condition)
  const unnamed = view.reasons.filter(isAgainst)
  return [
    ...lines(
      'Why not',
      against.map(({ personId, reason }) => ({ personId, words: reason ?? '' })),
    ),
    ...lines(
      'Why not',
      unnamed.map(({ reason }) => ({ personId: null, words: reason })),
    ),
    ...lines(
      'What would make it a yes',
      conditions.map(({ personId, condition }) => ({ personId, words: condition ?? '' })),
    ),
  ]
}

function lines(label: string, said: { personId: number | null; words: string }[]): Block[] {
  if (said.length === 0) return []
  const shown = said.slice(0, shownOnCard)
  const text: Inline[] = [{ strong: `${label}: ` }]
  shown.forEach(({ personId, words }, index) => {
    if (index) text.push(' ')
    if (personId !== null) text.push({ person: personId }, ', ')
    text.push(`"${shorten(words, lineLength)}"`)
  })
  if (said.length > shown.length) text.push(` and ${said.length - shown.length} more`)
  return [{ block: 'text', text }]
}

export const ballotsPerPage = 30

/** All ballots and reasons: with names, or of an anonymous vote the reasons alone. */
export function ballotsCard(view: PollView, page: number): Message {
  const { poll, options } = view
  const named = view.ballots ?? []
  const all = named.length || view.reasons.length
  const pages = Math.max(1, Math.ceil(all / ballotsPerPage))
  const at = Math.min(Math.max(page, 0), pages - 1)
  const [from, to] = [at * ballotsPerPage, (at + 1) * ballotsPerPage]
  const words = (choice: BallotRecord['choice']) => capital(choiceWords(choice, options, poll.settings.max))
  const parts = ({ choice, reason, condition, castById, personId }: BallotRecord): Inline[][] => [
    [words(choice), ...(castById === personId ? [] : [' (cast by ', { person: castById }, ')'])],
    ...(reason ? [[`Why: ${reason}`]] : []),
    ...(condition ? [[`What would make it a yes: ${condition}`]] : []),
  ]
  const shown = named.slice(from, to)
  const groups = (['project', 'product', 'both'] as const)
    .map((side) => ({
      label: capital(sideName(side, poll.settings.sides)),
      people: shown
        .filter((ballot) => ballot.side === side)
        .map((ballot) => ({ person: ballot.personId, parts: parts(ballot) })),
    }))
    .filter(({ people }) => people.length)
  const unnamed = view.reasons.slice(from, to).map(({ choice, reason }) => ({ label: words(choice), value: reason }))
  const title = `${poll.settings.name}: ${plural(named.length || view.reasons.length, named.length ? 'vote' : 'reason')}`
  const buttons = [
    ...(at > 0 ? [{ press: 'vote.ballots', label: 'Before', value: { poll: poll.id, page: at - 1 } }] : []),
    ...(at < pages - 1 ? [{ press: 'vote.ballots', label: 'More', value: { poll: poll.id, page: at + 1 } }] : []),
  ]
  return {
    summary: title,
    blocks: [
      { block: 'text', text: [{ strong: title }, ...(pages > 1 ? [`, page ${at + 1} of ${pages}`] : [])] },
      ...(groups.length ? [{ block: 'answers' as const, groups }] : []),
      ...(unnamed.length ? [{ block: 'facts' as const, facts: unnamed }] : []),
      ...(buttons.length ? [{ block: 'buttons' as const, buttons }] : []),
    ],
  }
}
