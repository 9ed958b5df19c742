/** Forms as inputs of a card, and what was typed back as raw values. Errors stand under their fields. */
import { randomUUID } from 'node:crypto'
import type { FieldErrors, Form, Input, Option, RawValues } from '../../chat/form.ts'
import { type Pressed, pressedKey } from './activity.ts'
import { limits } from './limits.ts'
import type { AdaptiveCard } from './render.ts'
import type { SealedCard } from './seal.ts'
import { type CardElement, cut, paragraphs, type Writing } from './text.ts'

export interface FormDrawing {
  writing: Writing
  /** Begins the names of this form's inputs in its message. */
  scope: string
  /** In a dialog everything is an Action.Submit. */
  dialog: boolean
  card?: SealedCard | undefined
  errors?: FieldErrors | undefined
}

export function formElements(form: Form, drawing: FormDrawing): CardElement[] {
  const { writing, scope, dialog, card, errors = {} } = drawing
  // One instance, one record: the id travels with every try to send it.
  const pressed: Pressed = { do: 'form', form: form.id, value: form.value, scope, once: randomUUID(), card }
  const data = { [pressedKey]: pressed }
  return [
    ...(form.intro ? paragraphs(form.intro, writing) : []),
    ...Object.entries(form.inputs).flatMap(([name, input]) => field(scope, name, input, errors[name], writing)),
    ...(form.note ? paragraphs(form.note, writing, { size: 'Small', isSubtle: true }) : []),
    {
      type: 'ActionSet',
      actions: [
        {
          ...(dialog ? { type: 'Action.Submit' } : { type: 'Action.Execute', verb: form.id }),
          title: cut(form.submit, limits.buttonTitle),
          style: 'positive',
          data,
        },
      ],
    },
  ]
}

function field(scope: string, name: string, input: Input, error: string | undefined, writing: Writing): CardElement[] {
  return [
    control(`${scope}.${shapes[input.input]}.${name}`, input),
    ...(input.hint ? below(paragraphs(input.hint, writing, { size: 'Small', isSubtle: true })) : []),
    ...(error ? below(paragraphs(error, writing, { size: 'Small', color: 'Attention', weight: 'Bolder' })) : []),
  ]
}

const below = (elements: CardElement[]): CardElement[] => elements.map((element) => ({ ...element, spacing: 'None' }))

function control(id: string, input: Input): CardElement {
  // Nothing is required on the client: it would stop every other button of the card, and says less than the server does.
  const needed = !input.optional && input.input !== 'choice' && input.input !== 'toggle' && input.value === undefined
  const common = { id, label: needed ? `${input.label} (needed)` : input.label }
  switch (input.input) {
    case 'text':
      return {
        type: 'Input.Text',
        ...common,
        ...(input.lines && input.lines > 1 && { isMultiline: true }),
        ...(input.placeholder && { placeholder: input.placeholder }),
        ...(input.value && { value: input.value }),
      }
    case 'choice':
      return {
        type: 'Input.ChoiceSet',
        ...common,
        choices: choices([...(input.optional ? [{ value: '', label: '-' }] : []), ...input.options]),
        value: encoded(input.value ?? (input.optional ? '' : (input.options[0]?.value ?? ''))),
      }
    case 'choices':
      return several(common, input.options, input.value ?? [])
    case 'people':
      return several(common, input.options, (input.value ?? []).map(String))
    case 'date':
      return { type: 'Input.Date', ...common, ...(input.value && { value: input.value }) }
    case 'time':
      return { type: 'Input.Time', ...common, ...(input.value && { value: input.value }) }
    case 'number':
      return {
        type: 'Input.Number',
        ...common,
        ...(input.unit && { label: `${input.label} (${needed ? `${input.unit}, needed` : input.unit})` }),
        ...(input.value !== undefined && { value: input.value }),
      }
    case 'toggle':
      return {
        type: 'Input.Toggle',
        id,
        title: input.label,
        valueOn: 'true',
        valueOff: 'false',
        value: String(input.value === true),
        wrap: true,
      }
  }
}

function several(common: { id: string; label: string }, options: Option[], chosen: string[]): CardElement {
  const value = chosen.map(encoded).join(',')
  return { type: 'Input.ChoiceSet', ...common, isMultiSelect: true, choices: choices(options), ...(value && { value }) }
}

/** Several values arrive as one text with commas between them. */
const encoded = (value: string) => encodeURIComponent(value)

function choices(options: Option[]): { title: string; value: string }[] {
  return options.map(({ value, label }) => ({ title: label, value: encoded(value) }))
}

/** How a value comes back. It stands in the input's name: what arrives is read before the form is drawn. */
const shapes = {
  text: 'plain',
  date: 'plain',
  time: 'plain',
  number: 'plain',
  toggle: 'plain',
  choice: 'one',
  choices: 'many',
  people: 'many',
} as const satisfies Record<Input['input'], string>

/** What stood in the inputs of one form of a card. */
export function rawOf(inputs: Record<string, unknown>, scope: string): RawValues {
  const raw: RawValues = {}
  for (const [id, value] of Object.entries(inputs)) {
    const [of, shape, ...name] = id.split('.')
    if (of === scope && name.length) raw[name.join('.')] = rawValue(shape, value)
  }
  return raw
}

/** Sentences that somebody would not like to type again. */
export function typedIn(raw: RawValues): string[] {
  return Object.values(raw).filter((value) => typeof value === 'string' && /\S\s+\S/.test(value)) as string[]
}

function rawValue(shape: string | undefined, value: unknown): string | string[] | undefined {
  // Input.Number gives a number, and some clients leave out what is empty.
  const text = value === undefined || value === null ? '' : String(value)
  if (shape === 'plain') return text
  const decoded = text.split(',').filter(Boolean).map(decodedValue)
  return shape === 'many' ? decoded : decoded[0]
}

function decodedValue(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return value
  }
}

/** In place of a form that was asked for in front of everybody: a button that opens it for the asker alone. */
export function openerCard(form: Form, line: string, asker: string): AdaptiveCard {
  const pressed: Pressed = { do: 'line', line, asker }
  return {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.5',
    fallbackText: form.title,
    body: [
      { type: 'RichTextBlock', inlines: [{ type: 'TextRun', text: form.title, weight: 'Bolder' }] },
      {
        type: 'ActionSet',
        actions: [
          { type: 'Action.Submit', title: 'Open', data: { msteams: { type: 'task/fetch' }, [pressedKey]: pressed } },
        ],
      },
    ],
    msteams: { width: 'Full' },
  }
}
