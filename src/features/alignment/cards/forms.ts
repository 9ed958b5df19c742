/** Forms of alignment. */
import type { Form, Option } from '../../../chat/form.ts'
import { shorten } from '../../../chat/plain.ts'
import { describeSchedule, formatDay, monthNames } from '../../../schedule/calendar.ts'
import { promiseInputs } from '../../actions/rules/promise.ts'
import { often } from '../rules/cadence.ts'
import {
  type AlignmentRitual,
  type Item,
  type Kind,
  kindNames,
  longestSummary,
  longestText,
  minutesOf,
  type SessionRecord,
} from '../rules/records.ts'

export interface OfCrew {
  crew: number | null
}

const longestWords = 100

function kindInput(kind: Kind, rituals: AlignmentRitual[]) {
  const known = rituals.find((one) => one.kind === kind && one.active)?.cadence
  return {
    input: 'text' as const,
    label: `${kindNames[kind]}, ${minutesOf[kind]} minutes`,
    hint: `For example ${often[kind].example}. Left empty: none.`,
    max: longestWords,
    optional: true as const,
    ...(known && { value: describeSchedule(known.schedule, { yearFrom: known.yearFrom }) }),
  }
}

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1)

export const widths = ['crew', 'longer', 'organization'] as const
export type Width = (typeof widths)[number]

const widthLabels: Record<Width, string> = {
  crew: 'Those of this crew',
  longer: 'Of all crews in reviews and planning, of this crew in follow-ups',
  organization: 'Those of all crews',
}

/** What each kind covers, in one choice. */
export function widthOf(rituals: Pick<AlignmentRitual, 'kind' | 'cadence'>[]): Width {
  const wide = rituals.filter(({ cadence }) => cadence.covers === 'organization')
  if (wide.length === 0) return 'crew'
  return rituals.some(({ kind, cadence }) => kind === 'followUp' && cadence.covers === 'crew')
    ? 'longer'
    : 'organization'
}

/** `crews`: where it is not said by the place which one is meant. `admin`: who may let it look at all crews. */
export function scheduleForm(
  value: OfCrew,
  crews: { id: number; name: string }[],
  rituals: AlignmentRitual[],
  admin: boolean,
) {
  const [first] = rituals
  const { shift, yearFrom } = first?.cadence ?? { shift: 'previous', yearFrom: 1 }
  const [only] = crews
  return {
    id: 'alignment.schedule',
    title: 'When do you align?',
    ...(crews.length === 1 && only && { intro: `The ${only.name} crew, both sides together.` }),
    note: 'Two working days before each session a pre-read goes to the crew’s channels; ten before, absences are checked.',
    submit: 'Save',
    value,
    inputs: {
      ...(crews.length > 1 && {
        crew: {
          input: 'choice' as const,
          label: 'Crew',
          options: crews.map(({ id, name }): Option => ({ value: String(id), label: name.slice(0, 75) })),
        },
      }),
      followUp: kindInput('followUp', rituals),
      strategicReview: kindInput('strategicReview', rituals),
      planning: kindInput('planning', rituals),
      shift: {
        input: 'choice' as const,
        label: 'On a holiday it is held',
        options: [
          { value: 'previous', label: 'The working day before' },
          { value: 'next', label: 'The working day after' },
        ],
        value: shift,
      },
      ...(admin && {
        covers: {
          input: 'choice' as const,
          label: 'Whose initiatives are looked at?',
          hint: 'Of all crews: whoever owns an initiative on either side is asked to come. An organization admin sets it.',
          options: widths.map((width): Option => ({ value: width, label: widthLabels[width] })),
          value: widthOf(rituals.filter(({ active }) => active)),
        },
      }),
      yearFrom: {
        input: 'choice' as const,
        label: 'Your year begins in',
        hint: 'Quarters and half-years are counted from there.',
        options: monthNames.map((name, at): Option => ({ value: String(at + 1), label: capital(name) })),
        value: String(yearFrom),
      },
    },
  } satisfies Form
}

