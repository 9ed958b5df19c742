import { parseHTML } from 'linkedom'
import { describe, expect, test } from 'vitest'
import type { FieldErrors, Form } from '../../../src/chat/form.ts'
import type { Block, BlockKind } from '../../../src/chat/message.ts'
import { momentText } from '../../../src/chat/moment.ts'
import { plainText } from '../../../src/chat/plain.ts'
import { draw, FormView } from '../../../src/platforms/web/forms.tsx'
import { limits } from '../../../src/platforms/web/limits.ts'
import { Page } from '../../../src/platforms/web/page.tsx'
import type { WebPerson } from '../../../src/platforms/web/ports.ts'
import { MessageBody, type Reader } from '../../../src/platforms/web/render.tsx'
import { type At, blocksOf, formOf, hostile, sentences, tuesday } from './blocks.fixture.ts'

const words: At = (place) => place
const kinds = Object.keys(blocksOf(words)) as BlockKind[]
const readerOf = (at: At, zone = 'America/New_York'): Reader => ({ zone, name: (id) => at(`name ${id}`) })

async function drawn(node: unknown): Promise<Element> {
  const html = await draw(node)
  const page = html.startsWith('<html') ? html : `<html><body>${html}</body></html>`
  return parseHTML(`<!doctype html>${page}`).document.documentElement
}

const body = (blocks: Block[], reader = readerOf(words), scope = 'm1') =>
  drawn(<MessageBody message={{ summary: 'Summary', blocks }} reader={reader} scope={scope} />)

function page(at: At): Promise<Element> {
  const me: WebPerson = {
    id: 1,
    account: 'ana',
    name: at('author'),
    zone: 'Europe/Berlin',
    guest: false,
    sides: [at('sides')],
  }
  const message = { summary: at('summary'), blocks: [{ block: 'text' as const, text: at('said') }] }
  const stored = { id: 1, conversation: 'checkout', account: 'ana', underId: null, sentAt: tuesday, updatedAt: null }
  return drawn(
    <Page
      me={me}
      at="1"
      people={[me]}
      channels={[{ id: 'checkout', name: at('channel'), crew: { id: 1, name: at('crew') } }]}
      shown={[{ id: 'checkout', name: at('channel'), hint: '', messages: [{ ...stored, message }] }]}
      menus={[{ id: 'test.do', title: at('action'), summary: at('about') }]}
      current="checkout"
      root="tandem"
      now={tuesday}
      sample={true}
      reader={readerOf(at)}
    />,
  )
}

/** The content of a text area; the parser leaves entities in it as they are. */
function rawText(element: Element): string {
  const text = element.textContent ?? ''
  expect(text, `markup inside ${element.tagName}`).not.toContain('<')
  return parseHTML(`<html><body><p>${text}</p></body></html>`).document.querySelector('p')?.textContent ?? ''
}

/** What a person makes out: texts, what stands in fields and what is chosen in them. */
function madeOut(node: Node): string {
  if (node.nodeType === 3) return node.textContent ?? ''
  const element = node as Element
  const inside = [...element.childNodes].map(madeOut).join('')
  const box = element.querySelector('[type=checkbox]')
  const chosen = box?.hasAttribute('checked')
  switch (element.tagName) {
    case 'TEXTAREA':
      return ` ${rawText(element)} `
    case 'SELECT':
      return ` ${element.querySelector('option[selected]')?.textContent} `
    case 'INPUT':
      return element.getAttribute('type') === 'checkbox' ? '' : ` ${element.getAttribute('value') ?? ''} `
    case 'LABEL':
      if (!box) return inside
      if (element.closest('fieldset')) return chosen ? inside : ''
      return `${inside} ${chosen ? 'yes' : 'no'}`
    case 'PROGRESS':
      return ''
    case 'BR':
      return '\n'
    default:
      return /^(SPAN|B|STRONG|TIME)$/.test(element.tagName) ? inside : ` ${inside} `
  }
}

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []

/** Everything a string has become: texts, attributes, the sentences of a confirmation. */
const strings = (root: Element): string[] =>
  [root, ...root.querySelectorAll('*')].flatMap((element) => [
    element.tagName === 'TEXTAREA' ? rawText(element) : ownText(element),
    ...[...element.attributes].flatMap(({ name, value }) =>
      name === 'data-confirm' ? (Object.values(JSON.parse(value)) as string[]) : [value],
    ),
  ])

const ownText = (element: Element) =>
  [...element.childNodes].map((node) => (node.nodeType === 3 ? node.textContent : '')).join('')

