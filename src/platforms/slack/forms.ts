/** Forms as modals, and what was filled in as raw values. */
import type { types } from '@slack/bolt'
import { z } from 'zod'
import type { FieldErrors, Form, Input, Option, RawValues } from '../../chat/form.ts'
import type { ViewState } from './bodies.ts'
import { limits } from './limits.ts'
import { context, cut, pieces, plain, richText, type SlackBlock, sections } from './text.ts'

/** A submission carries neither a channel nor a response_url: they travel with the view. */
const meta = z.object({
  form: z.string(),
  value: z.unknown(),
  /** One instance, one record. */
  once: z.string(),
  channel: z.string().optional(),
  responseUrl: z.string().optional(),
})
export type Meta = z.infer<typeof meta>

/** The one handle of everything typed; the block's id is the field's name. */
const element = 'typed'
/** Stands for "nothing" in a select: once chosen, it cannot be emptied. */
const none = '~none'

export function formView(form: Form, about: Omit<Meta, 'form' | 'value'>, errors: FieldErrors = {}): types.ModalView {
  const inputs = Object.entries(form.inputs).flatMap(([name, input]) => [
    ...inputBlocks(name, input),
    // Only where a view is drawn again after Slack stopped waiting; else Slack shows errors itself.
    ...(errors[name] ? [sections([richText(errors[name], true)])] : []),
  ])
  // The title says it all only where there is room for it, and a view needs a block.
  const titled = form.title.length > limits.viewTitle || (inputs.length === 0 && !form.intro && !form.note)
  return {
    type: 'modal',
    callback_id: 'form',
    private_metadata: metadata({ form: form.id, value: form.value, ...about }),
    title: plain(form.title, limits.viewTitle),
    submit: plain(form.submit, limits.viewTitle),
    close: plain('Cancel', limits.viewTitle),
    blocks: [
      ...(titled ? [sections([richText(form.title, true)])] : []),
      ...(form.intro ? [sections([richText(cut(form.intro, limits.text))])] : []),
      ...inputs,
      ...(form.note ? [context(plain(form.note))] : []),
    ].slice(0, limits.viewBlocks),
  }
}

/** A message in a modal: an answer to a form, or to a press inside a view. */
export function messageView(title: string, blocks: SlackBlock[], about?: Pick<Meta, 'channel'>): types.ModalView {
  return {
    type: 'modal',
    callback_id: 'message',
    private_metadata: JSON.stringify(about ?? {}),
    title: plain(title, limits.viewTitle),
    close: plain('Close', limits.viewTitle),
    blocks,
  }
}

function metadata(all: Meta): string {
  const text = JSON.stringify(all)
  if (text.length <= limits.metadata) return text
  // The answer then comes in the view or as a direct message.
  const { responseUrl: _, ...rest } = all
  return JSON.stringify(rest)
}

export function metaOf(text: string | undefined): Meta | undefined {
  return meta.safeParse(json(text)).data
}

export function json(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '')
  } catch {
    return undefined
  }
}

function inputBlocks(name: string, input: Input): SlackBlock[] {
  const { label, hint } = input
  const common = { type: 'input' as const, label: plain(label, limits.label) }
  const told = (also?: string) => {
    const text = [hint, also].filter(Boolean).join(' ')
    return text ? { hint: plain(text, limits.hint) } : {}
  }
  const optional = { optional: input.optional === true || input.input === 'toggle' }
  switch (input.input) {
    case 'text':
      // What is longer than a field holds goes on in the next one, so that nothing is lost by opening it.
      return pieces(input.value ?? '', limits.input - 100).map((piece, index) => ({
        ...common,
        ...(index ? { label: plain(`${cut(label, 100)} (continued)`) } : told()),
        block_id: index ? `${name}~${index + 1}` : name,
        optional: optional.optional || index > 0,
        element: textInput(input, piece),
      }))
    case 'number':
      return [
        {
          ...common,
          ...told(input.unit && `In ${input.unit}.`),
          ...optional,
          block_id: name,
          element: textInput({ input: 'text', label }, input.value === undefined ? '' : String(input.value)),
        },
      ]
    case 'date':
    case 'time':
      return [{ ...common, ...told(), ...optional, block_id: name, element: picker(input) }]
    case 'toggle': {
      const yes = { text: plain('Yes', limits.option), value: 'true' }
      const box = { type: 'checkboxes' as const, action_id: element, options: [yes] }
      const on = input.value ? { initial_options: [yes] } : {}
      return [{ ...common, ...told(), ...optional, block_id: name, element: { ...box, ...on } }]
    }
    case 'choice':
    case 'choices':
    case 'people': {
      const select = selectOf(input)
      if (select) return [{ ...common, ...told(), ...optional, block_id: name, element: select }]
      return [sections([richText(label, true), richText('There is nothing to choose from yet.')])]
    }
  }
}

