/** Every kind of block and of input, with a text of one's choice in every place where a string can stand. */
import type { FieldErrors, Form, Input, Option } from '../../../src/chat/form.ts'
import type { Block, BlockKind, Text } from '../../../src/chat/message.ts'

/** Gives the text that stands in a place, by the place's name. */
export type At = (place: string) => string

export const tuesday = new Date('2026-11-24T10:30:00Z')
export const moment = { when: tuesday, zone: 'Europe/Berlin' }

const optionsOf = (at: At, of: string, count: number): Option[] =>
  Array.from({ length: count }, (_, index) => ({
    value: String(index + 1),
    label: at(`${of} option ${index + 1}`),
  }))

/** A new kind of input does not compile until it is here. */
export const inputsOf = (at: At, options = 3): { [K in Input['input']]: Extract<Input, { input: K }> } => ({
  text: { input: 'text', label: at('text label'), hint: at('text hint'), value: at('text value') },
  choice: { input: 'choice', label: at('choice label'), options: optionsOf(at, 'choice', options), value: '2' },
  choices: {
    input: 'choices',
    label: at('choices label'),
    options: optionsOf(at, 'choices', options),
    value: ['2', '3'],
  },
  people: { input: 'people', label: at('people label'), options: optionsOf(at, 'people', options), value: [options] },
  date: { input: 'date', label: at('date label'), hint: at('date hint'), value: '2026-11-24' },
  time: { input: 'time', label: at('time label'), value: '09:30' },
  number: { input: 'number', label: at('number label'), value: 120, min: 15, max: 480, unit: at('unit') },
  toggle: { input: 'toggle', label: at('toggle label'), hint: at('toggle hint'), value: true },
})

export const formOf = (at: At, options?: number): Form => ({
  id: 'a.b',
  title: 'Title',
  intro: at('intro'),
  note: at('form note'),
  submit: at('submit'),
  value: { round: 1 },
  inputs: {
    ...inputsOf(at, options),
    lines: { input: 'text', label: at('lines label'), lines: 3, value: at('lines value'), placeholder: at('in lines') },
    empty: { input: 'text', label: at('empty label'), placeholder: at('placeholder'), optional: true },
  },
})

/** An error beside every field. */
export const sentences = ({ inputs }: Form, at: At): FieldErrors =>
  Object.fromEntries(Object.keys(inputs).map((name) => [name, at(`what is wrong with ${name}`)]))

/** Every kind of running text in one. */
const textOf = (at: At, place: string): Text => [
  at(`${place} literal`),
  ' ',
  { strong: at(`${place} strong`) },
  ' ',
  { quiet: at(`${place} quiet`) },
  ' ',
  { person: 1 },
  ' ',
  { person: 2, notify: true },
  ' ',
  moment,
]

const buttonOf = (at: At, place: string) => ({
  press: 'a.b',
  label: at(`${place} label`),
  value: { id: 1 },
  confirm: { title: at(`${place} title`), text: at(`${place} text`), yes: at(`${place} yes`) },
})

/** A new kind of block does not compile until it is here. */
export const blocksOf = (at: At): { [K in BlockKind]: Extract<Block, { block: K }> } => ({
  heading: { block: 'heading', text: at('heading') },
  text: { block: 'text', text: textOf(at, 'text') },
  note: { block: 'note', text: textOf(at, 'note') },
  alert: { block: 'alert', label: at('tag'), text: textOf(at, 'alert'), buttons: [buttonOf(at, 'alert button')] },
  facts: { block: 'facts', facts: [{ label: at('fact label'), value: textOf(at, 'fact') }] },
  tally: {
    block: 'tally',
    label: at('tallied'),
    of: 5,
    rows: [
      { label: at('first row'), count: 3, sides: [{ label: at('row side'), count: 3 }], won: true },
      { label: at('second row'), count: 2.4, said: at('row said'), sides: [] },
    ],
  },
  progress: {
    block: 'progress',
    label: at('counted'),
    done: 2,
    of: 6,
    sides: [
      { label: at('first side'), done: 2, of: 3 },
      { label: at('second side'), done: 0, of: 3 },
    ],
  },
  answers: {
    block: 'answers',
    groups: [{ label: at('answers group'), people: [{ person: 1, parts: [textOf(at, 'part'), at('next part')] }] }],
  },
  people: {
    block: 'people',
    groups: [{ label: at('people group'), people: [{ person: 1, note: textOf(at, 'person note') }, { person: 2 }] }],
  },
  ask: { block: 'ask', form: formOf(at) },
  buttons: { block: 'buttons', buttons: [buttonOf(at, 'first button'), buttonOf(at, 'second button')] },
  divider: { block: 'divider' },
  chart: {
    block: 'chart',
    chart: {
      chart: 'gantt',
      title: at('chart title'),
      rows: [{ label: at('chart row'), from: '2026-11-02', to: '2026-11-27' }],
    },
    text: textOf(at, 'chart'),
  },
})

/** What people paste and type, and what somebody would type on purpose. */
export const hostile: Record<string, string> = {
  'script tags': '</p><script>alert(1)</script><img src=x onerror=alert(1)>',
  'closing tags of every place': '</textarea></option></select></title></button>--><b>',
  'ways out of an attribute': `" onmouseover="alert(1)" x='`,
  'ways out of single quotes': `' autofocus onfocus='alert(1)`,
  'addresses that run': 'javascript:alert(1)',
  'entities as typed': '&amp; &lt;b&gt; &quot; &#39; &#x3c;',
  'marks of chat platforms': '*stars* _lines_ `code` <!channel> @here <@U123> [x](http://y)',
  'right-to-left words': 'שלום مرحبا \u202Eabc',
  emoji: '👩‍👩‍👧‍👦 🎉 👍🏽',
  '4,000 characters': 'word '.repeat(800).trim(),
}
