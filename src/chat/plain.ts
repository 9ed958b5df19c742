/** Every block as plain text: notifications, logs of conversations in tests, screen readers. */
import type { Input } from './form.ts'
import type { Block, Button, Inline, Message, PersonId, TallyRow, Text } from './message.ts'
import { momentText } from './moment.ts'

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** What a reader counts as characters. */
export function graphemes(text: string): string[] {
  return Array.from(segmenter.segment(text), ({ segment }) => segment)
}

/** At most `most` characters as a reader counts them, on one line, with an ellipsis where something is left out. */
export function shorten(text: string, most: number): string {
  const line = text.replace(/\s+/g, ' ').trim()
  // Graphemes are never more than code units: short texts need no counting.
  if (line.length <= most) return line
  let [count, end] = [0, 0]
  let kept = ''
  // Only the beginning is counted: of a long text most is left out.
  for (const { segment } of segmenter.segment(line)) {
    count += 1
    end += segment.length
    if (count === most - 1) kept = line.slice(0, end)
    if (count > most) return `${kept.trimEnd()}…`
  }
  return line
}

export interface Reading {
  name(person: PersonId): string
  zone?: string
}

export function plainText(message: Message, reading: Reading): string {
  return message.blocks
    .map((block) => plainBlock(block, reading))
    .filter((text) => text !== '')
    .join('\n')
}

export function plainInline(text: Text, reading: Reading): string {
  return typeof text === 'string' ? text : text.map((part) => inline(part, reading)).join('')
}

function inline(part: Inline, { name, zone }: Reading): string {
  if (typeof part === 'string') return part
  if ('strong' in part) return part.strong
  if ('quiet' in part) return part.quiet
  if ('person' in part) return name(part.person)
  if ('link' in part) return `${part.text} (${part.link})`
  return momentText(part.when, part.zone, zone)
}

function plainBlock(block: Block, reading: Reading): string {
  const text = (value: Text) => plainInline(value, reading)
  switch (block.block) {
    case 'heading':
      return block.text
    case 'text':
    case 'note':
      return text(block.text)
    case 'alert':
      return `${block.label.toUpperCase()} ${text(block.text)}${buttonsText(block.buttons)}`
    case 'facts':
      return block.facts.map(({ label, value }) => `${label}: ${text(value)}`).join('\n')
    case 'progress': {
      const sides = block.sides.map(({ label, done, of }) => `${label.toLowerCase()} ${done} of ${of}`).join(', ')
      return `${block.done} of ${block.of} ${block.label}${sides && ` (${sides})`}`
    }
    case 'tally':
      return block.rows.map((row) => tallyText(row, block)).join('\n')
    case 'answers':
      return block.groups
        .map(({ label, people }) =>
          [
            label,
            ...people.map(({ person, parts }) => `  ${reading.name(person)}: ${parts.map(text).join('; ')}`),
          ].join('\n'),
        )
        .join('\n')
    case 'people':
      return block.groups
        .map(({ label, people }) => {
          const names = people.map(({ person, note }) => reading.name(person) + (note ? ` (${text(note)})` : ''))
          return `${label}: ${names.join(', ')}`
        })
        .join('\n')
    case 'ask': {
      const inputs = Object.values(block.form.inputs).map((input) => `${input.label} [${inputText(input)}]`)
      return [
        ...(block.form.intro ? [block.form.intro] : []),
        ...inputs,
        ...(block.form.note ? [block.form.note] : []),
        `[${block.form.submit}]`,
      ].join('\n')
    }
    case 'buttons':
      return buttonsText(block.buttons).trim()
    case 'divider':
      return '---'
    case 'chart':
      return `${block.chart.title}\n${text(block.text)}`
  }
}

/** "Option A: 7 of 12 votes (project 4, product 3), first" */
export function tallyText(row: TallyRow, { label, of }: { label: string; of: number }): string {
  return `${row.label}: ${row.said ?? `${row.count} of ${of}`} ${label}${tallySides(row)}${row.won ? ', first' : ''}`
}

/** " (project 4, product 3)" */
export function tallySides({ sides }: Pick<TallyRow, 'sides'>): string {
  const parts = sides.map(({ label, count, said }) => `${label} ${said ?? count}`)
  return parts.length ? ` (${parts.join(', ')})` : ''
}

function buttonsText(buttons: Button[] = []): string {
  return buttons.map(({ label }) => ` [${label}]`).join('')
}

/** What stands in an input, in words; empty where nothing does. */
export function inputText(input: Input): string {
  switch (input.input) {
    case 'choice':
      return input.options.find(({ value }) => value === input.value)?.label ?? ''
    case 'choices':
      return input.options
        .filter(({ value }) => input.value?.includes(value))
        .map(({ label }) => label)
        .join(', ')
    case 'people':
      return input.options
        .filter(({ value }) => input.value?.includes(Number(value)))
        .map(({ label }) => label)
        .join(', ')
    case 'toggle':
      return input.value ? 'yes' : 'no'
    case 'number':
      return input.value === undefined ? '' : String(input.value)
    case 'text':
    case 'date':
    case 'time':
      return input.value ?? ''
  }
}

/** Every person named in a message, so that an adapter asks for all names at once. */
export function personsIn(message: Message): PersonId[] {
  const found = new Set<PersonId>()
  const text = (value: Text | undefined) => {
    if (typeof value === 'object')
      for (const part of value) if (typeof part === 'object' && 'person' in part) found.add(part.person)
  }
  for (const block of message.blocks) {
    switch (block.block) {
      case 'text':
      case 'note':
      case 'alert':
      case 'chart':
        text(block.text)
        break
      case 'facts':
        for (const { value } of block.facts) text(value)
        break
      case 'answers':
        for (const { person, parts } of block.groups.flatMap(({ people }) => people)) {
          found.add(person)
          parts.forEach(text)
        }
        break
      case 'people':
        for (const { person, note } of block.groups.flatMap(({ people }) => people)) {
          found.add(person)
          text(note)
        }
        break
      case 'heading':
      case 'progress':
      case 'tally':
      case 'ask':
      case 'buttons':
      case 'divider':
        break
    }
  }
  return [...found]
}
