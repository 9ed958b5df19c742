/** The forms of an experiment: planned, measured, its insight rejected. */
import type { Form, Option } from '../../../chat/form.ts'
import { shorten } from '../../../chat/plain.ts'
import type { Day } from '../../../schedule/calendar.ts'
import { type ExperimentRecord, nameOf } from '../rules/experiment.ts'

type Of = { id: number; key: string }

export function planForm(of: Of, people: Option[], was: Partial<ExperimentRecord> & { ownerId: number; endOn: Day }) {
  const value = <T>(one: T | undefined) => (one === undefined ? {} : { value: one })
  return {
    id: 'experiments.plan',
    title: was.number === undefined ? 'New experiment' : nameOf({ number: was.number }),
    intro: `An experiment of ${of.key}.`,
    note: 'From the start on nothing of this can be changed: not the metric, and not what counts.',
    submit: 'Save',
    value: { initiative: of.id, experiment: was.id ?? null },
    inputs: {
      hypothesis: {
        input: 'text' as const,
        label: 'What do you expect?',
        lines: 2,
        max: 300,
        ...value(was.hypothesis),
      },
      metric: { input: 'text' as const, label: 'What is measured?', max: 200, ...value(was.metric) },
      direction: {
        input: 'choice' as const,
        label: 'It is confirmed where the result is',
        options: [
          { value: 'atLeast', label: 'at least the threshold' },
          { value: 'atMost', label: 'at most the threshold' },
        ],
        value: was.atLeast === false ? 'atMost' : 'atLeast',
      },
      threshold: { input: 'number' as const, label: 'Threshold', ...value(was.threshold) },
      unit: { input: 'text' as const, label: 'Unit', max: 30, ...value(was.unit) },
      owner: { input: 'people' as const, label: 'Who runs it?', options: people, value: [was.ownerId] },
      endOn: { input: 'date' as const, label: 'It ends on', value: was.endOn },
    },
  }
}

export function resultForm({ id, number, hypothesis, metric, unit, threshold, atLeast }: ExperimentRecord) {
  return {
    id: 'experiments.result',
    title: `Result of ${nameOf({ number })}`,
    intro: shorten(hypothesis, 200),
    note: 'It stands as it is given. Both owners then accept the insight, or reject it.',
    submit: 'Save',
    value: { experiment: id },
    inputs: {
      result: {
        input: 'number' as const,
        label: `${shorten(metric, 100)}, in ${shorten(unit, 30)}`,
        hint: `Confirmed at ${atLeast ? 'least' : 'most'} ${threshold}, as it was fixed before the start.`,
      },
      insight: { input: 'text' as const, label: 'What do we know now?', lines: 3, max: 500 },
    },
  } satisfies Form
}

export function rejectForm({ id, number, insight }: ExperimentRecord) {
  return {
    id: 'experiments.reject',
    title: `Insight of ${nameOf({ number })}`,
    intro: shorten(insight ?? '', 200),
    note: 'One no is enough: it is recorded as a decision, with your reason.',
    submit: 'Reject it',
    value: { experiment: id },
    inputs: { reason: { input: 'text' as const, label: 'Why not?', lines: 2, max: 300 } },
  } satisfies Form
}
