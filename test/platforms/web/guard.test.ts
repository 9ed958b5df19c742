import { Hono } from 'hono'
import { parseHTML } from 'linkedom'
import { beforeAll, describe, expect, test } from 'vitest'
import { guard } from '../../../src/platforms/web/guard.ts'
import { limits } from '../../../src/platforms/web/limits.ts'
import { type Answered, servedSandbox } from './sandbox.fixture.ts'

const served = servedSandbox()
const { ask, own } = served

const says = (conversation: string, text: string) => [JSON.stringify({ conversation, text })]
/** Everything that can be sent about a conversation, and everything else that changes something. */
const about = (conversation: string) => ({
  say: { conversation, text: '/tandem help' },
  press: { conversation, press: 'standup.skip', value: {} },
  submit: { conversation, form: 'standup.answer', value: {}, raw: {} },
})
const changes = { ...about('payments'), clock: { step: 'hour' }, 'sample/remove': {} }
const written = (conversation: string) => served.db.read.webMessage.count({ where: { conversation } })

function sentenceOf({ text }: Answered): string {
  const answer = JSON.parse(text)
  expect(answer).toEqual({ do: 'error', text: expect.stringMatching(/^[A-Z].+\.$/) })
  return answer.text
}

describe('a Host that is not this machine', () => {
  test.each(['evil.com', '127.0.0.1.evil.com', '0.0.0.0'])('is refused: %s', async (name) => {
    for (const host of [name, `${name}:${served.port}`]) {
      for (const path of ['/', '/ana/checkout', '/ana/stream', '/assets/client.js']) {
        const answered = await ask('GET', path, { Host: host })
        expect([answered.status, answered.text], path).toEqual([403, expect.stringMatching(/^The sandbox .+\.$/)])
      }
    }
  })

  test('is refused although the page calls itself by the same name', async () => {
    const headers = { ...own(), Host: `evil.com:${served.port}`, Origin: `http://evil.com:${served.port}` }
    const before = await written('payments')
    expect((await ask('POST', '/ana/say', headers, says('payments', 'rebound'))).status).toBe(403)
    expect(await written('payments')).toBe(before)
  })

  test('is refused however it is written, and when there is none', async () => {
    const guarded = new Hono().use(guard()).get('/', (c) => c.text('secret'))
    const none = await guarded.request('/')
    expect([none.status, await none.text()]).toEqual([403, expect.not.stringContaining('secret')])
    const tricks = [
      '',
      ':80',
      'localhost.',
      '127.0.0.1:80@evil.com',
      'evil.com:127',
      '127.0.0.1,evil.com',
      '127.1',
      '::1',
    ]
    for (const host of [...tricks, 'localhost.evil.com', 'evil.com#localhost', '192.168.1.5', '2130706433']) {
      expect((await guarded.request('/', { headers: { Host: host } })).status, host).toBe(403)
    }
  })

  test('but one of this machine is answered', async () => {
    for (const name of ['127.0.0.1', 'localhost', 'LOCALHOST', '[::1]']) {
      for (const host of [name, `${name}:${served.port}`]) {
        expect((await ask('GET', '/ana/checkout', { Host: host })).status, host).toBe(200)
      }
    }
  })
})

describe('another page', () => {
  const elsewhere = (): Record<string, Record<string, string>> => ({
    'says nothing of where it comes from': {},
    'comes from another site': { Origin: 'https://evil.com' },
    'comes from a site with a name that begins alike': { Origin: `${served.sandbox.address}.evil.com` },
    'comes from another port': { Origin: 'http://127.0.0.1:1' },
    'comes by another protocol': { Origin: `https://127.0.0.1:${served.port}` },
    'hides where it comes from': { Origin: 'null' },
    'is called cross-site by the browser': { ...own(), 'Sec-Fetch-Site': 'cross-site' },
    'is called same-site by the browser': { ...own(), 'Sec-Fetch-Site': 'same-site' },
  })

  test('changes nothing, whatever it says of itself', async () => {
    const before = await written('payments')
    for (const [which, headers] of Object.entries(elsewhere())) {
      for (const [path, body] of Object.entries({ ...changes, say: { conversation: 'payments', text: 'x' } })) {
        const answered = await ask('POST', `/ana/${path}`, headers, [JSON.stringify(body)])
        expect(answered.status, `${path}: a page that ${which}`).toBe(403)
        expect(answered.text).toBe('This request came from another page.')
      }
    }
    expect(await written('payments')).toBe(before)
    expect(await served.db.read.organization.count({ where: { sample: true } })).toBe(1)
  })

  test('does not listen to the conversations', async () => {
    for (const site of ['cross-site', 'same-site']) {
      expect((await ask('GET', '/ana/stream', { 'Sec-Fetch-Site': site })).status, site).toBe(403)
    }
    expect((await ask('GET', '/ana/stream', { Origin: 'https://evil.com' })).status).toBe(403)
    expect((await ask('GET', '/ana/stream', { 'Sec-Fetch-Site': 'same-origin' })).status).toBe(200)
  })

  test('may link to a page, and the own page may write', async () => {
    expect((await ask('GET', '/ana/checkout', { 'Sec-Fetch-Site': 'cross-site' })).status).toBe(200)
    const before = await written('payments')
    const headers = { ...own(), 'Sec-Fetch-Site': 'same-origin' }
    expect((await ask('POST', '/ana/say', headers, says('payments', 'hello'))).status).toBe(200)
    expect(await written('payments')).toBe(before + 1)
  })
})

