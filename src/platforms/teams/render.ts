/** Blocks as an Adaptive Card 1.5. What does not fit is shortened and says so; a message is never refused for its size. */
import type { FieldErrors, Form } from '../../chat/form.ts'
import type { Block, Message, Text } from '../../chat/message.ts'
import { plainInline } from '../../chat/plain.ts'
import { progress, tally } from './bars.ts'
import { backAction, buttonRows, rowOf } from './buttons.ts'
import { formElements } from './forms.ts'
import { limits } from './limits.ts'
import type { SealedCard } from './seal.ts'
import { type CardElement, cut, type Mention, paragraphs, type Reader, type Writing } from './text.ts'

export interface AdaptiveCard {
  type: 'AdaptiveCard'
  $schema: string
  version: '1.5'
  fallbackText: string
  body: CardElement[]
  msteams: { width: 'Full'; entities?: Mention[] }
}

export interface Drawing {
  reader: Reader
  /** Which card it is, so that a press can come back to it. */
  card?: SealedCard | undefined
  /** In a dialog there is no Action.Execute and no other dialog. */
  dialog?: boolean
  /** The forms that were refused keep what was typed, with the sentences beside the fields. */
  refused?: { form: Form; errors: FieldErrors } | undefined
  /** A way back to the card that everybody sees. */
  back?: SealedCard | undefined
}

/** How much of a message is shown: each is tried until the card fits. */
const rooms = [
  { people: 500, most: 20_000 },
  { people: 100, most: 3_000 },
  { people: 40, most: 600 },
  { people: 15, most: 200 },
]
type Room = (typeof rooms)[number]

export function render(message: Message, drawing: Drawing): AdaptiveCard {
  for (const room of rooms) {
    const card = cardOf(message, message.blocks, drawing, room)
    if (card && fits(card)) return card
  }
  const { picture, ...words } = drawing.reader
  // A picture takes the room of everything else: better its words than half of the message.
  if (picture) return render(message, { ...drawing, reader: words })
  return fewer(message, drawing, rooms.at(-1) as Room)
}

const bytes = (value: unknown) => Buffer.byteLength(JSON.stringify(value))
const fits = (card: AdaptiveCard) => bytes(card) < limits.messageBytes
/** For what surrounds the blocks: the summary, mentions, the note of what is missing. */
const frameBytes = 6_000

/** Whole parts are left out where they do not fit; small ones after them, such as the buttons, are kept. */
function fewer(message: Message, drawing: Drawing, room: Room): AdaptiveCard {
  let left = limits.messageBytes - frameBytes
  const kept = message.blocks.filter((block) => {
    const size = bytes(cardOf({ ...message, summary: '' }, [block], drawing, room) ?? 'x'.repeat(limits.messageBytes))
    if (size > left) return false
    left -= size
    return true
  })
  const missing = message.blocks.length - kept.length
  const note: Block = { block: 'note', text: `and ${missing} more parts, too long to be shown here` }
  return cardOf(message, [...kept, note], drawing, room) as AdaptiveCard
}

type Making = { writing: Writing; room: Room; drawing: Drawing }

/** Nothing where it was clear on the way that it does not fit. */
function cardOf({ summary }: Message, blocks: Block[], drawing: Drawing, room: Room): AdaptiveCard | null {
  const mentions: Mention[] = []
  const writing = { reader: drawing.reader, most: room.most, mentions, left: limits.messageBytes }
  const making = { writing, room, drawing }
  const body: CardElement[] = []
  let divided = false
  blocks.forEach((block, index) => {
    const [first, ...rest] = blockElements(block, making, String(index))
    // A line is drawn above what follows it.
    if (first) body.push(divided ? { ...first, separator: true, spacing: 'Large' } : first, ...rest)
    divided = block.block === 'divider' || (divided && !first)
  })
  if (writing.left < 0) return null
  if (drawing.back) body.push(rowOf([backAction(drawing.back)]))
  return {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.5',
    fallbackText: cut(summary, 500),
    body,
    msteams: { width: 'Full', ...(mentions.length && { entities: mentions }) },
  }
}

