import type { Server } from 'node:http'
import { connect } from 'node:net'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { momentText } from '../../../src/chat/moment.ts'
import { limits } from '../../../src/platforms/web/limits.ts'
import { createStreams, type StreamEvent } from '../../../src/platforms/web/stream.ts'
import { servedSandbox } from './sandbox.fixture.ts'

const served = servedSandbox()
const { ask, own } = served

interface Heard {
  event: string
  data: { id: number; conversation: string; underId: number | null; html: string; summary: string }
}

interface Page {
  heard: Heard[]
  /** The next one of this name that was not taken yet. */
  next(event: string, where?: (data: Heard['data']) => boolean): Promise<Heard['data']>
  /** Until the server ends the stream. */
  ended: Promise<void>
  leave(): void
}

/** Listens as an open page does. */
async function open(address: string, account: string): Promise<Page> {
  const leaving = new AbortController()
  onTestFinished(() => leaving.abort())
  const response = await fetch(`${address}/${account}/stream`, { signal: leaving.signal })
  expect(response.headers.get('content-type')).toBe('text/event-stream')
  const heard: Heard[] = []
  const taken = new Set<Heard>()
  async function read(): Promise<void> {
    let text = ''
    const decoder = new TextDecoder()
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
      const blocks = (text + decoder.decode(chunk, { stream: true })).split('\n\n')
      text = blocks.pop() ?? ''
      heard.push(...blocks.map(eventOf))
    }
  }
  const page: Page = {
    heard,
    ended: read().catch(() => {}),
    leave: () => leaving.abort(),
    next: (event, where = () => true) =>
      vi.waitFor(() => {
        const found = heard.find((one) => one.event === event && where(one.data) && !taken.has(one))
        if (!found) throw new Error(`No "${event}" was heard`)
        taken.add(found)
        return found.data
      }, 5_000),
  }
  // Only then does the server know of this page.
  await page.next('hello')
  return page
}

function eventOf(block: string): Heard {
  const lines = block.split('\n').map((line) => line.split(/: (.*)/s))
  const said = (field: string) => lines.flatMap(([name, text]) => (name === field ? [text ?? ''] : [])).join('\n')
  return { event: said('event'), data: JSON.parse(said('data')) }
}

const say = async (account: string, conversation: string, text: string) => {
  expect((await ask('POST', `/${account}/say`, own(), [JSON.stringify({ conversation, text })])).status).toBe(200)
}

const both = () => Promise.all([open(served.sandbox.address, 'ana'), open(served.sandbox.address, 'uma')])

describe('a page that listens', () => {
  test('hears of a new message in its channel, in its own zone', async () => {
    const [ana, uma] = await both()
    await say('cleo', 'checkout', 'Ready <b>to</b> go')
    const [anas, umas] = await Promise.all([ana.next('message'), uma.next('message')])
    expect(anas).toMatchObject({ conversation: 'checkout', underId: null, summary: 'Ready <b>to</b> go' })
    expect(umas.id).toBe(anas.id)
    for (const { html } of [anas, umas]) expect(html).toContain('Ready &lt;b&gt;to&lt;/b&gt; go')
    const at = new Date(/datetime="([^"]+)"/.exec(anas.html)?.[1] ?? '')
    expect(anas.html).toContain(`>${momentText(at, 'Europe/Berlin')}<`)
    expect(umas.html).toContain(`>${momentText(at, 'America/New_York')}<`)
  })

  test('hears of a change to a message that stands in its channel, in its own zone', async () => {
    await served.sandbox.to('2026-11-23', '11:30')
    const [ana, uma] = await both()
    const before = (await served.sandbox.as('ana').read('#checkout')).length
    const [prompt] = (await served.sandbox.as('ben').read('direct')).slice(-1)
    await prompt?.send({ [Object.keys(prompt.fields)[0] ?? '']: 'Late but here' })
    const inChannel = ({ conversation }: Heard['data']) => conversation === 'checkout'
    const [anas, umas] = await Promise.all([ana.next('message', inChannel), uma.next('message', inChannel)])
    expect((await ask('GET', '/ana/checkout')).text).toContain(`id="m-${anas.id}"`)
    expect(await served.sandbox.as('ana').read('#checkout')).toHaveLength(before)
    expect(umas.id).toBe(anas.id)
    for (const { html } of [anas, umas]) expect(html).toContain('Late but here')
    expect(anas.html).toContain('Mon 23 Nov 15:30')
    expect(umas.html).toContain('Mon 23 Nov 15:30 Berlin (09:30 New York)')
  })

  test("never hears of somebody else's direct message", async () => {
    const [ana, uma] = await both()
    await say('uma', 'dm-uma', 'for Uma alone')
    expect((await uma.next('message')).conversation).toBe('dm-uma')
    await say('uma', 'payments', 'for everybody')
    expect((await ana.next('message')).summary).toBe('for everybody')
    expect(JSON.stringify(ana.heard)).not.toContain('for Uma alone')
    expect(ana.heard.filter(({ data }) => data.conversation?.startsWith('dm-'))).toEqual([])
  })

  test('hears how far a long form of its own is, and nobody else does', async () => {
    const [ana, uma] = await both()
    const rows = Array.from({ length: 4_000 }, (_, index) => `CHK,D${index},Piece number ${index} of a plan,1`)
    const text = ['initiative,key,name,likely', ...rows].join('\n')
    const form = { conversation: 'dm-ana', form: 'portfolio.import', value: {}, raw: { text }, once: 'import-1' }
    const answer = await ask('POST', '/ana/submit', own(), [JSON.stringify(form)])
    expect(JSON.parse(answer.text).do).toMatch(/private|refuse/)
    const heard = (await ana.next('progress')) as unknown as { once: string; said: string }
    expect(heard).toEqual({ once: 'import-1', said: expect.stringMatching(/^Reading: [\d,]+ rows so far\.$/) })
    await say('uma', 'payments', 'done')
    await uma.next('message')
    expect(uma.heard.filter(({ event }) => event === 'progress')).toEqual([])
  })

  test('hears what time it is when anybody moves the clock', async () => {
    await served.sandbox.to('2026-11-24', '14:00')
    const [ana, uma] = await both()
    const answer = await ask('POST', '/cleo/clock', own(), [JSON.stringify({ step: 'hour' })])
    expect(JSON.parse(answer.text).text).toContain('15:00')
    expect((await ana.next('clock')).html).toMatch(/id="now".*>Tue 24 Nov 15:00 <.*Berlin/)
    expect((await uma.next('clock')).html).toMatch(/id="now".*>Tue 24 Nov 09:00 <.*New York/)
  })
})

