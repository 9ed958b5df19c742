/** Each block as Block Kit. */
import type { types } from '@slack/bolt'
import type { Block, Button, TallyRow, Text } from '../../chat/message.ts'
import { plainInline, tallySides } from '../../chat/plain.ts'
import { askBlocks } from './ask.ts'
import { limits } from './limits.ts'
import {
  context,
  cut,
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

/** How much of lists and texts is shown. */
export interface Amount {
  entries: number
  characters: number
}

export function drawBlock(block: Block, reader: Reader, amount: Amount): SlackBlock[] {
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
    case 'tally':
      return [tally(block, amount)]
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
    case 'chart':
      return chart(block, reader, amount)
  }
}

/** What is seen is said to those who do not see it; without a picture everybody reads it. */
function chart({ chart: drawn, text }: Of<'chart'>, reader: Reader, amount: Amount): SlackBlock[] {
  const picture = reader.picture?.(drawn)
  if (!picture) return [sections([richText(drawn.title, true), rich(text, reader, amount.characters)])]
  const said = cut(`${drawn.title}. ${plainInline(text, reader)}`, Math.min(limits.alt, amount.characters + 200))
  return [{ type: 'image', alt_text: said, ...picture }]
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

/** A line for each bar: the option, the bar, how many, of which sides. */
function tally({ label, of, rows }: Of<'tally'>, amount: Amount): SlackBlock {
  const { first, more } = some(rows, amount)
  const line = (row: TallyRow) => {
    const full = of > 0 ? Math.min(bars, Math.round((row.count / of) * bars)) : 0
    return [
      ...richText(cut(row.label, amount.characters), true),
      ...richText(`\n${'▰'.repeat(full)}${'▱'.repeat(bars - full)}  `),
      ...richText(`${row.said ?? `${row.count} of ${of}`} ${label}`, row.won ?? false),
      ...richText(`${tallySides(row)}${row.won ? ', first' : ''}`),
    ]
  }
  return sections([...first.map(line), ...more])
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