/** Elements and the names of their attributes: all that markup could change. */
const skeleton = (root: Element) =>
  [root, ...root.querySelectorAll('*')]
    // What is drawn depends on how long a text is; a test of its own says of what it consists.
    .filter((element) => !element.closest('svg'))
    .map((element) => `${element.tagName} ${[...element.attributes].map(({ name }) => name).join(' ')}`)

const form = (given: Form, errors: FieldErrors = {}) => drawn(<FormView form={given} scope="dialog" errors={errors} />)

describe('every kind of block', () => {
  test.each(kinds)('%s is drawn, and says what its plain text says, in the same order', async (kind) => {
    const message = { summary: 'Summary', blocks: [blocksOf(words)[kind]] }
    const root = await body(message.blocks)
    expect(root.querySelector('.blocks')?.children).toHaveLength(1)
    const expected = wordsOf(plainText(message, readerOf(words)))
    expect(expected.length > 0 || root.querySelector('hr') !== null).toBe(true)
    const seen = wordsOf(madeOut(root))
    let from = 0
    for (const word of expected) {
      const found = seen.indexOf(word, from)
      expect(found, `"${word}" after "${seen.slice(0, from).join(' ')}" in "${seen.join(' ')}"`).not.toBe(-1)
      from = found + 1
    }
  })

  test('a chart is one picture to a screen reader, for each width, and its words are always there', async () => {
    const root = await body([blocksOf(words).chart])
    const pictures = [...root.querySelectorAll('.chart > [role=img]')]
    expect(pictures.map((one) => one.className)).toEqual(['for-wide', 'for-middle', 'for-narrow'])
    const said = plainText({ summary: '', blocks: [blocksOf(words).chart] }, readerOf(words)).replace('\n', '. ')
    for (const one of pictures) expect(one.getAttribute('aria-label')).toBe(said)
    expect(root.querySelector('.chart details summary')?.textContent).toBe('In words')
  })

  test('a chart that cannot be drawn is its words', async () => {
    const chart = { chart: 'gantt' as const, title: 'Empty', rows: [] }
    const root = await body([{ block: 'chart', chart, text: 'Nothing is planned.' }])
    expect([root.querySelectorAll('svg').length, root.textContent]).toEqual([0, 'Nothing is planned.'])
  })

  test('a line break is a line break', async () => {
    const text = 'one\n<b>two\n\nfour'
    expect(madeOut(await body([{ block: 'text', text }])).trim()).toBe(text)
  })

  test('a person is named, and marked as mentioned only where the block asks for it', async () => {
    const root = await body([{ block: 'text', text: [{ person: 1 }, { person: 2, notify: true }] }])
    expect([...root.querySelectorAll('.notify')].map(({ textContent }) => textContent)).toEqual(['name 2'])
  })
})

