import { describe, expect, test } from 'vitest'
import type { Form } from '../../../src/chat/form.ts'
import { read } from '../../../src/chat/read.ts'
import { errorsFor, formView, metaOf, rawOf } from '../../../src/platforms/slack/forms.ts'
import { fieldsOf, filled, initialState, type View } from '../../conformance/slack.blocks.ts'
import { viewProblems } from '../../support/blockkit.ts'
import { form, inputs, longest, options } from '../../support/blocks.ts'

const view = (one: Form) => ({ id: 'V1', ...formView(one, { once: 'o' }) }) as View
const withInputs = (some: Form['inputs']): Form => ({
  id: 'test.form',
  title: 'Test',
  submit: 'Send',
  value: {},
  inputs: some,
})
const raw = (one: Form, changes: Record<string, string | string[]> = {}) => {
  const made = view(one)
  return rawOf(filled(made, initialState(made), changes) as never)
}

describe('a form as a modal', () => {
  test('keeps every limit, whatever stands in it', () => {
    expect(viewProblems(view(form))).toEqual([])
    const empty = withInputs({ who: { input: 'people', label: 'Who?', options: [] } })
    expect(viewProblems(view(empty))).toEqual([])
    expect(viewProblems(view(withInputs({})))).toEqual([])
    const wrong = withInputs({
      from: { input: 'date', label: 'From', value: 'soon' },
      at: { input: 'time', label: 'At', value: '9' },
    })
    expect(viewProblems(view(wrong))).toEqual([])
    const impossible = withInputs({ from: { input: 'date', label: 'From', value: '2026-02-31' } })
    expect(JSON.stringify(view(impossible))).not.toContain('initial_date')
  })

  test('comes back unchanged as what it showed', () => {
    const values = read(form, raw(form))
    expect(values).toEqual({
      values: {
        text: longest.repeat(2),
        choice: '201',
        choices: ['1', '40'],
        people: inputs.people.value,
        date: '2026-11-24',
        time: '09:30',
        number: 3.5,
        toggle: true,
      },
    })
  })

  test('what is longer than a field goes on in the next one, and is one text again', () => {
    const long = withInputs({ text: { input: 'text', label: 'What?', value: longest.repeat(2) } })
    const labels = Object.keys(fieldsOf(view(long), initialState(view(long)), {}))
    expect(labels[0]).toBe('What?')
    expect(labels[1]).toBe('What? (continued)')
    expect(raw(long, { 'What?': 'short' }).text).toMatch(/^short/)
  })

  test('what was emptied is empty, and a choice can be taken back', () => {
    const some = withInputs({
      text: { input: 'text', label: 'What?', value: 'x', optional: true },
      choice: { input: 'choice', label: 'Which?', options: options(3), value: '2', optional: true },
      date: { input: 'date', label: 'From', value: '2026-11-24', optional: true },
    })
    const given = raw(some, { 'What?': '', 'Which?': '-', From: '' })
    expect(read(some, given)).toEqual({ values: { text: undefined, choice: undefined, date: undefined } })
  })

  test('carries what belongs to it, and leaves out the address first where there is no room', () => {
    const about = { once: 'once', channel: 'C1', responseUrl: 'https://hooks.slack.com/x' }
    expect(metaOf(formView(form, about).private_metadata)).toEqual({ form: form.id, value: form.value, ...about })
    const large = formView({ ...form, value: { key: 'k'.repeat(2_900) } }, about)
    expect(large.private_metadata?.length).toBeLessThanOrEqual(3_000)
    expect(metaOf(large.private_metadata)).toMatchObject({ once: 'once', channel: 'C1' })
    expect(metaOf('not ours')).toBeUndefined()
  })

  test('an error that belongs to no field stands at the first', () => {
    expect(errorsFor(form, { date: 'No.', gone: 'Nor this.' })).toEqual({ date: 'No.', text: 'Nor this.' })
    const who = { input: 'people' as const, label: 'Who?', options: [] }
    expect(errorsFor(withInputs({ who, text: inputs.text }), { who: 'Choose one.' })).toEqual({ text: 'Choose one.' })
    expect(errorsFor(withInputs({ who }), { who: 'Choose one.' })).toEqual({})
  })
})
