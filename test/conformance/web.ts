/** The sandbox as a browser drives it: pages over HTTP, forms as they stand in them, answers as they come back. */
import { serve } from '@hono/node-server'
import { parseHTML } from 'linkedom'
import { defaultNaming } from '../../src/chat/naming.ts'
import type { Db } from '../../src/db.ts'
import { createLog } from '../../src/log.ts'
import { directOf } from '../../src/platforms/web/people.ts'
import { openSandbox } from '../../src/sandbox.ts'
import { toInstant } from '../../src/schedule/calendar.ts'
import { createClock } from '../../src/schedule/clock.ts'
import { monday } from '../support/house.ts'
import { blank, type Chatter, type ConformancePlatform, type Seen, type SeenField, type Where } from './client.ts'

export interface ServedSandbox extends ConformancePlatform {
  address: string
  /** Ends every open stream, as a lost connection would; pages connect anew by themselves. */
  cut(): void
}

/** A real server on a free port, with the clock standing at the sample's first Monday. */
export async function serveSandbox(db: Db, { at = monday, naming = defaultNaming } = {}): Promise<ServedSandbox> {
  const clock = createClock({ machine: () => 0, offsetMs: at.getTime() })
  const { app, web } = await openSandbox({ db, clock, naming, log: createLog({ level: 'error' }) })
  // Delivers by itself, as it does in the house; only the clock stands still.
  app.outbox.start()
  const server = await new Promise<ReturnType<typeof serve>>((ready) => {
    const made = serve({ fetch: web.app.fetch, port: 0, hostname: '127.0.0.1' }, () => ready(made))
  })
  const { port } = server.address() as { port: number }
  const address = `http://127.0.0.1:${port}`
  return {
    app,
    address,
    as: (account) => chatter(address, account, () => app.outbox.drain()),
    to: (day, time) => app.runner.advance(toInstant(day, time, 'Europe/Berlin'), () => app.outbox.drain()),
    cut: () => web.close(),
    async close() {
      web.close()
      await new Promise((closed) => server.close(closed))
      await app.stop()
    },
  }
}

const channels: Record<Exclude<Where, 'direct'>, string> = {
  '#checkout': 'checkout',
  'Teams > Checkout': 'teams-checkout',
  '#payments': 'payments',
}

interface Answer {
  do: string
  html?: string
  title?: string
  text?: string
  name?: string
  base64?: string
}

