/** Blocks as Block Kit. Lists are shortened until a message fits; what stands below them is always there. */
import type { types } from '@slack/bolt'
import type { Block, Button, Message, Text } from '../../chat/message.ts'
import { plainText } from '../../chat/plain.ts'
import { askBlocks } from './ask.ts'
import { limits } from './limits.ts'
import {
  context,
  cut,
  escaped,
  filled,
  plain,
  type Reader,
  type RichElement,
  rich,
  richText,
  type SlackBlock,
  sections,
  small,
} from './text.ts'

export interface SlackMessage {
  text: string
  blocks: SlackBlock[]
}

/** How much of lists and texts is shown. */
interface Amount {
  entries: number
  characters: number
}

const whole: Amount = { entries: Number.POSITIVE_INFINITY, characters: Number.POSITIVE_INFINITY }
const amounts: Amount[] = [
  whole,
  { entries: 200, characters: 3_000 },
  { entries: 100, characters: 1_000 },
  { entries: 50, characters: 500 },
  { entries: 25, characters: 300 },
  { entries: 12, characters: 140 },
  { entries: 6, characters: 140 },
  { entries: 3, characters: 100 },
  { entries: 1, characters: 50 },
]

/** As one message, for what is sent once and kept current. */
export function drawMessage(message: Message, reader: Reader): SlackMessage {
  return { text: summaryOf(message), blocks: fitted(message.blocks, reader, limits.messageBlocks, limits.messageText) }
}

/** As several messages where one does not hold it; the last of `most` is shortened. */
export function drawMessages(message: Message, reader: Reader, most: number = limits.responses): SlackMessage[] {
  const text = summaryOf(message)
  const pages: SlackBlock[][] = [[]]
  for (const block of drawn(message.blocks, reader, whole)) {
    const page = pages.at(-1) ?? []
    const fits = page.length < limits.messageBlocks && sizeOf([...page, block]) <= limits.messageText
    if (fits || page.length === 0) page.push(block)
    else pages.push([block])
  }
  const fit = pages.length <= most && pages.every((page) => sizeOf(page) <= limits.messageText)
  return fit ? pages.map((blocks) => ({ text, blocks })) : [drawMessage(message, reader)]
}

/** Inside a modal or Home. */
export function drawView(blocks: Block[], reader: Reader): SlackBlock[] {
  return fitted(blocks, reader, limits.viewBlocks, Number.POSITIVE_INFINITY)
}

/** Where Slack takes no block of it: the same in words. */
export function wordsOf(message: Message, reader: Reader): SlackMessage {
  return { text: escaped(cut(plainText(message, reader), limits.summary)), blocks: [] }
}

const summaryOf = ({ summary }: Message) => cut(escaped(cut(summary, limits.summary / 2)), limits.summary)

function fitted(blocks: Block[], reader: Reader, most: number, text: number): SlackBlock[] {
  for (const amount of amounts) {
    const made = drawn(blocks, reader, amount)
    if (made.length <= most && sizeOf(made) <= text) return made
  }
  // Texts and headings without end: the beginning, and the last block, which is where buttons are.
  const made = drawn(blocks, reader, amounts.at(-1) ?? whole)
  const kept: SlackBlock[] = []
  const end = made.slice(-1)
  for (const block of made.slice(0, -1)) {
    if (kept.length + 2 + end.length > most || sizeOf([...kept, block, ...end]) > text) break
    kept.push(block)
  }
  return [...kept, context(plain(`and ${made.length - kept.length - end.length} more`)), ...end]
}

/** Text, and something for every container around it. */
export function sizeOf(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, item) => sum + sizeOf(item), 0)
  if (typeof value !== 'object' || value === null) return 0
  let size: number = limits.perElement
  for (const [key, item] of Object.entries(value)) {
    if (typeof item !== 'string') size += sizeOf(item)
    else if (key === 'text' || key === 'fallback') size += item.length
  }
  return size
}

function drawn(blocks: Block[], reader: Reader, amount: Amount): SlackBlock[] {
  const made: SlackBlock[] = []
  let alerts = 0
  for (const [index, block] of blocks.entries()) {
    // A run of alerts is a list too.
    alerts = block.block === 'alert' ? alerts + 1 : 0
    if (alerts > amount.entries) {
      if (blocks[index + 1]?.block !== 'alert') made.push(context(plain(`and ${alerts - amount.entries} more`)))
    } else made.push(...drawBlock(block, reader, amount))
  }
  return made
}