describe('the streams', () => {
  async function serveStreams() {
    const beats = new Set<unknown>()
    const { setInterval: set, clearInterval: clear } = globalThis
    vi.spyOn(globalThis, 'setInterval').mockImplementation(((work: () => void, ms: number) => {
      const timer = set(work, ms)
      if (ms === limits.heartbeatMs) beats.add(timer)
      return timer
    }) as typeof setInterval)
    vi.spyOn(globalThis, 'clearInterval').mockImplementation((timer) => {
      beats.delete(timer)
      clear(timer)
    })
    const streams = createStreams()
    const app = new Hono().get('/:account/stream', (c) => streams.open(c, c.req.param('account')))
    const server = await new Promise<Server>((ready) => {
      const made = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, () => ready(made as Server))
    })
    onTestFinished(async () => {
      vi.restoreAllMocks()
      for (const timer of beats) clear(timer as NodeJS.Timeout)
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
    })
    const address = `http://127.0.0.1:${(server.address() as { port: number }).port}`
    return { streams, address, server, beats }
  }

  function event(drawnFor: string[] = [], data = '{}'): StreamEvent {
    return {
      name: 'message',
      conversation: 'checkout',
      async draw(account) {
        drawnFor.push(account)
        return data
      },
    }
  }

  test('forget a page that was closed', async () => {
    const { streams, address, beats } = await serveStreams()
    const [ana] = await Promise.all([open(address, 'ana'), open(address, 'uma')])
    const before: string[] = []
    await streams.send(event(before))
    expect(before.sort()).toEqual(['ana', 'uma'])
    ana?.leave()
    await vi.waitFor(async () => {
      const after: string[] = []
      await streams.send(event(after))
      expect(after).toEqual(['uma'])
    }, 5_000)
    expect(beats.size).toBe(1)
  })

  test('end when the house closes, so that the server can close', async () => {
    const { streams, address, server } = await serveStreams()
    const pages = await Promise.all(['ana', 'ana', 'uma'].map((account) => open(address, account)))
    const closed = new Promise((done) => server.close(done))
    streams.close()
    await Promise.all(pages.map(({ ended }) => ended))
    // What is left are connections kept for a next request.
    server.closeIdleConnections()
    await closed
    expect(server.listening).toBe(false)
  })

  test('leave nothing ticking when the house closes', async () => {
    const { streams, address, beats } = await serveStreams()
    const pages = await Promise.all(['ana', 'uma'].map((account) => open(address, account)))
    expect(beats.size).toBe(2)
    streams.close()
    await Promise.all(pages.map(({ ended }) => ended))
    expect(beats.size).toBe(0)
  })

  test('go on for everybody else when a page does not read', async () => {
    const { streams, address } = await serveStreams()
    const asleep = connect(Number(new URL(address).port), '127.0.0.1', () =>
      asleep.write('GET /ana/stream HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n'),
    )
    asleep.pause()
    onTestFinished(() => void asleep.destroy())
    const uma = await open(address, 'uma')
    const all = 20
    const sent = (async () => {
      for (let count = 0; count < all; count += 1) await streams.send(event([], `"${'x'.repeat(1_000_000)}"`))
      return 'sent'
    })()
    const late = new Promise((resolve) => setTimeout(resolve, 5_000, 'held up'))
    expect(await Promise.race([sent, late])).toBe('sent')
    await vi.waitFor(() => expect(uma.heard.filter(({ event }) => event === 'message')).toHaveLength(all), 5_000)
  })
})
