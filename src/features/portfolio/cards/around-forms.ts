/** Forms of what stands around a plan: people's time, gates, stakeholders. */
import type { Form, Option } from '../../../chat/form.ts'
import { shorten } from '../../../chat/plain.ts'
import type { Day } from '../../../schedule/calendar.ts'
import { gateOutcomes } from '../rules/people.ts'
import type { InitiativeRecord } from '../rules/records.ts'
import type { Gate } from './around.ts'

export function allocateForm(initiative: InitiativeRecord, people: Option[], today: Day) {
  return {
    id: 'portfolio.allocate',
    title: `Time for ${initiative.key}`,
    intro:
      'Replaces what the person had on this initiative in these days. 0 percent takes it back. Of less than was planned its product owner is told before it takes effect.',
    submit: 'Save',
    value: { initiative: initiative.id },
    inputs: {
      person: { input: 'people', label: 'Who?', options: people },
      percent: { input: 'number', label: 'How much of their time?', min: 0, max: 100, unit: 'percent' },
      from: { input: 'date', label: 'From', value: today },
      to: { input: 'date', label: 'To' },
    },
  } as const satisfies Form
}

/** `what`: who gives how much, in words. */
export function objectForm(key: string, move: number, what: string) {
  return {
    id: 'portfolio.move-object',
    title: `Time for ${key}`,
    intro: `${what}.`,
    submit: 'Object',
    note: 'It then takes effect only if whoever asked for it does it anyway, which is recorded.',
    value: { move },
    inputs: { reason: { input: 'text', label: 'Why not?', lines: 3, max: 500 } },
  } as const satisfies Form
}

export function gateForm(initiative: InitiativeRecord, people: Option[]) {
  return {
    id: 'portfolio.gate',
    title: `Gate of ${initiative.key}`,
    submit: 'Save',
    note: 'Its gatekeepers decide: go, kill, hold or recycle.',
    value: { initiative: initiative.id },
    inputs: {
      name: { input: 'text', label: 'Which gate?', hint: 'For example Gate 2, build.', max: 80 },
      must: { input: 'text', label: 'Must be met', hint: 'One criterion a line.', lines: 4, max: 1_500 },
      should: { input: 'text', label: 'Should be met', lines: 3, max: 1_500, optional: true },
      projectKeeper: { input: 'people', label: 'Gatekeeper, project side', options: people, optional: true },
      productKeeper: { input: 'people', label: 'Gatekeeper, product side', options: people, optional: true },
    },
  } as const satisfies Form
}

/** A choice holds 75 signs in Slack. */
const longestChoice = 75

/** Criteria that do not fit beside their boxes are read in full above, by the numbers that both have then. */
export function decideForm(key: string, gate: Gate) {
  const whole = gate.criteria.map(({ text, must }) => `${must ? 'Must' : 'Should'}: ${text}`)
  const numbered = whole.some((text) => text.length > longestChoice)
  const lines = numbered ? whole.map((text, index) => `${index + 1}. ${text}`) : whole
  const option = (line: string, index: number): Option => ({
    value: String(index),
    label: shorten(line, longestChoice),
  })
  return {
    id: 'portfolio.decide',
    title: `${key}: ${shorten(gate.name, 40)}`,
    ...(numbered && { intro: lines.join('\n') }),
    submit: 'Decide',
    value: { gate: gate.id },
    inputs: {
      met: {
        input: 'choices',
        label: 'What is met?',
        options: lines.map(option),
        optional: true,
        value: gate.criteria.flatMap(({ met }, index) => (met ? [String(index)] : [])),
      },
      outcome: {
        input: 'choice',
        label: 'Decision',
        options: Object.entries(gateOutcomes).map(([value, label]) => ({ value, label })),
      },
      holdUntil: { input: 'date', label: 'Hold until', optional: true },
      reason: { input: 'text', label: 'Why, or what must be done again', lines: 3, max: 1_000, optional: true },
    },
  } as const satisfies Form
}

export function stakeholderForm(initiative: InitiativeRecord, people: Option[]) {
  return {
    id: 'portfolio.stakeholder',
    title: `Stakeholder of ${initiative.key}`,
    submit: 'Save',
    value: { initiative: initiative.id },
    inputs: {
      name: { input: 'text', label: 'Who?', hint: 'A person or a group outside the crew.', max: 100 },
      informedOf: { input: 'text', label: 'Is told what?', hint: 'For example every new date.', max: 200 },
      person: { input: 'people', label: 'If they are here', options: people, optional: true },
      remove: { input: 'toggle', label: 'Is told no more', value: false },
    },
  } as const satisfies Form
}