function chatter(address: string, account: string, settled: () => Promise<void>): Chatter {
  const conversationOf = (where: Where) => (where === 'direct' ? directOf(account) : channels[where])

  async function post(path: string, conversation: string, body: object): Promise<Seen> {
    const response = await fetch(`${address}/${account}/${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Origin: address },
      body: JSON.stringify({ conversation, ...body }),
    })
    const answer = (await response.json()) as Answer
    await settled()
    switch (answer.do) {
      case 'private':
        return seen(parse(answer.html), 'private', conversation)
      case 'dialog':
      case 'refuse':
        return seen(parse(answer.html), 'form', conversation, answer.title)
      case 'file':
        return { ...blank, kind: 'file', text: Buffer.from(answer.base64 ?? '', 'base64').toString() }
      default:
        return { ...blank, text: answer.text ?? '' }
    }
  }

  function seen(element: Element, kind: Seen['kind'], conversation: string, title = ''): Seen {
    const form = element.matches('form.form') ? element : element.querySelector('form.form')
    let last: object | undefined
    const submit = (body: object) => {
      last = body
      return post('submit', conversation, body)
    }
    return {
      kind,
      text: [title, ...textLines(element)].filter(Boolean).join('\n'),
      // The menu is of every message, not of what it says.
      buttons: [...element.querySelectorAll('button:not([data-menu])')].map(label).filter((text) => text !== '×'),
      fields: form ? fieldsOf(form) : {},
      async press(name) {
        const button = [...element.querySelectorAll('button[data-press]')].find((one) => label(one) === name)
        if (!button) throw new Error(`There is no button "${name}"`)
        const value = JSON.parse(button.getAttribute('data-value') ?? 'null')
        return post('press', conversation, { press: button.getAttribute('data-press'), value })
      },
      async send(values) {
        if (!form) throw new Error('There is no form here')
        return submit({
          form: form.getAttribute('data-form'),
          value: JSON.parse(form.getAttribute('data-value') ?? 'null'),
          once: form.getAttribute('data-once'),
          raw: filled(form, values),
        })
      },
      async sendAgain() {
        if (!last) throw new Error('Nothing was sent yet')
        return submit(last)
      },
    }
  }

  async function articles(conversation: string): Promise<Element[]> {
    // A connection that the server gave up while days passed is not used again: what is only read is asked once more.
    const read = () => fetch(`${address}/${account}/${conversation}`)
    const page = await (await read().catch(read)).text()
    const list = [...parseHTML(page).document.querySelectorAll('.conversation')].find(
      (one) => one.getAttribute('data-conversation') === conversation,
    )
    return [...(list?.querySelectorAll('.messages > article') ?? [])]
  }

  return {
    say: (where, text) => post('say', conversationOf(where), { text }),
    async choose(where, { by, text }, action) {
      const conversation = conversationOf(where)
      await chatter(address, by, settled).say(where, text)
      const message = (await articles(conversation)).findLast((one) =>
        [...one.querySelectorAll('.blocks')].some((blocks) => textLines(blocks).join('\n') === text),
      )
      const button = [...(message?.querySelectorAll('.menu button') ?? [])].find((one) => label(one) === action)
      if (!button) throw new Error(`No message says "${text}" with the action "${action}"`)
      const attribute = (name: string) => button.getAttribute(name) ?? ''
      return post('menu', conversation, { menu: attribute('data-menu'), message: Number(attribute('data-message')) })
    },
    async read(where) {
      await settled()
      const conversation = conversationOf(where)
      return (await articles(conversation)).map((one) => seen(one, 'message', conversation))
    },
    async threads(where) {
      await settled()
      const conversation = conversationOf(where)
      const replies = (await articles(conversation)).flatMap((one) => [...one.querySelectorAll('.thread article')])
      return replies.map((one) => seen(one, 'message', conversation))
    },
  }
}

const parse = (html = ''): Element => {
  const { document } = parseHTML(`<!doctype html><html><body>${html}</body></html>`)
  return document.body.firstElementChild as Element
}

const label = (element: Element) => squeezed(element.textContent ?? '')
const squeezed = (text: string) => text.replace(/\s+/g, ' ').trim()

const unread = 'button, select, textarea, input, progress, .meta, .avatar, .field'
const paragraphs = 'p, h1, h2, h3, h4, li, dt, dd, div, section, ul, dl'

/** The words of an element, one line per paragraph; fields and buttons are seen apart from them. */
function textLines(element: Element): string[] {
  if (element.matches(unread)) return []
  if (element.querySelector(paragraphs)) return [...element.children].flatMap(textLines)
  return wordsOf(element)
}

function wordsOf(node: Element): string[] {
  const copy = node.cloneNode(true) as Element
  for (const hidden of copy.querySelectorAll('button, progress')) hidden.remove()
  for (const line of copy.querySelectorAll('br')) line.replaceWith('\n')
  return (copy.textContent ?? '')
    .split('\n')
    .map(squeezed)
    .filter((line) => line)
}

interface Control {
  field: Element
  name: string
  title: string
  controls: Element[]
}

function controlsOf(form: Element): Control[] {
  return [...form.querySelectorAll('.field')].map((field) => {
    const controls = [...field.querySelectorAll('input:not([type=search]), select, textarea')]
    const own = field.querySelector('legend') ?? field.querySelector('label')
    const title = label(own as Element).replace(/ \(needed\)$/, '')
    return { field, controls, name: controls[0]?.getAttribute('name') ?? '', title }
  })
}

function fieldsOf(form: Element): Record<string, SeenField> {
  return Object.fromEntries(
    controlsOf(form).map(({ field, controls, title }) => [
      title,
      {
        value: standing(controls),
        hint: label(field.querySelector('.hint') ?? field.ownerDocument.createElement('p')),
        error: label(field.querySelector('.error') ?? field.ownerDocument.createElement('p')),
        choices: choicesOf(controls).map(({ text }) => text),
      },
    ]),
  )
}

function choicesOf(controls: Element[]): { text: string; value: string; chosen: boolean }[] {
  return controls.flatMap((control) => {
    if (control.tagName === 'SELECT') {
      return [...control.querySelectorAll('option')].map((option) => ({
        text: label(option),
        value: option.getAttribute('value') ?? '',
        chosen: option.hasAttribute('selected'),
      }))
    }
    if (control.getAttribute('type') !== 'checkbox') return []
    const text = label(control.closest('label') as Element)
    return [{ text, value: control.getAttribute('value') ?? '', chosen: control.hasAttribute('checked') }]
  })
}

function standing(controls: Element[]): string {
  const choices = choicesOf(controls)
  if (choices.length) {
    const chosen = choices.filter(({ chosen }) => chosen)
    return (chosen.length || controls[0]?.tagName !== 'SELECT' ? chosen : choices.slice(0, 1))
      .map(({ text }) => text)
      .join(', ')
  }
  const [control] = controls
  if (control?.tagName !== 'TEXTAREA') return control?.getAttribute('value') ?? ''
  // The parser leaves entities inside a text area as they are.
  return parse(`<p>${control.textContent ?? ''}</p>`).textContent ?? ''
}

/** What a browser would send: everything that stands in the form, with what this person changed. */
function filled(form: Element, values: Record<string, string | string[]>): Record<string, string | string[]> {
  const known = controlsOf(form)
  for (const title of Object.keys(values)) {
    if (!known.some((control) => control.title === title)) throw new Error(`There is no field "${title}"`)
  }
  const raw: Record<string, string | string[]> = {}
  for (const { name, title, controls } of known) {
    const choices = choicesOf(controls)
    const given = values[title]
    if (choices.length === 0) {
      raw[name] = String(given ?? standing(controls))
      continue
    }
    const wanted = given === undefined ? undefined : [given].flat()
    const chosen = choices.filter(({ text, chosen }) => (wanted ? wanted.includes(text) : chosen))
    if (wanted && chosen.length < wanted.filter(Boolean).length) throw new Error(`"${title}" has no ${wanted.join()}`)
    const one = controls[0]?.tagName === 'SELECT'
    if (one) raw[name] = chosen[0]?.value ?? choices[0]?.value ?? ''
    else if (chosen.length) raw[name] = chosen.map(({ value }) => value)
  }
  return raw
}
