/** An order as it is typed: one item a line, each known by its label. Pure. */
import type { Item } from './records.ts'

type Known = Pick<Item, 'id' | 'label' | 'what'>

/** Long names are known by their labels. */
const shown = 40

export function orderTyped(items: Known[]): string {
  return items
    .map(({ label, what }) => {
      const line = what.replace(/\s+/g, ' ').trim()
      return `${label} ${
        [...line].length > shown
          ? `${[...line]
              .slice(0, shown - 1)
              .join('')
              .trimEnd()}…`
          : line
      }`
    })
    .join('\n')
}

/** Every item exactly once, by the label that its line begins with; a number or a bullet before it is no part of it. */
export function readOrder(text: string, items: Known[]): { ok: number[] } | { error: string } {
  const known = new Map(items.map((one) => [one.label.toLowerCase(), one]))
  const order: number[] = []
  for (const line of text
    .split('\n')
    .map((one) => one.trim())
    .filter(Boolean)) {
    const label = /^(?:[-*•]\s*|\d{1,2}[.)]\s*)?([a-z]+-\d+)\b/i.exec(line)?.[1]
    const found = label ? known.get(label.toLowerCase()) : undefined
    const said = [...line].length > shown ? `${[...line].slice(0, shown).join('')}…` : line
    if (!found) {
      const labels = items.map((one) => one.label)
      return { error: `"${said}" is none of these. Begin each line with one of ${listed(labels)}.` }
    }
    if (order.includes(found.id)) return { error: `${found.label} stands here twice. Leave one line of it.` }
    order.push(found.id)
  }
  const missing = items.filter(({ id }) => !order.includes(id)).map(({ label }) => label)
  if (missing.length)
    return { error: `${listed(missing)} ${missing.length === 1 ? 'is' : 'are'} missing. Give every one a line.` }
  return { ok: order }
}

const most = 8
const listed = (labels: string[]) =>
  labels.length > most ? `${labels.slice(0, most).join(', ')} and ${labels.length - most} more` : labels.join(', ')
