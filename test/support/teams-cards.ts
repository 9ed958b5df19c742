/** What a person reads in an Adaptive Card, and what its client would send from it. */
import type { SeenField } from '../conformance/client.ts'
import type { Activity } from './teams-connector.ts'

type Element = Activity

/** Every element of a card, from top to bottom; what a button unfolds is not there yet. */
export function elementsOf(card: Element): Element[] {
  return (card.body ?? []).flatMap(nested)
}

function nested(element: Element): Element[] {
  const inner = [...(element.items ?? []), ...(element.columns ?? []).flatMap((column: Element) => column.items ?? [])]
  return [element, ...inner.flatMap(nested)]
}

export interface ReadField extends SeenField {
  id: string
  input: Element
}

export interface ReadCard {
  text: string
  buttons: string[]
  fields: Record<string, ReadField>
  actions: Element[]
}

export function readCard(card: Element): ReadCard {
  const lines: string[] = []
  const fields: Record<string, ReadField> = {}
  const actions: Element[] = []
  let last: ReadField | undefined
  for (const element of elementsOf(card)) {
    if (element.type.startsWith('Input.')) {
      last = fieldOf(element)
      fields[titleOf(element)] = last
    } else if (element.type === 'ActionSet') {
      actions.push(...element.actions)
      last = undefined
    } else if (element.type === 'Image') {
      lines.push(String(element.altText))
    } else if (element.type === 'RichTextBlock' || element.type === 'TextBlock') {
      const words = wordsOf(element)
      if (!last || element.spacing !== 'None') {
        last = undefined
        lines.push(words)
      } else if (element.inlines?.[0]?.color === 'Attention') last.error += words
      else last.hint += words
    }
  }
  return { text: lines.filter(Boolean).join('\n'), buttons: actions.map(({ title }) => title), fields, actions }
}

export function wordsOf(element: Element): string {
  if (element.type === 'TextBlock')
    return String(element.text)
      .replace(/<\/?at>/g, '')
      .replace(/\\(.)/g, '$1')
  return element.inlines
    .map((run: Element) => (run.selectAction ? `${run.text} (${run.selectAction.url})` : run.text))
    .join('')
}

/** Teams has no place beside a number for its unit: it stands with the label there. */
const titleOf = ({ type, label, title }: Element) => {
  return String(label ?? title).replace(type === 'Input.Number' ? / \([^)]*\)$/ : / \(needed\)$/, '')
}

function fieldOf(input: Element): ReadField {
  const choices: { title: string; value: string }[] = input.choices ?? []
  const chosen = input.isMultiSelect ? String(input.value ?? '').split(',') : [String(input.value ?? '')]
  const value = input.choices
    ? choices
        .filter((choice) => chosen.includes(choice.value))
        .map(({ title }) => title)
        .join(', ')
    : String(input.value ?? '')
  return { id: input.id, input, value, hint: '', error: '', choices: choices.map(({ title }) => title) }
}

/** What stands in a card, with what this person changed, by the inputs' ids. */
export function filled(card: Element, values: Record<string, string | string[]>): Record<string, string> {
  const { fields } = readCard(card)
  for (const title of Object.keys(values)) if (!fields[title]) throw new Error(`There is no field "${title}"`)
  const entries = Object.entries(fields).map(([title, { id, input }]) => {
    const given = values[title]
    if (given === undefined) return [id, String(input.value ?? '')]
    if (!input.choices) return [id, String(given)]
    const wanted = [given].flat()
    const found = wanted.map((label) => input.choices.find((choice: Element) => choice.title === label)?.value)
    if (found.includes(undefined)) throw new Error(`"${title}" has no ${wanted.join()}`)
    return [id, found.join(',')]
  })
  return Object.fromEntries(entries)
}
