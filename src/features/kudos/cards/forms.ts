/** Forms of thanks. */
import type { Form, Option } from '../../../chat/form.ts'
import { shorten } from '../../../chat/plain.ts'
import { longestThanks } from '../rules/kudos.ts'

export const alone = 'alone'

export interface Typed {
  to?: number[]
  text?: string
  where?: string
  /** What was wrong with how it was typed. */
  problem?: string
}

function thanks(people: Option[], { to, text }: Typed) {
  return {
    to: { input: 'people', label: 'Whom do you thank?', options: people, ...(to?.length && { value: to }) },
    text: { input: 'text', label: 'What for?', lines: 3, max: longestThanks, ...(text && { value: text }) },
  } as const
}

/** `crews`: where it can be said. */
export function kudosForm(value: { crew: number | null }, people: Option[], crews: Option[], was: Typed) {
  return {
    id: 'kudos.say',
    title: 'Say thanks',
    ...(was.problem && { intro: was.problem }),
    submit: 'Say it',
    value,
    inputs: {
      ...thanks(people, was),
      where: {
        input: 'choice',
        label: 'Who reads it?',
        options: [...crews, { value: alone, label: 'Only whom you thank' }],
        value: was.where ?? crews[0]?.value ?? alone,
      },
    },
  } as const satisfies Form
}

export function thankForm(celebration: { id: number; title: string }, people: Option[], named: number[]) {
  return {
    id: 'kudos.thank',
    title: 'Say thanks',
    intro: shorten(celebration.title, 200),
    note: 'It stands in the thread, for everybody in the crew.',
    submit: 'Say it',
    value: { celebration: celebration.id },
    inputs: thanks(people, { to: named }),
  } as const satisfies Form
}

export function settingsForm(value: { crew: number | null }, crews: Option[], on: boolean, next: string) {
  const [, other] = crews
  return {
    id: 'kudos.settings',
    title: 'Thanks of the month',
    note: `One post on the crew’s first working day of the month, next on ${next}. Nothing where nobody was thanked.`,
    submit: 'Save',
    value,
    inputs: {
      active: { input: 'toggle', label: 'Gather the thanks of the month for the crew', value: on },
      ...(other && { crew: { input: 'choice', label: 'Which crew?', options: crews } as const }),
    },
  } satisfies Form
}