function drawBlock(block: Block, reader: Reader, amount: Amount): SlackBlock[] {
  switch (block.block) {
    case 'heading':
      return [{ type: 'header', text: plain(block.text, limits.header) }]
    case 'text':
      return [sections([rich(block.text, reader, amount.characters)])]
    case 'note':
      return [context(small(block.text, reader))]
    case 'alert': {
      const elements = [
        ...richText(block.label, true),
        ...richText(' '),
        ...rich(block.text, reader, amount.characters),
      ]
      return [
        { type: 'rich_text', elements: [{ type: 'rich_text_quote', elements }] },
        ...(block.buttons?.length ? buttons(block.buttons) : []),
      ]
    }
    case 'facts':
      return facts(block, reader, amount)
    case 'progress':
      return [progress(block)]
    case 'answers':
      return answers(block, reader, amount)
    case 'people':
      return people(block, reader, amount)
    case 'ask':
      return askBlocks(block.form)
    case 'buttons':
      return buttons(block.buttons)
    case 'divider':
      return [{ type: 'divider' }]
  }
}

/** The first of a list, and how many more there are. */
function some<T>(list: T[], { entries }: Amount): { first: T[]; more: RichElement[][] } {
  if (list.length <= entries) return { first: list, more: [] }
  return { first: list.slice(0, entries), more: [richText(`and ${list.length - entries} more`)] }
}

type Of<K extends Block['block']> = Extract<Block, { block: K }>

function facts({ facts: all }: Of<'facts'>, reader: Reader, amount: Amount): SlackBlock[] {
  const { first, more } = some(all, amount)
  if (first.length === 0) return []
  const line = ({ label, value }: { label: string; value: Text }) => [
    ...richText(label, true),
    ...richText('  '),
    ...rich(value, reader, amount.characters),
  ]
  return [sections([...first.map(line), ...more])]
}

const bars = 10

function progress({ label, done, of, sides }: Of<'progress'>): SlackBlock {
  const full = of > 0 ? Math.min(bars, Math.round((done / of) * bars)) : 0
  const bar = '▰'.repeat(full) + '▱'.repeat(bars - full)
  const total = [...richText(`${done} of ${of}`, true), ...richText(` ${label}  ${bar}`)]
  const each = sides.map((side) => `${side.label} ${side.done} of ${side.of}`).join('   ')
  return sections([total, ...(each ? [richText(each)] : [])])
}

function answers({ groups }: Of<'answers'>, reader: Reader, amount: Amount): SlackBlock[] {
  return groups.map(({ label, people: all }) => {
    const { first, more } = some(all, amount)
    const items = first.map(({ person, parts }) => [
      ...richText(reader.name(person), true),
      ...parts.flatMap((part, index) => [...richText(index ? '\n' : '  '), ...rich(part, reader, amount.characters)]),
    ])
    const list = [...items, ...more].map((elements) => ({
      type: 'rich_text_section' as const,
      elements: filled(elements),
    }))
    return {
      type: 'rich_text',
      elements: [
        { type: 'rich_text_section', elements: filled(richText(label, true)) },
        ...(list.length ? [{ type: 'rich_text_list' as const, style: 'bullet' as const, elements: list }] : []),
      ],
    }
  })
}

function people({ groups }: Of<'people'>, reader: Reader, amount: Amount): SlackBlock[] {
  if (groups.length === 0) return []
  const lines = groups.map(({ label, people: all }) => {
    const { first, more } = some(all, amount)
    const names = first.flatMap(({ person, note }, index) => [
      ...richText(index ? ', ' : ' '),
      ...richText(reader.name(person)),
      ...(note ? [...richText(' ('), ...rich(note, reader, amount.characters), ...richText(')')] : []),
    ])
    return [
      ...richText(`${label} (${all.length}):`, true),
      ...names,
      ...(more[0] ? [...richText(', '), ...more[0]] : []),
    ]
  })
  return [sections(lines)]
}

function buttons(all: Button[]): SlackBlock[] {
  // A value this long is a mistake of the feature; the rest of the message still arrives.
  const drawnButtons = all.map(button).filter(({ value }) => (value?.length ?? 0) <= limits.buttonValue)
  const rows: SlackBlock[] = []
  for (let at = 0; at < drawnButtons.length; at += limits.actions) {
    rows.push({ type: 'actions', elements: drawnButtons.slice(at, at + limits.actions) })
  }
  return rows
}

function button({ press, label, value, style, confirm }: Button, index: number): types.Button {
  return {
    type: 'button',
    // Unique within its block.
    action_id: `press:${index}`,
    text: plain(label, limits.button),
    value: JSON.stringify({ press, value }),
    ...((style === 'primary' || style === 'danger') && { style }),
    ...(confirm && {
      confirm: {
        title: plain(confirm.title, limits.confirmTitle),
        text: plain(confirm.text, limits.confirmText),
        confirm: plain(confirm.yes, limits.confirmButton),
        deny: plain('Cancel', limits.confirmButton),
        ...(style === 'danger' && { style }),
      },
    }),
  }
}
