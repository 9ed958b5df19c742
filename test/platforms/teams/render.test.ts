/** Every block within Teams' limits, whatever stands in it. */
import { describe, expect, it } from 'vitest'
import type { Input } from '../../../src/chat/form.ts'
import type { Block, BlockKind, Message } from '../../../src/chat/message.ts'
import { openerCard, rawOf } from '../../../src/platforms/teams/forms.ts'
import { type Drawing, render } from '../../../src/platforms/teams/render.ts'
import { type CardElement, escaped } from '../../../src/platforms/teams/text.ts'
import { tiny } from '../../charts/charts.fixture.ts'
import { elementsOf, filled, readCard } from '../../support/teams-cards.ts'
import { expectWithinLimits } from '../../support/teams-limits.ts'

const hostile =
  '<at>Ana</at> **bold** _it_ [x](http://y) {{DATE(2017-02-14T06:08:39Z)}} <script> שלום 🎉 \\ # - 1. ~s~ `c`'
const long = `${hostile} ${'word 👩‍👩‍👧 '.repeat(700)}`
const everybody = Array.from({ length: 200 }, (_, index) => index + 1)
const options = Array.from({ length: 40 }, (_, index) => ({ value: `option, ${index}`, label: `${index} ${hostile}` }))
const persons = everybody.map((id) => ({ value: String(id), label: `Person ${id} of a rather long name` }))

const inputs: Record<Input['input'], Input> = {
  text: { input: 'text', label: 'Text', lines: 4, max: 3000, value: long, hint: hostile, placeholder: 'Write' },
  choice: { input: 'choice', label: 'Choice', options, value: 'option, 3' },
  choices: { input: 'choices', label: 'Choices', options, value: ['option, 0', 'option, 39'] },
  people: { input: 'people', label: 'People', options: persons, value: everybody },
  date: { input: 'date', label: 'Date', value: '2026-11-24' },
  time: { input: 'time', label: 'Time', value: '09:30' },
  number: { input: 'number', label: 'Number', value: 3, unit: 'days' },
  toggle: { input: 'toggle', label: 'Toggle', value: true },
}
const form = { id: 'test.form', title: long, intro: long, note: long, submit: long, value: { a: 1 }, inputs }
const button = { press: 'test.press', label: long, value: { id: 1 } }

const blocks: Record<BlockKind, Block> = {
  heading: { block: 'heading', text: long },
  text: {
    block: 'text',
    text: [long, { strong: hostile }, { quiet: hostile }, { person: 1, notify: true }, { person: 2 }],
  },
  note: {
    block: 'note',
    text: [{ when: new Date('2026-11-24T10:30:00Z'), zone: 'Europe/Berlin' }, `\n${hostile}\n\n`],
  },
  alert: { block: 'alert', label: hostile, text: long, buttons: [button, { ...button, opens: true }] },
  facts: { block: 'facts', facts: everybody.map((id) => ({ label: hostile, value: [{ person: id }, hostile] })) },
  tally: {
    block: 'tally',
    label: hostile,
    of: 200,
    rows: everybody.map((count) => ({
      label: hostile,
      count,
      said: hostile,
      sides: [{ label: hostile, count }],
      won: true,
    })),
  },
  progress: {
    block: 'progress',
    label: hostile,
    done: 1,
    of: 200,
    sides: [
      { label: 'Project', done: 0, of: 100 },
      { label: 'Product', done: 100, of: 100 },
      { label: 'None', done: 0, of: 0 },
    ],
  },
  answers: {
    block: 'answers',
    groups: ['Project', 'Product'].map((label) => ({
      label,
      people: everybody.map((person) => ({ person, parts: [long, hostile, [{ quiet: 'next: ' }, hostile]] })),
    })),
  },
  people: {
    block: 'people',
    groups: [{ label: 'No answer yet', people: everybody.map((person) => ({ person, note: hostile })) }],
  },
  ask: { block: 'ask', form },
  buttons: {
    block: 'buttons',
    buttons: [
      ...Array.from({ length: 12 }, () => ({ ...button, style: 'quiet' as const })),
      { ...button, style: 'danger', confirm: { title: hostile, text: long, yes: 'Yes' } },
      { ...button, style: 'primary', opens: true },
    ],
  },
  divider: { block: 'divider' },
  chart: {
    block: 'chart',
    chart: {
      chart: 'roadmap',
      title: long,
      groups: [{ label: long, rows: everybody.map(() => ({ label: long, from: '2026-11-02', to: '2027-03-31' })) }],
    },
    text: [long, { person: 1 }],
  },
}

