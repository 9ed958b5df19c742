/** Reads what a platform hands over for a form: typed values, or a sentence beside each field that is wrong. */
import type { FieldErrors, Form, Input, Inputs, RawValues, Values } from './form.ts'
import { graphemes } from './plain.ts'
import { privateMarks } from './spoken.ts'

type Read = { value: unknown } | { error: string }

export function read<I extends Inputs>(form: Form<I>, raw: RawValues): { values: Values<I> } | { errors: FieldErrors } {
  const values: Record<string, unknown> = {}
  const errors: FieldErrors = {}
  for (const [name, input] of Object.entries(form.inputs)) {
    const result = readInput(input, raw[name])
    if ('error' in result) errors[name] = result.error
    else values[name] = result.value
  }
  return Object.keys(errors).length ? { errors } : { values: values as Values<I> }
}

function readInput(input: Input, raw: string | string[] | undefined): Read {
  const one = (Array.isArray(raw) ? raw[0] : raw) ?? ''
  const many = Array.isArray(raw) ? raw : raw ? [raw] : []
  switch (input.input) {
    case 'text':
      return readText(input, one)
    case 'choice':
      return readChoice(input, one.trim())
    case 'choices':
      return readSeveral(input, many, (value) => value)
    case 'people':
      return readSeveral(input, many, Number)
    case 'date':
      return readPattern(input, one.trim(), isDate, 'Write a date of the calendar like 2026-11-24.')
    case 'time':
      return readPattern(input, one.trim(), isTime, 'Write a time of day like 09:30.')
    case 'number':
      return readNumber(input, one.trim())
    case 'toggle':
      return { value: one !== '' && one !== 'false' && one !== 'off' }
  }
}

/** PostgreSQL takes neither NUL nor half of a character outside the first plane (a cut emoji), and nobody types what marks
 * a command in our own texts: each becomes the replacement character. */
export function storable(text: string): string {
  return text
    .replaceAll('\0', '\uFFFD')
    .replace(/\p{Surrogate}/gu, '\uFFFD')
    .replace(privateMarks, '\uFFFD')
}

/** A form comes back with what was typed where it is refused. */
export function storableRaw(raw: RawValues): RawValues {
  const clean = (typed: string | string[] | undefined) =>
    Array.isArray(typed) ? typed.map(storable) : typed === undefined ? undefined : storable(typed)
  return Object.fromEntries(Object.entries(raw).map(([name, typed]) => [name, clean(typed)]))
}

const missing = 'This is needed.'

function readText(input: Extract<Input, { input: 'text' }>, raw: string): Read {
  if (raw.trim() === '') return input.optional ? { value: undefined } : { error: missing }
  const length = graphemes(raw).length
  if (input.max !== undefined && length > input.max) {
    return {
      error: `This is ${length} characters long; at most ${input.max} fit. Shorten it by ${length - input.max}.`,
    }
  }
  return { value: storable(raw).replace(/\r\n/g, '\n') }
}

function readChoice(input: Extract<Input, { input: 'choice' }>, raw: string): Read {
  if (raw === '') return input.optional ? { value: undefined } : { error: 'Choose one.' }
  if (!input.options.some(({ value }) => value === raw))
    return { error: 'This choice is not offered any more. Choose another.' }
  return { value: raw }
}

function readSeveral(
  input: Extract<Input, { input: 'choices' | 'people' }>,
  raw: string[],
  convert: (value: string) => unknown,
): Read {
  const chosen = [...new Set(raw.filter((value) => value !== ''))]
  if (chosen.some((value) => !input.options.some((option) => option.value === value))) {
    return { error: 'One of these is not offered any more. Choose again.' }
  }
  if (chosen.length === 0 && !input.optional) return { error: 'Choose at least one.' }
  return { value: chosen.map(convert) }
}

function readPattern(input: Input, raw: string, valid: (text: string) => boolean, help: string): Read {
  if (raw === '') return input.optional ? { value: undefined } : { error: missing }
  return valid(raw) ? { value: raw } : { error: `"${raw}" cannot be used. ${help}` }
}

function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const date = new Date(`${text}T00:00:00Z`)
  // Impossible days roll over to the next month.
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
}

function isTime(text: string): boolean {
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(text)
}

function readNumber(input: Extract<Input, { input: 'number' }>, raw: string): Read {
  if (raw === '') return input.optional ? { value: undefined } : { error: missing }
  const value = Number(raw.replace(',', '.'))
  const unit = input.unit ? ` ${input.unit}` : ''
  if (!Number.isFinite(value)) return { error: `"${raw}" is not a number. Write digits only.` }
  if (input.min !== undefined && value < input.min) return { error: `At least ${input.min}${unit}.` }
  if (input.max !== undefined && value > input.max) return { error: `At most ${input.max}${unit}.` }
  return { value }
}

/** The form again with what was typed in it: nothing is lost on a refusal. */
export function withRaw(form: Form, raw: RawValues): Form {
  const inputs = Object.entries(form.inputs).map(([name, input]) => [name, kept(input, raw[name])])
  return { ...form, inputs: Object.fromEntries(inputs) }
}

function kept(input: Input, raw: string | string[] | undefined): Input {
  const one = (Array.isArray(raw) ? raw[0] : raw) ?? ''
  const many = Array.isArray(raw) ? raw : raw ? [raw] : []
  switch (input.input) {
    case 'text':
    case 'date':
    case 'time':
    case 'choice':
      return { ...input, value: one }
    case 'choices':
      return { ...input, value: many }
    case 'people':
      return { ...input, value: many.map(Number) }
    case 'number': {
      const { value: _, ...rest } = input
      return Number.isFinite(Number(one)) && one !== '' ? { ...rest, value: Number(one) } : rest
    }
    case 'toggle':
      return { ...input, value: one !== '' && one !== 'false' }
  }
}
