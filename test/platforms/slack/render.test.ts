import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Block, Message } from '../../../src/chat/message.ts'
import { messageView } from '../../../src/platforms/slack/forms.ts'
import { limits } from '../../../src/platforms/slack/limits.ts'
import {
  drawMessage,
  drawMessages,
  drawView,
  sizeOf,
  withoutPictures,
  wordsOf,
} from '../../../src/platforms/slack/render.ts'
import { cut, pieces, type Reader, small } from '../../../src/platforms/slack/text.ts'
import { buttonsOf, type Block as Drawn, textOf } from '../../conformance/slack.blocks.ts'
import { blockProblems, viewProblems } from '../../support/blockkit.ts'
import { address, blocks, hostile, longest } from '../../support/blocks.ts'

const reader: Reader = { name: (id) => `Person ${id} <!here>`, account: (id) => `U${id}` }
const message = (...all: Block[]): Message => ({ summary: longest, blocks: all })
const sentence = (text: string): Block => ({ block: 'text', text })
const words = (drawn: { blocks: unknown[] }) => textOf(drawn.blocks as Drawn[])

function fits(drawn: { text: string; blocks: unknown[] }): void {
  expect(blockProblems(drawn.blocks, 'message')).toEqual([])
  expect(sizeOf(drawn.blocks)).toBeLessThanOrEqual(11_000)
  expect(drawn.text.length).toBeLessThanOrEqual(4_000)
}

describe('every block, with 200 people, the longest texts and 40 options', () => {
  for (const [kind, block] of Object.entries(blocks)) {
    test(`${kind} fits a message and a view`, () => {
      fits(drawMessage(message(block), reader))
      for (const one of drawMessages(message(block), reader)) fits(one)
      expect(viewProblems(messageView(longest, drawView([block], reader)))).toEqual([])
    })
  }

  test('all together fit too, and the buttons at the end are still there', () => {
    const { ask, buttons, ...others } = blocks
    const drawn = drawMessage(message(...Object.values(others), ask, buttons), reader)
    fits(drawn)
    expect(buttonsOf(drawn.blocks as Drawn[]).length).toBeGreaterThan(0)
  })

  test('60 blocks of the same kind fit', () => {
    for (const block of Object.values(blocks)) {
      const many = Array.from({ length: 60 }, () => block)
      fits(drawMessage(message(...many), reader))
      expect(viewProblems(messageView('Home', drawView(many, reader)))).toEqual([])
    }
  })
})

test('a chart with a picture fits too, its words shortened to what an image may say', () => {
  const seeing: Reader = { ...reader, picture: () => ({ image_url: `https://example.com/${'a'.repeat(200)}.png` }) }
  const drawn = drawMessage(message(blocks.chart), seeing)
  fits(drawn)
  const [image] = drawn.blocks as { type: string; alt_text: string }[]
  expect([image?.type, (image?.alt_text.length ?? 0) > 1_900, (image?.alt_text.length ?? 0) <= 2_000]).toEqual([
    'image',
    true,
    true,
  ])
  fits(drawMessage(message(...Array.from({ length: 60 }, () => blocks.chart)), seeing))
  const worded = withoutPictures(drawn)
  fits(worded ?? drawn)
  expect(words(worded ?? drawn)).toContain(image?.alt_text)
  expect(withoutPictures(drawMessage(message(blocks.text), seeing))).toBeNull()
})

describe('what does not fit', () => {
  test('people are shown as far as there is room, and how many more there are', () => {
    const shown = words(drawMessage(message(blocks.answers), reader))
    expect(shown).toMatch(/and \d+ more/)
    expect(shown).toContain('Person 1 ')
  })

  test('a private answer goes on in further messages, and nothing of it is lost', () => {
    const texts = Array.from({ length: 8 }, (_, index) => `${index} ${'word '.repeat(590)}end${index}`)
    const pages = drawMessages(message(...texts.map(sentence)), reader)
    expect(pages.length).toBeGreaterThan(1)
    expect(pages.length).toBeLessThanOrEqual(5)
    const all = pages.map(words).join('\n')
    for (const text of texts) expect(all).toContain(text)
  })

  test('what would take more messages than a response_url serves is shortened', () => {
    const pages = drawMessages(message(...Array.from({ length: 400 }, () => sentence(longest))), reader)
    expect(pages).toHaveLength(1)
    expect(pages.map(words).join()).toMatch(/and \d+ more/)
  })

  test('a long text keeps its whole signs', () => {
    const family = '👩‍👩‍👧‍👦'
    expect(cut(family.repeat(10), 25)).toBe(`${family.repeat(2)}…`)
    expect(pieces(family.repeat(100), 25).join('')).toBe(family.repeat(100))
  })
})

