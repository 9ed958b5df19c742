/** The forms of guards: why a promise is not co-signed, and what a silent side answers. */
import type { Form } from '../../../chat/form.ts'
import type { PromiseRecord } from '../rules/promise.ts'
import type { SilenceRecord } from '../store/silences.ts'
import { named, onDay } from './words.ts'

type Of = { key: string; name: string }

export function refuseForm({ id, promisedOn }: PromiseRecord, { key }: Of, piece: Of) {
  return {
    id: 'guards.refuse',
    title: 'Not like this',
    intro: `${key} ${named(piece)}, promised for ${onDay(promisedOn)}.`,
    submit: 'Send',
    note: 'Whoever promised it reads this. The promise stays, and shows as not co-signed.',
    value: { promise: id, on: promisedOn },
    inputs: { reason: { input: 'text', label: 'Why not, and what instead?', lines: 3, max: 500 } },
  } as const satisfies Form
}

export function answerForm({ id, side }: Pick<SilenceRecord, 'id' | 'side'>, of: Of) {
  return {
    id: 'guards.answer',
    title: `${of.key}: ${side} side`,
    intro: `${named(of)}: what has come of it on your side, and is anything needed?`,
    submit: 'Answer',
    note: 'Whoever asked reads this.',
    value: { silence: id },
    inputs: { answer: { input: 'text', label: 'Your answer', lines: 3, max: 1_000 } },
  } as const satisfies Form
}
