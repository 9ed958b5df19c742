import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Form, Input, RawValues } from '../../src/chat/form.ts'
import { graphemes, shorten } from '../../src/chat/plain.ts'
import { read, withRaw } from '../../src/chat/read.ts'

const options = [
  { value: '1', label: 'Ana' },
  { value: '2', label: 'Ben' },
]
const inputs = {
  text: { input: 'text', label: 'Text', max: 5 },
  free: { input: 'text', label: 'Free', optional: true },
  choice: { input: 'choice', label: 'Choice', options },
  several: { input: 'choices', label: 'Several', options, optional: true },
  people: { input: 'people', label: 'People', options },
  date: { input: 'date', label: 'Date' },
  time: { input: 'time', label: 'Time', optional: true },
  number: { input: 'number', label: 'Number', min: 1, max: 10, unit: 'minutes' },
  toggle: { input: 'toggle', label: 'Toggle' },
} as const satisfies Record<string, Input>
const form: Form<typeof inputs> = { id: 'x.y', title: 'X', submit: 'Go', value: {}, inputs }
const good: RawValues = { text: 'hello', choice: '1', people: ['2', '1'], date: '2026-11-24', number: '7,5' }

describe('reading a form', () => {
  test('what a database cannot keep becomes a replacement character; whole emoji stay', () => {
    const result = read(form, { ...good, text: 'a\0b🎈', free: 'half \ud83c!' })
    expect(result).toMatchObject({ values: { text: 'a\uFFFDb🎈', free: 'half \uFFFD!' } })
  })

  test('gives typed values', () => {
    expect(read(form, good)).toEqual({
      values: {
        text: 'hello',
        free: undefined,
        choice: '1',
        several: [],
        people: [2, 1],
        date: '2026-11-24',
        time: undefined,
        number: 7.5,
        toggle: false,
      },
    })
  })

  test('says beside each field what is wrong and what to do', () => {
    const result = read(form, {
      text: 'hello🎈',
      choice: '9',
      people: ['7'],
      date: '2026-02-30',
      time: '25:00',
      number: '11',
      several: ['x'],
    })
    expect(result).toEqual({
      errors: {
        text: 'This is 6 characters long; at most 5 fit. Shorten it by 1.',
        choice: 'This choice is not offered any more. Choose another.',
        several: 'One of these is not offered any more. Choose again.',
        people: 'One of these is not offered any more. Choose again.',
        date: '"2026-02-30" cannot be used. Write a date of the calendar like 2026-11-24.',
        time: '"25:00" cannot be used. Write a time of day like 09:30.',
        number: 'At most 10 minutes.',
      },
    })
  })

  test('never throws, whatever a platform hands over', () => {
    const raw = fc.dictionary(fc.constantFrom(...Object.keys(inputs)), fc.oneof(fc.string(), fc.array(fc.string())))
    fc.assert(fc.property(raw, (values) => void read(form, values)))
  })

  test('a refused form keeps what was typed', () => {
    const again = withRaw(form, { ...good, text: 'too long', toggle: 'true' })
    expect(again.inputs).toMatchObject({
      text: { value: 'too long' },
      choice: { value: '1' },
      people: { value: [2, 1] },
      toggle: { value: true },
    })
  })
})

describe('shortening', () => {
  test('counts as a reader does, and never cuts inside a character', () => {
    const family = '👩‍👩‍👧'
    expect(shorten(family.repeat(10), 5)).toBe(`${family.repeat(4)}…`)
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 20 }), (text, most) => {
        expect(graphemes(shorten(text, most)).length).toBeLessThanOrEqual(most)
      }),
    )
  })
})
