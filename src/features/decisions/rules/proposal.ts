/** What is typed in the form of a decision. Pure. */
import type { Day } from '../../../schedule/calendar.ts'
import type { AnySide, Considered, Domain } from './records.ts'

export interface ProposalAnswers {
  what: string
  why: string | undefined
  options: string | undefined
  domain: string
  reviewOn: Day | undefined
}

export const mostOptions = 12

/** One a line; what follows a colon is why it was taken or not. */
export function readOptions(text: string | undefined): Considered[] {
  const lines = (text ?? '').split('\n').map((line) => line.trim())
  return lines.filter(Boolean).map((line) => {
    const at = line.search(/:\s/)
    const [option, why] = at > 0 ? [line.slice(0, at), line.slice(at + 1).trim()] : [line, '']
    return { text: option.trim(), why: why || null }
  })
}

export const optionsText = (options: Considered[]): string =>
  options.map(({ text, why }) => (why ? `${text}: ${why}` : text)).join('\n')

/** `replaces`: the domain of the decision that this one supersedes. */
export function checkProposal(
  answers: ProposalAnswers,
  { today, replaces }: { today: Day; replaces: Domain | null },
): Record<string, string> {
  const count = readOptions(answers.options).length
  return {
    ...(answers.what.trim() === '' && { what: 'Say in a sentence what is decided.' }),
    ...(count > mostOptions && {
      options: `${count} options are more than ${mostOptions}. Keep those that were weighed.`,
    }),
    ...(answers.reviewOn !== undefined &&
      answers.reviewOn <= today && {
        reviewOn: 'This day is not ahead. Give one on which it will show whether it was right.',
      }),
    ...(replaces === 'joint' &&
      answers.domain !== 'joint' && { domain: 'Both sides accepted what it replaces, so both sides accept this one.' }),
  }
}

/** Whoever proposes in a line speaks of what is theirs; who stands on both sides says which. */
export function domainOf(side: AnySide | undefined): Domain | null {
  if (side === 'project') return 'how'
  return side === 'product' ? 'what' : null
}

/** "CHK: ship without accounts", "CHK ship ...": the key of an initiative before the words. */
export function splitKey(text: string, keys: string[]): { key: string | null; what: string } {
  const match = /^([A-Za-z0-9]{1,12}(?:-[A-Za-z0-9]{1,12})?)(?:\s*:\s*|\s+)(.+)$/s.exec(text.trim())
  const key = match?.[1]?.toUpperCase()
  // In small letters a word is a word, unless a colon makes it a key.
  const meant = key !== undefined && (match?.[1] === key || text.trim().slice(key.length).trimStart().startsWith(':'))
  return meant && keys.includes(key) ? { key, what: (match?.[2] ?? '').trim() } : { key: null, what: text.trim() }
}