describe('a body', () => {
  test('over 1 MB is answered with a sentence and written nowhere, also when it does not say how long it is', async () => {
    const before = await written('payments')
    const [body = ''] = says('payments', 'x'.repeat(limits.bodyBytes))
    for (const length of [{ 'Content-Length': String(body.length) }, {}]) {
      const answered = await ask('POST', '/ana/say', { ...own(), ...length }, [body.slice(0, 1000), body.slice(1000)])
      expect(answered.status).toBe(413)
      expect(sentenceOf(answered)).toContain('1 MB')
    }
    expect(await written('payments')).toBe(before)
  })

  test('that is long and below it arrives whole', async () => {
    const text = 'y'.repeat(limits.bodyBytes - 100)
    expect((await ask('POST', '/ana/say', own(), says('payments', text))).status).toBe(200)
    const newest = await served.db.read.webMessage.findFirstOrThrow({ orderBy: { id: 'desc' } })
    expect(JSON.stringify(newest.message)).toContain(text)
  })

  test('that cannot be read is answered with a sentence', async () => {
    const unreadable = ['', '{', 'null', '[]', '"text"', '{"conversation":1,"text":"x"}', '{"conversation":"payments"}']
    for (const body of unreadable) {
      const answered = await ask('POST', '/ana/say', own(), [body])
      expect(answered.status, body).toBe(400)
      expect(sentenceOf(answered)).toContain('unreadable')
    }
  })
})

describe("somebody else's direct message", () => {
  const secret = 'for Uma alone'

  beforeAll(async () => {
    expect((await ask('POST', '/uma/say', own(), says('dm-uma', secret))).status).toBe(200)
  })

  test('is not shown, however it is written', async () => {
    for (const path of ['/ana/dm-uma', '/ana/dm%2Duma', '/ana/%64m-uma', '/ana/dm-uma/', '/ana//dm-uma']) {
      const answered = await ask('GET', path)
      expect([302, 404], path).toContain(answered.status)
      expect(answered.text).not.toContain(secret)
    }
    for (const path of ['/ana/dm-ana', '/ana/checkout']) expect((await ask('GET', path)).text).not.toContain(secret)
    expect((await ask('GET', '/uma/dm-uma')).text).toContain(secret)
  })

  test('is not written to', async () => {
    const before = await written('dm-uma')
    for (const [path, body] of Object.entries(about('dm-uma'))) {
      const answered = await ask('POST', `/ana/${path}`, own(), [JSON.stringify(body)])
      expect(answered.status, path).toBe(403)
      expect(sentenceOf(answered)).toContain("somebody else's")
    }
    expect(await written('dm-uma')).toBe(before)
  })
})

describe('somebody who is not here', () => {
  test('is told so in a sentence, and sees no page', async () => {
    for (const [path, body] of Object.entries(changes)) {
      const answered = await ask('POST', `/nobody/${path}`, own(), [JSON.stringify(body)])
      expect(answered.status, path).toBe(404)
      expect(sentenceOf(answered)).toContain('not here any more')
    }
    expect((await ask('GET', '/nobody/checkout')).status).toBe(302)
    expect((await ask('GET', '/nobody/dm-nobody')).status).toBe(302)
  })

  test('does not listen either', async () => {
    expect((await ask('GET', '/nobody/stream')).status).toBe(404)
  })
})

test('a conversation that is not there is not written to', async () => {
  for (const conversation of ['dm-', 'nowhere', '']) {
    const answered = await ask('POST', '/ana/say', own(), says(conversation, 'into the void'))
    expect([answered.status >= 400, await written(conversation)], `"${conversation}"`).toEqual([true, 0])
  }
})

describe('every page', () => {
  const pages = ['/ana/checkout', '/ana/dm-ana', '/uma/teams-checkout', '/', '/ana/dm-uma', '/not/a/page']
  const others = ['/assets/client.js', '/assets/style.css', '/assets/logo.svg', '/assets/commands.json']

  test('allows nothing but its own scripts and styles, and no framing', async () => {
    for (const path of [...pages, ...others]) {
      const { headers } = await ask('GET', path)
      const policy = String(headers['content-security-policy'])
      for (const rule of ["default-src 'none'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'"]) {
        expect(policy.split('; '), path).toContain(rule)
      }
      expect(policy).not.toContain('unsafe')
      expect(headers['x-content-type-options'], path).toBe('nosniff')
    }
  })

  test('that is refused is not sniffed for markup either', async () => {
    const { headers } = await ask('GET', '/ana/checkout', { Host: 'evil.com' })
    expect(headers['content-type']).toMatch(/^text\/plain/)
    expect(headers['x-content-type-options']).toBe('nosniff')
  })

  test('has no script or style standing in it', async () => {
    await served.sandbox.to('2026-11-23', '11:30')
    for (const path of ['/ana/checkout', '/ana/dm-ana', '/uma/dm-uma']) {
      const { document } = parseHTML((await ask('GET', path)).text)
      expect(document.querySelectorAll('article').length, path).toBeGreaterThan(0)
      const scripts = [...document.querySelectorAll('script')]
      expect(scripts.map((script) => [script.getAttribute('src'), script.textContent])).toEqual([
        ['/assets/client.js', ''],
      ])
      expect(document.querySelectorAll('style, [style], base, iframe, object')).toHaveLength(0)
      const names = [...document.querySelectorAll('*')].flatMap(({ attributes }) =>
        [...attributes].map((one) => one.name),
      )
      expect(names.filter((name) => name.startsWith('on'))).toEqual([])
    }
  })
})