const reader = { name: (id: number) => `Person ${id} *star*`, account: (id: number) => `aad-${id}` }
const drawings: Record<string, Drawing> = {
  message: { reader, card: { kind: 'test.card', key: '1', seal: 's' } },
  dialog: { reader, dialog: true },
  'own view': { reader, back: { kind: 'test.card', key: '1', seal: 's' } },
  refused: { reader, refused: { form, errors: Object.fromEntries(Object.keys(inputs).map((name) => [name, long])) } },
}

describe('cards', () => {
  for (const [kind, block] of Object.entries(blocks)) {
    for (const [how, drawing] of Object.entries(drawings)) {
      it(`${kind} in a ${how} fits, with 200 people, the longest texts and 40 options`, () => {
        expectWithinLimits(render({ summary: long, blocks: [block] }, drawing))
      })
    }
  }

  it('a number says its unit and that it is needed in one label, since there is no place beside it', () => {
    const labels = ([{}, { optional: true }, { value: 3 }] as const).map((more) => {
      const days = { input: 'number' as const, label: 'How long?', unit: 'days', ...more }
      const card = render({ summary: 'x', blocks: [{ block: 'ask', form: { ...form, inputs: { days } } }] }, { reader })
      return elementsOf(card).find(({ type }) => type === 'Input.Number')?.label
    })
    expect(labels).toEqual(['How long? (days, needed)', 'How long? (days)', 'How long? (days)'])
  })

  it('a chart is an image with its words, within its limit, that opens in its own size', () => {
    const seeing = { ...reader, picture: () => 'https://tandem.example.com/pictures/a.png' }
    const card = render({ summary: 'x', blocks: [blocks.chart] }, { reader: seeing })
    expectWithinLimits(card)
    const [image] = card.body as [CardElement]
    expect(image).toMatchObject({ type: 'Image', url: 'https://tandem.example.com/pictures/a.png' })
    expect(String(image.altText).length).toBeLessThanOrEqual(2_000)
  })

  it('pictures that take the room of the message give way to their words', () => {
    const seeing = { ...reader, picture: () => `data:image/png;base64,${'A'.repeat(59_000)}` }
    const one = { block: 'chart' as const, chart: tiny('a'), text: 'In words.' }
    const both = render({ summary: 'x', blocks: [one, one] }, { reader: seeing })
    expectWithinLimits(both)
    expect(readCard(both).text).toContain('In words.')
    expect(JSON.stringify(both)).not.toContain('data:image')
    expect(JSON.stringify(render({ summary: 'x', blocks: [one] }, { reader: seeing }))).toContain('data:image')
  })

  it('everything at once, many times over, still fits and says that parts are missing', () => {
    const all = Array.from({ length: 30 }, () => Object.values(blocks)).flat()
    const card = render({ summary: long, blocks: all }, { reader })
    expectWithinLimits(card)
    expect(readCard(card).text).toMatch(/and \d+ more parts/)
  })

  it('a message that fits is shown whole', () => {
    const text = 'word '.repeat(800).trim()
    expect(readCard(render({ summary: 'x', blocks: [{ block: 'text', text }] }, { reader })).text).toBe(text)
    const group = { label: 'All', people: everybody.map((person) => ({ person })) }
    const names = readCard(render({ summary: 'x', blocks: [{ block: 'people', groups: [group] }] }, { reader })).text
    expect(names).toContain('Person 200')
  })

  it('typed text stays text: line by line, and never a mention', () => {
    const message: Message = {
      summary: 'x',
      blocks: [{ block: 'text', text: [`${hostile}\n`, { person: 1, notify: true }, hostile] }],
    }
    const card = render(message, { reader })
    const [line, mentioning] = card.body as [CardElement, CardElement]
    expect(readCard({ body: [line] }).text.replace('\u200b', '')).toBe(hostile)
    expect(JSON.stringify(card)).not.toContain('{{DATE')
    expect(card.msteams.entities).toHaveLength(1)
    expect(mentioning.text).toBe(`<at>Person 1 *star*</at>${escaped(hostile)}`)
    expect(escaped('<at>Ana</at>')).not.toContain('<at>')
  })

  it('people are names, and mentions only where they are to be notified', () => {
    const quiet = render({ summary: 'x', blocks: [{ block: 'text', text: [{ person: 1 }] }] }, { reader })
    expect(quiet.msteams.entities).toBeUndefined()
    const two = { name: () => 'Ana', account: (id: number) => `aad-${id}` }
    const text = [{ person: 1, notify: true as const }, ' ', { person: 2, notify: true as const }]
    const entities = render({ summary: 'x', blocks: [{ block: 'text', text }] }, { reader: two }).msteams.entities ?? []
    expect(new Set(entities.map((one) => one.text)).size).toBe(2)
    expect(entities.map(({ mentioned }) => mentioned.id)).toEqual(['aad-1', 'aad-2'])
  })
})