export interface OfSession {
  session: number
}

export function moveForm({ id, day, time }: SessionRecord, title: string) {
  return {
    id: 'alignment.move',
    title: 'Move this one',
    intro: `${title}, ${time}. Only this one moves.`,
    submit: 'Move',
    value: { session: id },
    inputs: {
      day: { input: 'date', label: 'Day', value: day },
      time: { input: 'time', label: 'Time', value: time },
    },
  } satisfies Form
}

export function pointForm({ id }: Pick<SessionRecord, 'id'>, title: string, was?: { text: string; problem: string }) {
  return {
    id: 'alignment.point',
    title: 'Add a point',
    intro: was ? was.problem : `For ${title}.`,
    note: 'Read by the crew. Points come before what the records show.',
    submit: 'Add',
    value: { session: id },
    inputs: {
      text: {
        input: 'text',
        label: 'What do you want to talk about?',
        lines: 3,
        max: longestText,
        ...(was && { value: was.text }),
      },
    },
  } satisfies Form
}

export function doubtForm({ id }: Pick<SessionRecord, 'id'>, figures: Item[]) {
  return {
    id: 'alignment.doubt',
    title: 'I disagree with a figure',
    note: 'It is marked on every copy of the pre-read, with your name and your words.',
    submit: 'Mark it',
    value: { session: id },
    inputs: {
      figure: {
        input: 'choice',
        label: 'Which one?',
        options: figures.map(({ key, text }): Option => ({ value: key, label: shorten(text, 75) })),
      },
      why: { input: 'text', label: 'Why?', lines: 3, max: longestText },
    },
  } satisfies Form
}

export const none = 'none'

export function decisionForm({ id }: Pick<SessionRecord, 'id'>, initiatives: { id: number; name: string }[]) {
  return {
    id: 'alignment.decide',
    title: 'Record a decision',
    note: 'Recorded as accepted, said in this thread, and kept among the decisions.',
    submit: 'Record',
    value: { session: id },
    inputs: {
      what: { input: 'text', label: 'What is decided?', lines: 3, max: 1_000 },
      why: { input: 'text', label: 'Why?', lines: 3, max: 2_000, optional: true },
      domain: {
        input: 'choice',
        label: 'Whose is it?',
        options: [
          { value: 'joint', label: 'Both sides’' },
          { value: 'what', label: 'What and why: product’s' },
          { value: 'how', label: 'How and when: project’s' },
        ],
        value: 'joint',
      },
      initiative: {
        input: 'choice',
        label: 'Initiative',
        options: [
          { value: none, label: 'None' },
          ...initiatives.map((one): Option => ({ value: String(one.id), label: one.name.slice(0, 75) })),
        ],
        value: none,
      },
      review: {
        input: 'text',
        label: 'When is it looked at again?',
        hint: 'For example 2 feb, or 2027-02-02.',
        max: 60,
        optional: true,
      },
    },
  } satisfies Form
}

export function actionForm({ id }: Pick<SessionRecord, 'id'>, people: Option[], owner: number) {
  return {
    id: 'alignment.act',
    title: 'Add an action',
    note: 'It comes back to its owner until it is done.',
    submit: 'Add',
    value: { session: id },
    inputs: promiseInputs(people, { owner }),
  } satisfies Form
}

export function closeForm({ id, day }: SessionRecord, people: Option[], there: number[]) {
  return {
    id: 'alignment.close',
    title: `Close ${formatDay(day)}`,
    note: 'Who was there is shown by side, and deleted with other participation; the numbers stay.',
    submit: 'Close',
    value: { session: id },
    inputs: {
      there: { input: 'people', label: 'Who was there?', options: people, optional: true, value: there },
      summary: { input: 'text', label: 'What came of it?', lines: 4, max: longestSummary, optional: true },
    },
  } satisfies Form
}
