/** Forms of celebrations. */
import type { Form, Option } from '../../../chat/form.ts'
import { shorten } from '../../../chat/plain.ts'
import { type CelebrationRecord, longestStory, longestTitle, longestWords } from '../rules/records.ts'

export interface Nameable {
  project: Option[]
  product: Option[]
}

/** Only a side that has people is asked for; whoever does not want to be named is not offered. */
export function changeForm(
  { id, words }: CelebrationRecord,
  { project, product }: Nameable,
  labels: { project: string; product: string },
) {
  const chosen = (ids: number[], options: Option[]) =>
    ids.filter((one) => options.some(({ value }) => value === String(one)))
  const people = (side: 'project' | 'product', label: string, options: Option[]) =>
    options.length
      ? {
          [side]: {
            input: 'people',
            label,
            hint: `Of ${labels[side]}.`,
            options,
            optional: true,
            value: chosen(words[side], options),
          } as const,
        }
      : {}
  return {
    id: 'celebrations.change',
    title: 'Change the celebration',
    note: 'You see how it reads before anybody else does.',
    submit: 'Save',
    value: { celebration: id },
    inputs: {
      title: { input: 'text', label: 'What is celebrated?', max: longestTitle, value: words.title },
      ...people('project', 'Delivered by', project),
      ...people('product', 'Shaped by', product),
      forWhom: {
        input: 'text',
        label: 'For whom?',
        max: longestWords,
        optional: true,
        ...(words.forWhom && { value: words.forWhom }),
      },
      value: {
        input: 'text',
        label: 'Its value so far',
        hint: 'Figures with their unit and day, or when it is looked at.',
        max: longestWords,
        optional: true,
        ...(words.value && { value: words.value }),
      },
    },
  } satisfies Form
}

export function missingForm({ id, words }: CelebrationRecord, people: Option[]) {
  return {
    id: 'celebrations.missing',
    title: 'Someone is missing',
    intro: shorten(words.title, 200),
    note: 'Whoever does not want to be named in celebrations is not in this list.',
    submit: 'Add',
    value: { celebration: id },
    inputs: { people: { input: 'people', label: 'Who worked on it too?', options: people } },
  } as const satisfies Form
}

export function storyForm({ id, words }: CelebrationRecord) {
  return {
    id: 'celebrations.story',
    title: 'Tell the story',
    intro: shorten(words.title, 200),
    note: 'It stands in the thread, with your name.',
    submit: 'Tell',
    value: { celebration: id },
    inputs: { text: { input: 'text', label: 'How did it come about?', lines: 6, max: longestStory } },
  } as const satisfies Form
}

export function handForm(title: string, initiatives: Option[], initiative: string | null) {
  return {
    id: 'celebrations.hand',
    title: 'Celebrate something',
    note: 'You see how it reads before anybody else does.',
    submit: 'Draft it',
    value: {},
    inputs: {
      title: { input: 'text', label: 'What is celebrated?', max: longestTitle, ...(title && { value: title }) },
      initiative: {
        input: 'choice',
        label: 'Of which initiative?',
        options: initiatives,
        ...(initiative && { value: initiative }),
      },
    },
  } as const satisfies Form
}
