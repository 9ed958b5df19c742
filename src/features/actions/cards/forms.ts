/** Forms of action items. */
import type { Form, Option } from '../../../chat/form.ts'
import { shorten } from '../../../chat/plain.ts'
import { formatDay } from '../../../schedule/calendar.ts'
import { longestReason } from '../rules/items.ts'
import { dueInput, promiseInputs } from '../rules/promise.ts'
import { type ActionRecord, actionName } from '../rules/records.ts'

const whenTold =
  'Who does it finds it in their day message, once a week and on its day. The crew is told once should it be late.'

export interface AddValue {
  crew: number | null
}

export interface Typed {
  text?: string
  owner?: number | null
  due?: string
  /** What was wrong with how it was typed. */
  problem?: string
}

/** `crews`: asked for where there are several and none is meant. */
export function addForm(value: AddValue, crews: Option[], people: Option[], was: Typed) {
  const [only, other] = crews
  return {
    id: 'actions.add',
    title: only && !other ? shorten(`Action item of ${only.label}`, 60) : 'An action item',
    ...(was.problem && { intro: was.problem }),
    note: whenTold,
    submit: 'Add',
    value,
    inputs: {
      ...promiseInputs(people, was),
      ...(other && { crew: { input: 'choice', label: 'For which crew?', options: crews } as const }),
    },
  } satisfies Form
}

const about = (action: ActionRecord) => `${actionName(action)} ${shorten(action.text, 200)}`

export function decisionForm(
  { id, number, what }: { id: number; number: number; what: string },
  people: Option[],
  owner: number | null,
) {
  return {
    id: 'actions.decide',
    title: `An action from DEC-${number}`,
    intro: shorten(what, 200),
    note: whenTold,
    submit: 'Add',
    value: { decision: id },
    inputs: promiseInputs(people, { owner }),
  } as const satisfies Form
}

export function replanForm(action: ActionRecord) {
  return {
    id: 'actions.replan',
    title: `Another day for ${actionName(action)}`,
    intro: `${about(action)}, due ${formatDay(action.dueOn, { year: true })}`,
    submit: 'Re-plan',
    value: { action: action.id },
    inputs: { due: dueInput() },
  } as const satisfies Form
}

export function handForm(action: ActionRecord, people: Option[]) {
  return {
    id: 'actions.hand',
    title: `Hand over ${actionName(action)}`,
    intro: about(action),
    note: 'They are told with their next day message.',
    submit: 'Hand over',
    value: { action: action.id },
    inputs: { owner: { input: 'people', label: 'To whom?', hint: 'One person.', options: people } },
  } as const satisfies Form
}

export function dropForm(action: ActionRecord) {
  return {
    id: 'actions.drop',
    title: `Drop ${actionName(action)}`,
    intro: about(action),
    note: 'It stays on the record with the reason.',
    submit: 'Drop',
    value: { action: action.id },
    inputs: { reason: { input: 'text', label: 'Why is it not to be done?', lines: 2, max: longestReason } },
  } as const satisfies Form
}