function textInput(input: Extract<Input, { input: 'text' }>, value: string): types.PlainTextInput {
  return {
    type: 'plain_text_input',
    action_id: element,
    multiline: (input.lines ?? 1) > 1 || value.includes('\n'),
    max_length: limits.input,
    ...(value && { initial_value: value }),
    ...(input.placeholder && { placeholder: plain(input.placeholder, limits.placeholder) }),
  }
}

/** What was typed on another platform and is no date cannot stand in a picker. */
function picker({
  input,
  value = '',
}: Extract<Input, { input: 'date' | 'time' }>): types.Datepicker | types.Timepicker {
  if (input === 'date') {
    const known = /^\d{4}-\d\d-\d\d$/.test(value) && exists(value)
    return { type: 'datepicker', action_id: element, ...(known && { initial_date: value }) }
  }
  const known = /^([01]\d|2[0-3]):[0-5]\d$/.test(value)
  return { type: 'timepicker', action_id: element, ...(known && { initial_time: value }) }
}

function exists(day: string): boolean {
  const date = new Date(`${day}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day)
}

type Choosing = Extract<Input, { input: 'choice' | 'choices' | 'people' }>
type SlackOption = types.PlainTextOption
type OptionGroup = { label: types.PlainTextElement; options: SlackOption[] }

function selectOf(input: Choosing): types.StaticSelect | types.MultiStaticSelect | types.Checkboxes | null {
  const fitting = input.options.filter(({ value }) => value !== '' && value.length <= limits.optionValue)
  const options = [
    ...(input.input === 'choice' && input.optional ? [option({ value: none, label: '-' })] : []),
    ...fitting.map(option),
  ]
  if (options.length === 0) return null
  const chosen = new Set<string>([input.value ?? []].flat().map(String))
  const initial = options.filter(({ value }) => chosen.has(value ?? ''))
  if (input.input === 'choice') {
    const [first] = initial
    return { type: 'static_select', action_id: element, ...listed(options), ...(first && { initial_option: first }) }
  }
  const several = { action_id: element, ...(initial.length && { initial_options: initial }) }
  if (options.length <= limits.boxes && input.input === 'choices') return { type: 'checkboxes', ...several, options }
  return { type: 'multi_static_select', ...several, ...listed(options) }
}

const option = ({ value, label }: Option): SlackOption => ({
  text: plain(label, limits.option),
  value,
})

/** More than one list holds are grouped, each named after its first and last. */
function listed(options: SlackOption[]): { options: SlackOption[] } | { option_groups: OptionGroup[] } {
  if (options.length <= limits.options) return { options }
  const groups: OptionGroup[] = []
  for (let at = 0; at < options.length; at += limits.options) {
    const group = options.slice(at, at + limits.options)
    const half = limits.option / 2 - 2
    const [from, to] = [group[0], group.at(-1)].map((one) => cut(one?.text.text ?? '', half))
    groups.push({ label: plain(`${from} – ${to}`, limits.option), options: group })
  }
  return { option_groups: groups.slice(0, limits.optionGroups) }
}

/** One text per field, several for several choices; what was continued is one text again. */
export function rawOf(values: ViewState): RawValues {
  const raw: RawValues = {}
  for (const [block, elements] of Object.entries(values)) {
    const [, name = block, part] = /^(.*)~(\d+)$/s.exec(block) ?? []
    const typed = elements[element]
    if (!typed) continue
    raw[name] = part ? `${raw[name] ?? ''}${typed.value ?? ''}` : typedValue(typed)
  }
  return raw
}

function typedValue(typed: ViewState[string][string]): string | string[] {
  if (typed.selected_options) return typed.selected_options.map(({ value = '' }) => value)
  const one = typed.selected_option?.value ?? typed.selected_date ?? typed.selected_time ?? typed.value ?? ''
  return one === none ? '' : one
}

/** Slack takes errors only for fields of the view; what belongs to none stands at the first. Empty: there is no field at all. */
export function errorsFor(form: Form, errors: FieldErrors): Record<string, string> {
  const names = Object.entries(form.inputs)
    .filter(([name, input]) => inputBlocks(name, input).some(({ type }) => type === 'input'))
    .map(([name]) => name)
  const shown: Record<string, string> = {}
  for (const [name, error] of Object.entries(errors)) {
    const field = names.includes(name) ? name : names[0]
    if (field) shown[field] = cut([shown[field], error].filter(Boolean).join(' '), limits.text)
  }
  return shown
}
