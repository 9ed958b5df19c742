/** The forms of an assumption: written down, changed, answered. */
import type { Form, Option } from '../../../chat/form.ts'
import { shorten } from '../../../chat/plain.ts'
import type { Day } from '../../../schedule/calendar.ts'
import { type AssumptionRecord, nameOf } from '../rules/records.ts'

type Of = { id: number; key: string }

function inputs(people: Option[], was: Partial<AssumptionRecord> & { reviewOn: Day }) {
  const value = <T>(one: T | null | undefined) => (one === null || one === undefined ? {} : { value: one })
  return {
    text: { input: 'text' as const, label: 'What is taken for true?', lines: 2, max: 300, ...value(was.text) },
    value: { input: 'number' as const, label: 'Value today', ...value(was.value) },
    unit: { input: 'text' as const, label: 'Unit', max: 30, placeholder: '% of phone shoppers', ...value(was.unit) },
    floor: {
      input: 'number' as const,
      label: 'Floor',
      hint: 'Below it the assumption is broken.',
      ...value(was.floor),
    },
    percent: {
      input: 'number' as const,
      label: 'How much of the expected benefit rests on it?',
      unit: 'percent',
      optional: true as const,
      min: 0,
      max: 100,
      ...value(was.percent),
    },
    owner: {
      input: 'people' as const,
      label: 'Who is asked whether it is still true?',
      options: people,
      ...(was.ownerId !== undefined && { value: [was.ownerId] }),
    },
    reviewOn: { input: 'date' as const, label: 'Asked on', value: was.reviewOn },
  }
}

const note =
  'Its owner is asked that day, with the day’s message. Should it break, both owners of the initiative are told.'

export function assumptionForm(of: Of, people: Option[], ownerId: number, reviewOn: Day) {
  return {
    id: 'assumptions.add',
    title: `Assumption of ${of.key}`.slice(0, 24),
    submit: 'Save',
    note,
    value: { initiative: of.id },
    inputs: inputs(people, { ownerId, reviewOn }),
  }
}

export function changeForm(of: Of, was: AssumptionRecord, people: Option[]) {
  return {
    id: 'assumptions.change',
    title: `${nameOf(was)} of ${of.key}`.slice(0, 24),
    submit: 'Save',
    note,
    value: { assumption: was.id },
    inputs: {
      ...inputs(people, was),
      drop: { input: 'toggle' as const, label: 'Nothing rests on it any more', value: was.state === 'dropped' },
    },
  }
}

export function reviewForm(
  of: Of,
  { id, number, text, value, unit, floor, reviewOn }: AssumptionRecord,
  holds: boolean,
  next: Day,
) {
  const newest = { input: 'number' as const, label: `Newest value, in ${shorten(unit, 30)}` }
  return {
    id: 'assumptions.review',
    title: holds ? 'Still true' : 'Not true any more',
    intro: `${of.key} ${nameOf({ number })} ${shorten(text, 200)}`,
    submit: 'Save',
    value: { assumption: id, holds, review: reviewOn },
    inputs: {
      value: {
        ...newest,
        hint: `Last: ${value}. Floor: ${floor}; below it the assumption is broken.`,
        ...(!holds && { optional: true as const }),
      },
      why: {
        input: 'text' as const,
        label: holds ? 'Anything to know?' : 'What has changed?',
        lines: 2,
        max: 300,
        ...(holds && { optional: true as const }),
      },
      reviewOn: { input: 'date' as const, label: 'Asked again on', value: next },
    },
  } satisfies Form
}