function blockElements(block: Block, making: Making, scope: string): CardElement[] {
  const { writing, drawing } = making
  switch (block.block) {
    case 'heading':
      return paragraphs(block.text, writing, { size: 'Large', weight: 'Bolder' })
    case 'text':
      return paragraphs(block.text, writing)
    case 'note':
      return paragraphs(block.text, writing, { size: 'Small', isSubtle: true })
    case 'alert':
      return [alert(block, making)]
    case 'facts':
      return facts(block, making)
    case 'progress':
      return progress(block, writing)
    case 'tally':
      return tally(block, writing, making.room.people)
    case 'answers':
      return block.groups.flatMap((group) => answers(group, making))
    case 'people':
      return block.groups.flatMap((group) => people(group, making))
    case 'ask': {
      const { refused, card, dialog = false } = drawing
      const again = refused && sameForm(refused.form, block.form) ? refused : undefined
      return formElements(again?.form ?? block.form, { writing, scope, dialog, card, errors: again?.errors })
    }
    case 'buttons':
      return buttonRows(block.buttons, writing, drawing)
    case 'divider':
      return []
    case 'chart':
      return chart(block, writing)
  }
}

/** What is seen is said to those who do not see it; without a picture everybody reads it. */
function chart({ chart: drawn, text }: Extract<Block, { block: 'chart' }>, writing: Writing): CardElement[] {
  const { reader } = writing
  const url = reader.picture?.(drawn)
  if (!url) return [...paragraphs([{ strong: drawn.title }], writing), ...paragraphs(text, writing)]
  const { name, zone } = reader
  const altText = cut(`${drawn.title}. ${plainInline(text, { name, ...(zone && { zone }) })}`, limits.alt)
  writing.left -= url.length + altText.length
  // Opened in its own size by a press: on a phone it is small.
  return [{ type: 'Image', url, altText, size: 'Stretch', msTeams: { allowExpand: true } }]
}

const partsOf = (text: Text) => (typeof text === 'string' ? [text] : text)

function sameForm(a: Form, b: Form): boolean {
  return a.id === b.id && JSON.stringify(a.value) === JSON.stringify(b.value)
}

function alert({ label, text, buttons = [] }: Extract<Block, { block: 'alert' }>, making: Making): CardElement {
  const done = /^(resolved|answered)/i.test(label)
  return {
    type: 'Container',
    style: done ? 'good' : 'warning',
    items: [
      ...paragraphs([{ strong: label }, ' ', ...partsOf(text)], making.writing),
      ...buttonRows(buttons, making.writing, making.drawing),
    ],
  }
}

function facts({ facts: all }: Extract<Block, { block: 'facts' }>, { writing, room }: Making): CardElement[] {
  const shown = all.slice(0, room.people)
  return [
    ...shown.flatMap(({ label, value }) => paragraphs([{ strong: `${label}: ` }, ...partsOf(value)], writing)),
    ...more(all.length - shown.length, writing),
  ]
}

type AnswerGroup = Extract<Block, { block: 'answers' }>['groups'][number]

function answers({ label, people: all }: AnswerGroup, { writing, room }: Making): CardElement[] {
  const shown = all.slice(0, room.people)
  return [
    ...paragraphs([{ strong: label }], writing, { size: 'Medium' }),
    ...shown.flatMap(({ person, parts }) => [
      ...paragraphs([{ person }], writing),
      ...parts.flatMap((part) => paragraphs(part, writing)).map((element) => ({ ...element, spacing: 'None' })),
    ]),
    ...more(all.length - shown.length, writing),
  ]
}

type PeopleGroup = Extract<Block, { block: 'people' }>['groups'][number]

function people({ label, people: all }: PeopleGroup, { writing, room }: Making): CardElement[] {
  const shown = all.slice(0, room.people)
  const names = shown.flatMap(({ person, note }, index) => [
    ...(index ? [', '] : []),
    { person },
    ...(note ? [' (', ...partsOf(note), ')'] : []),
  ])
  return [
    ...paragraphs([{ strong: label }, { quiet: ` (${all.length})` }], writing),
    ...paragraphs(names, writing).map((element) => ({ ...element, spacing: 'None' })),
    ...more(all.length - shown.length, writing),
  ]
}

function more(left: number, writing: Writing): CardElement[] {
  return left > 0 ? paragraphs(`and ${left} more`, writing, { size: 'Small', isSubtle: true }) : []
}