describe('what people type', () => {
  test('is literal wherever it stands: no markup, no link, no ping', () => {
    for (const [kind, block] of Object.entries(blocks)) {
      const drawn = drawMessage(message(block), { name: () => hostile, account: () => undefined })
      // The one address that a feature gave.
      const json = JSON.stringify(drawn.blocks).replaceAll(`"type":"link","url":"${address}"`, '')
      expect({ kind, pings: /"type":"(broadcast|usergroup|channel|link|emoji)"/.test(json) }).toEqual({
        kind,
        pings: false,
      })
      for (const { text } of marked(drawn.blocks)) {
        const rest = text.replace(/<https:\/\/tandem\.example\.com\/[^|<>]*\|([^|<>]*)>/g, '$1')
        expect(rest.replace(/<!date\^\d+\^[^|<>]*\|[^<>]*>/g, '')).not.toMatch(/[<>]|(?<!\u2060)[*_~`:]/)
      }
    }
  })

  test('is readable as it was typed', () => {
    expect(words(drawMessage(message(sentence(hostile)), reader))).toBe(hostile)
    expect(words(drawMessage(message({ block: 'note', text: hostile }), reader))).toBe(hostile)
  })

  test('cannot ping from the line beside the blocks', () => {
    const { text } = drawMessage({ summary: hostile, blocks: [sentence('x')] }, reader)
    expect(text).toContain('&lt;!channel&gt; &lt;!here&gt;')
    expect(wordsOf(message(sentence(hostile)), reader).text).not.toMatch(/<[!@]/)
  })

  test('a mention notifies only where the block asks for it', () => {
    const [quiet, loud] = [[{ person: 7 }], [{ person: 7, notify: true as const }]].map((text) =>
      JSON.stringify(drawMessage(message({ block: 'text', text }), reader).blocks),
    )
    expect(quiet).not.toContain('"user_id"')
    expect(loud).toContain('"user_id":"U7"')
    expect(small([{ person: 7 }], reader)).toMatchObject({ type: 'plain_text' })
    expect(small([{ person: 7, notify: true }], reader)).toMatchObject({ type: 'mrkdwn', text: '<@U7>' })
  })
})

test('a moment is shown in the zone of each reader, with the words of the crew in reserve', () => {
  const when = new Date('2026-11-24T10:30:00Z')
  const date = JSON.stringify(
    drawMessage(message({ block: 'text', text: [{ when, zone: 'Europe/Berlin' }] }), reader).blocks,
  )
  expect(date).toContain(`"timestamp":${when.getTime() / 1000}`)
  expect(date).toContain('"fallback":"Tue 24 Nov 11:30"')
  expect(small(['Digest at ', { when, zone: 'Europe/Berlin' }, '.'], reader).text).toMatch(
    /^Digest at <!date\^1795516200\^\{date_long_pretty\} \{time\}\|Tue 24 Nov 11:30>\.$/,
  )
})

test('our limits are those of the schemas', () => {
  const file = join(import.meta.dirname, '../../../../shared/schemas/slack-block-limits.json')
  if (!existsSync(file)) return
  const told = JSON.parse(readFileSync(file, 'utf8'))
  expect({
    header: limits.header,
    text: limits.text,
    button: limits.button,
    value: limits.buttonValue,
    actions: limits.actions,
    view: limits.viewBlocks,
    title: limits.viewTitle,
    metadata: limits.metadata,
  }).toEqual({
    header: told.header.text.max_length,
    text: told.section.text.max_length,
    button: told.button.text.max_length,
    value: told.button.value.max_length,
    actions: told.actions.elements.max_items,
    view: told.view.blocks.max_items,
    title: told.view.title.max_length,
    metadata: told.view.private_metadata.max_length,
  })
})

/** Every text that Slack reads as markup. */
function marked(value: unknown): { text: string }[] {
  if (Array.isArray(value)) return value.flatMap(marked)
  if (typeof value !== 'object' || value === null) return []
  const node = value as { type?: string; text?: unknown }
  if (node.type === 'mrkdwn' && typeof node.text === 'string') return [{ text: node.text }]
  return Object.values(value).flatMap(marked)
}
