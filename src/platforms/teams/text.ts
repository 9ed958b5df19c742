/** Running text in cards. A TextRun shows what it is given; a TextBlock reads Markdown, and alone can carry a mention. */
import type { Chart, Inline, Text } from '../../chat/message.ts'
import { momentText } from '../../chat/moment.ts'

export interface Reader {
  name(person: number): string
  account(person: number): string | undefined
  /** In a channel there are many readers: none. */
  zone?: string | undefined
  /** The address of a chart's picture, or the picture itself as one; words stand for it elsewhere. */
  picture?(chart: Chart): string | undefined
}

export interface CardElement {
  type: string
  [key: string]: unknown
}

export interface Mention {
  type: 'mention'
  text: string
  mentioned: { id: string; name: string }
}

interface Style {
  weight?: 'Bolder'
  isSubtle?: true
  size?: 'Small' | 'Medium' | 'Large'
  color?: 'Attention' | 'Accent'
}

type Run = { type: 'TextRun'; text: string; selectAction?: { type: 'Action.OpenUrl'; url: string } } & Style

export interface Writing {
  reader: Reader
  /** Characters of one paragraph; beyond them it is cut with an ellipsis. */
  most: number
  /** Mentions that were written, for the card's own list. */
  mentions: Mention[]
  /** Characters that are left to the card. Below zero nothing more is written: it does not fit this way. */
  left: number
}

/** One paragraph per line: a line break inside a TextRun is lost on some clients. */
export function paragraphs(text: Text, writing: Writing, style: Style = {}): CardElement[] {
  if (writing.left < 0) return []
  const parts = typeof text === 'string' ? [text] : text
  return lines(parts).map((line, index) => {
    const element = line.some(notifies) ? mentioning(line, writing, style) : plain(line, writing, style)
    writing.left -= line.reduce((sum, part) => sum + Math.min(wordsOf(part, writing.reader).length, writing.most), 0)
    return index ? { ...element, spacing: 'None' } : element
  })
}

const notifies = (part: Inline) => typeof part === 'object' && 'person' in part && part.notify === true

export const linksIn = (text: Text) => typeof text === 'object' && text.some(isLink)

const isLink = (part: Inline) => typeof part === 'object' && 'link' in part

function lines(parts: Inline[]): Inline[][] {
  const found: Inline[][] = [[]]
  for (const part of parts) {
    if (typeof part !== 'string') {
      found.at(-1)?.push(part)
      continue
    }
    part.split(/\r?\n/).forEach((line, index) => {
      if (index) found.push([])
      if (line) found.at(-1)?.push(line)
    })
  }
  return found.filter((line) => line.length > 0)
}

function plain(line: Inline[], { reader, most }: Writing, style: Style): CardElement {
  let room = most
  const inlines = line.flatMap((part): Run[] => {
    if (room <= 0) return []
    const text = cut(literal(wordsOf(part, reader)), room)
    room -= text.length
    const selectAction = isLink(part) && { type: 'Action.OpenUrl' as const, url: part.link }
    return [{ type: 'TextRun', text, ...style, ...styleOf(part), ...(selectAction && { selectAction }) }]
  })
  return { type: 'RichTextBlock', inlines }
}

/** Clients put a date in place of `{{DATE(...)}}`, also in a TextRun: a sign of no width keeps it what was typed. */
const literal = (text: string) => text.replace(/\{\{(?=(?:DATE|TIME)\()/g, '{\u200b{')

function styleOf(part: Inline): Style {
  if (typeof part === 'string' || 'when' in part) return {}
  if ('link' in part) return { color: 'Accent' }
  return 'quiet' in part ? { isSubtle: true } : { weight: 'Bolder' }
}

export function wordsOf(part: Inline, reader: Reader): string {
  if (typeof part === 'string') return part
  if ('strong' in part) return part.strong
  if ('quiet' in part) return part.quiet
  if ('person' in part) return reader.name(part.person)
  if ('link' in part) return part.text
  return momentText(part.when, part.zone, reader.zone)
}

function mentioning(line: Inline[], { reader, most, mentions }: Writing, style: Style): CardElement {
  let room = most
  const text = line
    .map((part) => {
      if (typeof part === 'object' && 'person' in part && part.notify) return mention(part.person, reader, mentions)
      const words = cut(wordsOf(part, reader), Math.max(room, 1))
      room -= words.length
      // A bracket would end the address.
      return isLink(part)
        ? `[${escaped(words)}](${part.link.replaceAll('(', '%28').replaceAll(')', '%29')})`
        : escaped(words)
    })
    .join('')
  return { type: 'TextBlock', text, wrap: true, ...style }
}

function mention(person: number, reader: Reader, mentions: Mention[]): string {
  const id = reader.account(person)
  const name = reader.name(person)
  if (!id) return escaped(name)
  const safe = name.replace(/[<>]/g, '')
  // Teams finds a mention by its words: two people of one name need words that differ.
  const clashes = mentions.filter((one) => one.mentioned.name === safe && one.mentioned.id !== id).length
  const text = `<at>${safe}${'\u200b'.repeat(clashes)}</at>`
  if (!mentions.some((one) => one.text === text))
    mentions.push({ type: 'mention', text, mentioned: { id, name: safe } })
  return text
}

/** Typed text in a TextBlock: every sign that Markdown knows is taken literally. */
export function escaped(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+\-.!|~<>&:]/g, '\\$&')
}

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' })
/** Longer than any sign that people type. */
const window = 64

/** At most this many units, never through the middle of a sign. Only the place of the cut is looked at: texts are long. */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text
  const at = Math.max(most - 1, 0)
  const start = Math.max(at - window, 0)
  const whole = segmenter.segment(text.slice(start, at + window)).containing(at - start)
  return `${text.slice(0, start + (whole?.index ?? at - start)).trimEnd()}…`
}
