/** Forms of a plan: deliverables, progress, links, baselines. */
import type { Form, Option } from '../../../chat/form.ts'
import type { Day } from '../../../schedule/calendar.ts'
import { estimateText } from '../rules/deliverable.ts'
import type { DeliverableRecord, InitiativeRecord } from '../rules/records.ts'
import { longDay } from './lines.ts'

export interface DeliverableForm {
  initiative: InitiativeRecord
  piece: DeliverableRecord | null
  suggestedKey: string
  people: Option[]
}

export function deliverableForm({ initiative, piece, suggestedKey, people }: DeliverableForm) {
  return {
    id: 'portfolio.deliverable',
    title: piece ? `Change ${initiative.key} ${piece.key}` : `Add to ${initiative.key}`,
    submit: 'Save',
    note: 'Working days are those of its crew. The dates follow from the links.',
    value: { initiative: initiative.id, deliverable: piece?.id ?? null },
    inputs: {
      key: { input: 'text', label: 'Key', hint: 'Short, such as T9.', max: 25, value: piece?.key ?? suggestedKey },
      name: { input: 'text', label: 'What is it?', max: 200, value: piece?.name ?? '' },
      estimate: {
        input: 'text',
        label: 'How many working days?',
        hint: 'One number, such as 5; or best, likely and worst: 3/5/8. 0 is a milestone.',
        max: 40,
        value: piece ? estimateText(piece) : '',
      },
      owner: {
        input: 'people',
        label: 'Who owns it?',
        options: people,
        optional: true,
        value: piece?.ownerId != null ? [piece.ownerId] : [],
      },
      notBefore: {
        input: 'date',
        label: 'Not before',
        hint: 'Only where something outside the plan holds it back.',
        optional: true,
        value: piece?.notBefore ?? '',
      },
      promisedOn: { input: 'date', label: 'Promised for', optional: true, value: piece?.promisedOn ?? '' },
      promisedTo: {
        input: 'text',
        label: 'Promised to',
        hint: 'For example sales.',
        max: 100,
        optional: true,
        value: piece?.promisedTo ?? '',
      },
      valuePoints: {
        input: 'number',
        label: 'Value points',
        min: 0,
        optional: true,
        ...(piece?.valuePoints != null && { value: piece.valuePoints }),
      },
      remove: {
        input: 'toggle',
        label: 'Take it out of the plan',
        hint: piece ? 'With its links. What was booked stays.' : 'For what is in the plan already.',
        value: false,
      },
    },
  } as const satisfies Form
}

/** Keys are typed: a plan has more deliverables than a list holds. */
export function whichForm(initiative: InitiativeRecord, some: string) {
  return {
    id: 'portfolio.which',
    title: `Change one of ${initiative.key}`,
    submit: 'Go on',
    value: { initiative: initiative.id },
    inputs: { key: { input: 'text', label: 'Which deliverable?', hint: `Its key: ${some}.`, max: 25 } },
  } as const satisfies Form
}

export function progressForm(initiative: InitiativeRecord, some: string, today: Day) {
  return {
    id: 'portfolio.progress',
    title: `Progress of ${initiative.key}`,
    intro: `As of ${longDay(today)}. What is left empty stays as it was.`,
    submit: 'Report',
    value: { initiative: initiative.id },
    inputs: {
      key: { input: 'text', label: 'Which deliverable?', hint: `Its key. Open: ${some}.`, max: 25 },
      percent: { input: 'number', label: 'How much of it is done?', min: 0, max: 100, unit: 'percent' },
      startedOn: { input: 'date', label: 'Began on', optional: true },
      finishedOn: {
        input: 'date',
        label: 'Finished on',
        hint: 'At 100 percent: today, unless another day is given.',
        optional: true,
      },
    },
  } as const satisfies Form
}

export function linkForm(initiative: InitiativeRecord, some: string) {
  return {
    id: 'portfolio.link',
    title: `Link in ${initiative.key}`,
    intro: 'What waits begins when the other is finished.',
    submit: 'Save',
    value: { initiative: initiative.id },
    inputs: {
      to: { input: 'text', label: 'What waits?', hint: `A key: ${some}.`, max: 40 },
      from: { input: 'text', label: 'For what?', hint: 'A key; of another initiative such as PAY T2.', max: 40 },
      lag: { input: 'number', label: 'Working days between', min: 0, max: 500, optional: true },
      remove: { input: 'toggle', label: 'Take this link out', value: false },
    },
  } as const satisfies Form
}

export function baselineForm(initiative: InitiativeRecord, version: number, finish: Day) {
  return {
    id: 'portfolio.baseline',
    title: `Baseline v${version} of ${initiative.key}`,
    intro: `The plan as it is now, finish ${longDay(finish)}, becomes what dates and money are compared with.`,
    submit: `Set v${version}`,
    value: { initiative: initiative.id },
    inputs: {
      decision: {
        input: 'text',
        label: 'Which decision allows it?',
        hint: 'In a sentence, or by its name such as DEC-12.',
        lines: 2,
        max: 500,
      },
    },
  } as const satisfies Form
}

export function deliverForm(initiative: InitiativeRecord, today: Day, check: Day) {
  return {
    id: 'portfolio.deliver',
    title: `Deliver ${initiative.key}`,
    intro: 'Delivered is what was built. Whether it brought what it was built for is looked at later.',
    submit: 'Delivered',
    note: 'On the day of the check both owners are asked.',
    value: { initiative: initiative.id },
    inputs: {
      deliveredOn: { input: 'date', label: 'Delivered on', value: today },
      outcomeCheckOn: { input: 'date', label: 'Did the value come? Check on', value: check },
    },
  } as const satisfies Form
}

export function realizeForm(initiative: InitiativeRecord, today: Day) {
  return {
    id: 'portfolio.realize',
    title: `Realize ${initiative.key}`,
    intro: 'Realized: what it was built for has come.',
    submit: 'Realized',
    value: { initiative: initiative.id },
    inputs: { day: { input: 'date', label: 'Since when?', value: today } },
  } as const satisfies Form
}

export function checkLaterForm(initiative: InitiativeRecord, day: Day) {
  return {
    id: 'portfolio.check-later',
    title: `${initiative.key}: check again`,
    submit: 'Save',
    value: { initiative: initiative.id },
    inputs: { day: { input: 'date', label: 'When is it looked at again?', value: day } },
  } as const satisfies Form
}
