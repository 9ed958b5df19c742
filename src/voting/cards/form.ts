/** Forms besides the ballot: a stand-in, an option. */
import type { Form, Option } from '../../chat/form.ts'
import { shorten } from '../../chat/plain.ts'
import type { PollRecord } from '../rules/records.ts'

export const nobodyElse = '0'
export const longestOption = 100

export function standInForm(poll: PollRecord, people: { id: number; name: string }[], now: number | null) {
  const options: Option[] = [
    { value: nobodyElse, label: 'Nobody' },
    ...people.map(({ id, name }) => ({ value: String(id), label: name })),
  ]
  return {
    id: 'vote.stand-in',
    title: 'Name a stand-in',
    intro: `Who votes for you in ${poll.settings.name} while you are away? Somebody of your side. Should you vote yourself, yours stands.`,
    submit: 'Name them',
    value: { poll: poll.id },
    inputs: {
      person: { input: 'choice' as const, label: 'Stand-in', options, value: String(now ?? nobodyElse) },
    },
  }
}

export function optionForm(poll: PollRecord) {
  return {
    id: 'vote.add-option',
    title: 'Add an option',
    intro: `${shorten(poll.question, 300)}\nEverybody can vote for it from now on; ballots that are in stay as they are and can be changed.`,
    submit: 'Add',
    value: { poll: poll.id },
    inputs: { text: { input: 'text' as const, label: 'Option', max: longestOption } },
  } satisfies Form
}

export function reasonForm(
  poll: PollRecord,
  value: { poll: number; voter?: number | undefined },
  reason: string | null,
) {
  return {
    id: 'vote.reason',
    title: 'Say why',
    intro: `Read by ${poll.settings.anonymous ? 'all after the close, without your name' : poll.settings.readers}.`,
    submit: 'Save',
    value,
    inputs: {
      reason: { input: 'text' as const, label: 'Your reason', lines: 3, max: 1_000, ...(reason && { value: reason }) },
    },
  }
}
