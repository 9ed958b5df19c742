/** Block Kit as a person sees it: words, buttons and fields. */
import type { types } from '@slack/bolt'
import type { SeenField } from './client.ts'

export type Block = types.KnownBlock
export type View = Omit<types.ModalView, 'blocks'> & { id: string; blocks: Block[] }
type State = Record<string, Record<string, Record<string, unknown>>>

export interface SeenButton {
  label: string
  action: string
  value: string
}

/** Without what stands in fields and on buttons. */
export function textOf(blocks: Block[]): string {
  return blocks
    .flatMap((block): string[] => {
      switch (block.type) {
        case 'header':
          return [block.text.text]
        case 'rich_text':
          return [block.elements.map(richText).join('\n')]
        case 'section':
          return [block.text?.text ?? '']
        case 'image':
          return [block.alt_text]
        case 'context':
          return block.elements.map((element) => ('text' in element ? small(element) : ''))
        default:
          return []
      }
    })
    .filter(Boolean)
    .join('\n')
}

function richText(element: types.RichTextBlockElement): string {
  if (element.type === 'rich_text_list') return element.elements.map(richText).join('\n')
  return element.elements.map(richPart).join('')
}

function richPart(part: types.RichTextElement): string {
  if (part.type === 'text') return part.text
  if (part.type === 'user') return `@${part.user_id}`
  if (part.type === 'link') return `${part.text} (${part.url})`
  if (part.type === 'date') return part.fallback ?? ''
  throw new Error(`Nobody drew ${part.type}`)
}

function small(element: types.PlainTextElement | types.MrkdwnElement): string {
  if (element.type === 'plain_text') return element.text
  return element.text
    .replace(/<!date\^\d+\^[^|]*\|([^>]*)>/g, '$1')
    .replaceAll('\u2060', '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
}

export function buttonsOf(blocks: Block[]): SeenButton[] {
  return blocks
    .flatMap((block) => (block.type === 'actions' ? block.elements : []))
    .flatMap((element) =>
      element.type === 'button'
        ? [{ label: element.text.text, action: element.action_id ?? '', value: element.value ?? '' }]
        : [],
    )
}

const inputsOf = (view: View) => view.blocks.flatMap((block) => (block.type === 'input' ? [block] : []))

interface Choice {
  text: string
  value: string
}

function choicesOf(element: types.InputBlock['element']): Choice[] {
  const { options, option_groups } = element as {
    options?: types.PlainTextOption[]
    option_groups?: { options: types.PlainTextOption[] }[]
  }
  const all = options ?? option_groups?.flatMap((group) => group.options) ?? []
  return all.map(({ text, value = '' }) => ({ text: text.text, value }))
}

/** What a view holds before anybody types. */
export function initialState(view: View): State {
  return Object.fromEntries(
    inputsOf(view).map(({ block_id = '', element }) => [block_id, { [element.action_id ?? '']: initial(element) }]),
  )
}

function initial(element: types.InputBlock['element']): Record<string, unknown> {
  switch (element.type) {
    case 'plain_text_input':
      return { type: element.type, value: element.initial_value ?? null }
    case 'datepicker':
      return { type: element.type, selected_date: element.initial_date ?? null }
    case 'timepicker':
      return { type: element.type, selected_time: element.initial_time ?? null }
    case 'static_select':
      return { type: element.type, selected_option: element.initial_option ?? null }
    case 'checkboxes':
    case 'multi_static_select':
      return { type: element.type, selected_options: element.initial_options ?? [] }
    default:
      throw new Error(`Nobody drew ${element.type}`)
  }
}

export function fieldsOf(view: View, state: State, errors: Record<string, string>): Record<string, SeenField> {
  return Object.fromEntries(
    inputsOf(view).map(({ block_id = '', label, hint, element }) => [
      label.text,
      {
        value: standing(state[block_id]?.[element.action_id ?? ''] ?? {}),
        hint: hint?.text ?? '',
        error: errors[block_id] ?? '',
        choices: choicesOf(element).map(({ text }) => text),
      },
    ]),
  )
}

function standing(typed: Record<string, unknown>): string {
  const { value, selected_date, selected_time, selected_option, selected_options } = typed as {
    value?: string
    selected_date?: string
    selected_time?: string
    selected_option?: types.PlainTextOption
    selected_options?: types.PlainTextOption[]
  }
  if (selected_options) return selected_options.map(({ text }) => text.text).join(', ')
  return selected_option?.text.text ?? selected_date ?? selected_time ?? value ?? ''
}

/** The state with what this person changed, as Slack would send it. */
export function filled(view: View, state: State, values: Record<string, string | string[]>): State {
  const made = structuredClone(state)
  for (const [label, given] of Object.entries(values)) {
    const block = inputsOf(view).find((one) => one.label.text === label)
    if (!block?.block_id) throw new Error(`There is no field "${label}"`)
    const { element, block_id } = block
    made[block_id] = { [element.action_id ?? '']: typedIn(element, given, label) }
  }
  return made
}

function typedIn(element: types.InputBlock['element'], given: string | string[], label: string) {
  const { type } = element
  const wanted = [given].flat().filter((one) => one !== '')
  switch (type) {
    case 'plain_text_input': {
      const value = String(given)
      if (value.length > (element.max_length ?? 3000))
        throw new Error(`"${label}" holds ${element.max_length} characters`)
      return { type, value: value || null }
    }
    case 'datepicker':
      return { type, selected_date: String(given) || null }
    case 'timepicker':
      return { type, selected_time: String(given) || null }
    default: {
      const chosen = choicesOf(element).filter(({ text }) => wanted.includes(text))
      if (chosen.length < wanted.length) throw new Error(`"${label}" has no ${wanted.join()}`)
      const options = chosen.map(({ text, value }) => ({ text: { type: 'plain_text', text }, value }))
      return type === 'static_select'
        ? { type, selected_option: options[0] ?? null }
        : { type, selected_options: options }
    }
  }
}