describe('whatever people type', () => {
  const typed = Object.entries(hostile)

  /** Each place that asks for a text gets it, and it must be found again as it was. */
  async function arrives(text: string, show: (at: At) => Promise<Element>): Promise<void> {
    const placed: string[] = []
    const root = await show((place) => {
      // Apart from the rest: they have a promise of their own.
      if (place.includes('option hint')) return place
      placed.push(`${place} ${text}`)
      return `${place} ${text}`
    })
    const found = strings(root)
    expect(placed.length).toBeGreaterThan(5)
    expect(placed.filter((one) => !found.some((string) => string.includes(one)))).toEqual([])
    expect(skeleton(root)).toEqual(skeleton(await show(words)))
  }

  test.each(typed)('%s arrive unharmed in every text and label of a message', (_, text) =>
    arrives(text, (at) => body(Object.values(blocksOf(at)), readerOf(at))),
  )

  test.each(typed)('%s arrive unharmed in every place of a form', (_, text) =>
    arrives(text, (at) => {
      const given = formOf(at)
      return form(given, sentences(given, at))
    }),
  )

  test.each(typed)('%s arrive unharmed in the names of people, crews and channels', (_, text) => arrives(text, page))

  test.each(typed)('%s are letters in a chart, and no element, attribute or address', async (_, text) => {
    const root = await body([blocksOf((place) => `${place} ${text}`).chart])
    const inside = [...root.querySelectorAll('svg *')]
    const names = new Set(inside.map(({ tagName }) => tagName.toLowerCase()))
    expect([...names].filter((name) => !/^(rect|line|text|tspan|title|polygon)$/.test(name))).toEqual([])
    const attributes = inside.flatMap((element) => [...element.attributes].map(({ name, value }) => `${name}=${value}`))
    expect(attributes.filter((one) => /^on|href|style|url\(|javascript/i.test(one))).toEqual([])
  })

  test('no text becomes a link or an address', async () => {
    const root = await body(Object.values(blocksOf(() => 'javascript:alert(1) https://example.com')))
    expect(root.querySelectorAll('a, [href], [src], [style], script, style')).toHaveLength(0)
  })
})

describe('a moment', () => {
  const shown = async (when: Date, zone: string) => {
    const text = ['until ', { when, zone: 'Europe/Berlin' }]
    const time = (await body([{ block: 'text', text }], readerOf(words, zone))).querySelector('time')
    expect(time?.getAttribute('datetime')).toBe(when.toISOString())
    return time?.textContent
  }

  test('stands with its weekday in the zone of the crew, once where the reader has the same time', async () => {
    expect(await shown(tuesday, 'Europe/Berlin')).toBe('Tue 24 Nov 11:30')
    expect(await shown(tuesday, 'Europe/Paris')).toBe('Tue 24 Nov 11:30')
  })

  test("says the reader's time too where it differs, and their day where that differs", async () => {
    expect(await shown(tuesday, 'America/New_York')).toBe('Tue 24 Nov 11:30 Berlin (05:30 New York)')
    const night = new Date('2026-11-24T02:00:00Z')
    expect(await shown(night, 'America/New_York')).toBe('Tue 24 Nov 03:00 Berlin (Mon 23 Nov 21:00 New York)')
  })

  test.each(['text', 'note', 'alert', 'facts', 'answers', 'people'] as const)('is drawn in %s', async (kind) => {
    const root = await body([blocksOf(words)[kind]])
    expect(root.querySelector('time')?.textContent).toBe(momentText(tuesday, 'Europe/Berlin', 'America/New_York'))
  })
})

describe('a form', () => {
  const heard = (root: Element, control: Element) =>
    control.getAttribute('aria-label') ??
    (control.closest('label') ?? root.querySelector(`label[for="${control.id}"]`))?.textContent?.trim()

  test('has a label on every input, also twice on one page', async () => {
    const given = formOf(words, limits.filterFrom + 1)
    const root = await body([{ block: 'ask', form: given }, blocksOf(words).ask])
    for (const control of root.querySelectorAll('input, select, textarea')) {
      expect(heard(root, control), control.outerHTML).toMatch(/label|option \d/)
    }
    for (const group of root.querySelectorAll('fieldset')) {
      expect(group.querySelector('legend')?.textContent).toMatch(/^(choices|people) label$/)
    }
    const ids = [...root.querySelectorAll('[id]')].map(({ id }) => id)
    expect(ids).toHaveLength(new Set(ids).size)
  })

  test('a long list gets a filter and shows those chosen first; a short one is left as it is', async () => {
    const short = await form(formOf(words, limits.filterFrom))
    expect(short.querySelectorAll('.filter')).toHaveLength(0)
    const long = await form(formOf(words, limits.filterFrom + 1))
    const filters = [...long.querySelectorAll('fieldset > .filter')]
    expect(filters.map((filter) => heard(long, filter))).toEqual(['Filter: choices label', 'Filter: people label'])
    // Without a name it is no part of what is sent.
    expect(filters.filter((filter) => filter.hasAttribute('name'))).toEqual([])
    const first = (root: Element) => root.querySelector('[name=people]')?.getAttribute('value')
    expect([first(short), first(long)]).toEqual(['1', String(limits.filterFrom + 1)])
  })

  test('ties each error and each hint to its field', async () => {
    const given = formOf(words)
    const root = await form(given, sentences(given, words))
    for (const [name, { hint }] of Object.entries(given.inputs)) {
      const control = root.querySelector(`[name=${name}]`)
      const described = control?.closest('fieldset') ?? control
      const texts = (described?.getAttribute('aria-describedby') ?? '')
        .split(' ')
        .map((id) => root.querySelector(`#${id}`)?.textContent)
      expect(texts, name).toEqual([...(hint ? [hint] : []), `what is wrong with ${name}`])
      if (described === control) expect(control?.getAttribute('aria-invalid'), name).toBe('true')
    }
  })

  test('without errors calls nothing wrong and points to nothing that is not there', async () => {
    const root = await form(formOf(words))
    expect(root.querySelectorAll('[aria-invalid], .error')).toHaveLength(0)
    const pointed = [...root.querySelectorAll('[aria-describedby]')].map((one) => one.getAttribute('aria-describedby'))
    expect(pointed).toHaveLength(3)
    expect(pointed.filter((id) => !root.querySelector(`#${id}`))).toEqual([])
  })
})
