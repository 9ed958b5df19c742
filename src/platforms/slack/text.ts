/** Running text for Slack. Rich text is literal: nothing typed becomes markup, a link or a ping. */
import type { types } from '@slack/bolt'
import type { Chart, Inline, PersonId, Text } from '../../chat/message.ts'
import { momentText } from '../../chat/moment.ts'
import { graphemes } from '../../chat/plain.ts'
import { limits } from './limits.ts'

export interface Reader {
  name(person: PersonId): string
  /** The account on this platform, where there is one. */
  account(person: PersonId): string | undefined
  /** Where Slack finds the picture of a chart; words stand for it elsewhere. */
  picture?(chart: Chart): Picture | undefined
}

export type Picture = { image_url: string } | { slack_file: { id: string } }

/** Where a text may end at `most` characters at the latest without half of a sign; signs are looked at near there only. */
function boundary(text: string, most: number): number {
  // Below the combining marks every character is a sign.
  if (text.charCodeAt(most) < 0x300 && text.charCodeAt(most - 1) < 0x300) return most
  const from = Math.max(0, most - longestSign)
  let end = from
  for (const sign of graphemes(text.slice(from, most + longestSign))) {
    if (end + sign.length > most) break
    end += sign.length
  }
  return end > from || from === 0 ? end : most
}
const longestSign = 64

/** At most `most` characters, with an ellipsis where something is left out. */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text
  return `${text.slice(0, boundary(text, most - 1)).trimEnd()}…`
}

/** Pieces of at most `most` characters that are the text again when put together. */
export function pieces(text: string, most: number): string[] {
  const found: string[] = []
  let rest = text
  while (rest.length > most) {
    const end = boundary(rest, most) || most
    found.push(rest.slice(0, end))
    rest = rest.slice(end)
  }
  return [...found, rest]
}

export const plain = (text: string, most: number = limits.text): types.PlainTextElement => ({
  type: 'plain_text',
  // An empty text is refused.
  text: cut(text, most) || ' ',
  emoji: false,
})

export type SlackBlock = types.KnownBlock
export type RichElement = types.RichTextElement

export const richText = (text: string, bold = false): RichElement[] =>
  text === '' ? [] : [{ type: 'text', text, ...(bold && { style: { bold: true } }) }]

/** Weekday, day and time in the reader's own zone. */
const dateFormat = '{date_long_pretty} {time}'

export function rich(text: Text, reader: Reader, most: number = Number.POSITIVE_INFINITY): RichElement[] {
  let left = most
  return (typeof text === 'string' ? [text] : text).flatMap((part) => {
    if (left <= 0) return []
    const drawn = richPart(part, reader, left)
    left -= drawn.reduce((sum, element) => sum + ('text' in element ? (element.text?.length ?? 0) : 20), 0)
    return drawn
  })
}

function richPart(part: Inline, reader: Reader, most: number): RichElement[] {
  if (typeof part === 'string') return richText(cut(part, most))
  if ('strong' in part) return richText(cut(part.strong, most), true)
  if ('quiet' in part) return richText(cut(part.quiet, most))
  if ('person' in part) {
    const account = part.notify && reader.account(part.person)
    return account ? [{ type: 'user', user_id: account }] : richText(reader.name(part.person), true)
  }
  if ('link' in part) return [{ type: 'link', url: part.link, text: cut(part.text, most) || part.link }]
  return [
    {
      type: 'date',
      timestamp: seconds(part.when),
      format: dateFormat,
      fallback: momentText(part.when, part.zone),
    },
  ]
}

const seconds = (instant: Date) => Math.floor(instant.getTime() / 1000)

/** Small print has no rich text: literal where it can be, else markup in which every sign of markup is made harmless. */
export function small(text: Text, reader: Reader): types.PlainTextElement | types.MrkdwnElement {
  const parts = typeof text === 'string' ? [text] : text
  const marked = parts.some(
    (part) =>
      typeof part === 'object' && ('when' in part || 'link' in part || ('person' in part && part.notify === true)),
  )
  if (!marked) return plain(parts.map((part) => word(part, reader)).join(''))
  const drawn = parts.map((part) => markup(part, reader))
  // Cutting between parts keeps every escape and date whole.
  let length = 0
  const fitting = drawn.filter((part) => {
    length += part.length
    return length < limits.text
  })
  return {
    type: 'mrkdwn',
    text: fitting.length === drawn.length ? drawn.join('') : `${fitting.join('')}…`,
    verbatim: true,
  }
}

function word(part: Inline, reader: Reader): string {
  if (typeof part === 'string') return part
  if ('strong' in part) return part.strong
  if ('quiet' in part) return part.quiet
  if ('person' in part) return reader.name(part.person)
  if ('link' in part) return part.text
  return momentText(part.when, part.zone)
}

function markup(part: Inline, reader: Reader): string {
  if (typeof part === 'object' && 'when' in part) {
    return `<!date^${seconds(part.when)}^${dateFormat}|${escaped(momentText(part.when, part.zone))}>`
  }
  if (typeof part === 'object' && 'person' in part) {
    const account = part.notify && reader.account(part.person)
    if (account) return `<@${account}>`
  }
  if (typeof part === 'object' && 'link' in part) {
    // A bar would end the address, and the words.
    return `<${escaped(part.link).replaceAll('|', '%7C')}|${harmless(part.text).replaceAll('|', '\u00a6')}>`
  }
  return harmless(word(part, reader))
}

/** For Slack's control characters: `<!channel>`, `<@U1>` and links need them. */
export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

/** A word joiner before each sign of formatting: it shows as typed and formats nothing. */
function harmless(text: string): string {
  return escaped(text).replace(/[*_~`:]/g, '\u2060$&')
}

/** What Slack escaped on its way here. */
export function unescaped(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
}

/** An element without anything in it is refused; neighbours of one style are one element, since each counts. */
export function filled(elements: RichElement[]): RichElement[] {
  const joined: RichElement[] = []
  for (const element of elements) {
    const last = joined.at(-1)
    if (last?.type === 'text' && element.type === 'text' && last.style?.bold === element.style?.bold) {
      joined[joined.length - 1] = { ...last, text: last.text + element.text }
    } else joined.push(element)
  }
  return joined.length ? joined : richText(' ')
}

/** Lines of rich text in one block. */
export function sections(lines: RichElement[][]): types.RichTextBlock {
  const shown = lines.length ? lines : [[]]
  return {
    type: 'rich_text',
    elements: shown.map((line) => ({ type: 'rich_text_section' as const, elements: filled(line) })),
  }
}

/** Small print. */
export function context(element: types.PlainTextElement | types.MrkdwnElement): types.ContextBlock {
  return { type: 'context', elements: [element] }
}