describe('forms', () => {
  const short = { ...form, intro: 'Intro', inputs: { ...inputs, text: { input: 'text', label: 'Text' } as Input } }
  const again = { block: 'ask' as const, form: { ...short, id: 'test.second', inputs: { text: short.inputs.text } } }
  const two = render({ summary: 'x', blocks: [{ block: 'ask', form: short }, again] }, { reader })
  const border = two.body.findIndex(({ type }) => type === 'ActionSet') + 1

  it('give back what stands in them, each its own', () => {
    const [card, second] = [{ body: two.body.slice(0, border) }, { body: two.body.slice(border) }]
    const sent = {
      ...filled(card, { Text: 'a, b', Choice: options[5]?.label ?? '' }),
      ...filled(second, { Text: 'other' }),
    }
    expect(rawOf(sent, '0')).toEqual({
      text: 'a, b',
      choice: 'option, 5',
      choices: ['option, 0', 'option, 39'],
      people: everybody.map(String),
      date: '2026-11-24',
      time: '09:30',
      number: '3',
      toggle: 'true',
    })
    expect(rawOf(sent, '1').text).toBe('other')
  })

  it('an error stands under its field, beside what was typed', () => {
    const errors = { date: 'Not a day.' }
    const typed = { ...form, inputs: { ...inputs, text: { ...inputs.text, value: 'kept' } as Input } }
    const card = render(
      { summary: 'x', blocks: [{ block: 'ask', form }] },
      { reader, refused: { form: typed, errors } },
    )
    expect(readCard(card).fields.Text?.value).toBe('kept')
    expect(readCard(card).fields.Date?.error).toBe('Not a day.')
  })

  it('a dialog has nothing that only messages have', () => {
    const card = render({ summary: 'x', blocks: Object.values(blocks) }, { reader, dialog: true })
    expect(JSON.stringify(card)).not.toMatch(/Action\.Execute|task\/fetch/)
  })

  it('a form asked for in front of everybody shows nothing of itself', () => {
    const card = openerCard({ ...form, title: 'Set up a crew' }, '/tandem setup', 'ana')
    expectWithinLimits(card)
    expect(readCard(card).fields).toEqual({})
  })
})
