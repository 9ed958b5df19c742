/** The sandbox: the whole bot in a browser with no accounts. The third renderer of the same blocks. */
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { afterMention } from '../../chat/commandline.ts'
import type { Message } from '../../chat/message.ts'
import { plainText } from '../../chat/plain.ts'
import type { Chat, Reply, Sender } from '../../chat/ports.ts'
import { sentence } from '../../chat/say.ts'
import { readerOf, type Shown, shownTo } from './answers.tsx'
import { draw } from './forms.tsx'
import { guard, smallBodies } from './guard.ts'
import { limits } from './limits.ts'
import { authorOf, StoredView } from './messages.tsx'
import { ClockTime } from './page.tsx'
import { directOf, isDirect, maySee, originOf } from './people.ts'
import { type CommandHint, clockSteps, type StoredMessage, type WebPerson } from './ports.ts'
import { createStreams } from './stream.ts'
import { pageOf, type ViewOptions } from './view.tsx'

export interface WebOptions extends ViewOptions {
  chat: Chat
  commands: CommandHint[]
  plan?: (name: string, query: Record<string, string>) => Promise<Response>
}

export interface Web {
  app: Hono
  sender: Sender
  close(): void
}

const here = dirname(fileURLToPath(import.meta.url))
const assets = { 'style.css': 'text/css', 'client.js': 'text/javascript', 'logo.svg': 'image/svg+xml' } as const

const saying = z.object({ conversation: z.string(), text: z.string(), once: z.string().optional() })
const pressing = z.object({
  conversation: z.string(),
  press: z.string(),
  value: z.unknown(),
  once: z.string().optional(),
})
const choosing = z.object({ conversation: z.string(), menu: z.string(), message: z.number().int() })
const raw = z.record(z.string(), z.union([z.string(), z.array(z.string())]).optional())
const submitting = z.object({
  conversation: z.string(),
  form: z.string(),
  value: z.unknown(),
  raw,
  once: z.string().optional(),
})

export function createWeb(options: WebOptions): Web {
  const { chat, transcript, directory, clock, sample, commands, menus, names, naming, plan } = options
  const streams = createStreams()
  const app = new Hono()
  // A page with headers of its own, before the guard: nobody has its address who was not given it.
  if (plan) app.get('/kickoff/:name', (c) => plan(c.req.param('name'), c.req.query()))
  app.use(guard())
  app.use(smallBodies)

  for (const [name, type] of Object.entries(assets)) {
    const content = readFileSync(join(here, 'assets', name), 'utf8')
    app.get(`/assets/${name}`, (c) =>
      c.body(content, 200, { 'Content-Type': `${type}; charset=utf-8`, 'Cache-Control': 'no-cache' }),
    )
  }
  app.get('/assets/commands.json', (c) => c.json(commands))

  app.get('/', async (c) => {
    const [first] = await directory.people()
    const [channel] = await directory.channels()
    if (!first)
      return c.text('There is nobody here yet. Restart with an empty database to load the sample organization.', 404)
    return c.redirect(`/${first.account}/${channel?.id ?? directOf(first.account)}`)
  })
  app.get('/:account/stream', async (c) => {
    const me = await personOf(c.req.param('account'))
    return me ? streams.open(c, me.account) : c.text('This person is not here any more.', 404)
  })
  app.get('/:account/:conversation', async (c) => {
    // Before the messages are read: what comes meanwhile is rather read twice than missed.
    const at = streams.at()
    const page = await pageOf(options, c.req.param('account'), c.req.param('conversation'), at)
    return page ? c.html(page) : c.redirect('/')
  })
  app.post('/:account/say', (c) => withPerson(c, saying, say))
  app.post('/:account/press', (c) =>
    withPerson(c, pressing, async (me, { conversation, press, value, once }) =>
      shown(await chat.press(originOf(me, conversation, once), press, value), me, conversation),
    ),
  )
  app.post('/:account/menu', (c) => withPerson(c, choosing, choose))
  app.post('/:account/submit', (c) =>
    withPerson(c, submitting, async (me, { conversation, form, value, raw: typed, once }) =>
      // A refused try may be sent again: only what was saved is remembered by its id.
      shown(
        await chat.submit(originOf(me, conversation, once), form, value, typed, (said) => goingOn(me, once, said)),
        me,
        conversation,
      ),
    ),
  )
  app.post('/:account/clock', (c) =>
    withPerson(c, z.object({ step: z.enum(clockSteps) }), async (me, { step }) => {
      const said = await clock.move(step, me.zone)
      await broadcastClock()
      return { do: 'error', text: said }
    }),
  )
  app.post('/:account/sample/remove', (c) =>
    withPerson(c, z.object({}), async () => {
      await sample.remove()
      return { do: 'nothing' }
    }),
  )

  const personOf = async (account: string) => (await directory.people()).find((person) => person.account === account)
  const isThere = async (conversation: string) =>
    isDirect(conversation) || (await directory.channels()).some(({ id }) => id === conversation)

  async function withPerson<T>(c: Context, schema: z.ZodType<T>, work: (me: WebPerson, body: T) => Promise<Shown>) {
    const me = await personOf(c.req.param('account') ?? '')
    const body = schema.safeParse(await c.req.json().catch(() => undefined))
    if (!me)
      return c.json({ do: 'error', text: 'This person is not here any more. Reload the page.' } satisfies Shown, 404)
    if (!body.success)
      return c.json(
        { do: 'error', text: 'The page sent something unreadable. Reload it and try again.' } satisfies Shown,
        400,
      )
    const { conversation } = body.data as { conversation?: string }
    if (conversation !== undefined && !maySee(me.account, conversation))
      return c.json({ do: 'error', text: "This conversation is somebody else's." } satisfies Shown, 403)
    if (conversation !== undefined && !(await isThere(conversation)))
      return c.json(
        { do: 'error', text: 'This conversation is not here any more. Reload the page.' } satisfies Shown,
        404,
      )
    return c.json(await work(me, body.data))
  }

  async function say(me: WebPerson, { conversation, text, once }: z.infer<typeof saying>): Promise<Shown> {
    const line = text.trim()
    if (!line) return { do: 'nothing' }
    const origin = originOf(me, conversation, once)
    const mentioned = afterMention(line, naming) !== undefined
    if (line.startsWith('/')) return shown(await chat.command(origin, line), me, conversation)
    if (isDirect(conversation) || !mentioned) await said(conversation, me.account, text)
    if (mentioned) return shown(await chat.command(origin, line), me, conversation)
    return isDirect(conversation) ? shown(await chat.text(origin, text), me, conversation) : { do: 'nothing' }
  }

  async function choose(me: WebPerson, { conversation, menu, message: id }: z.infer<typeof choosing>): Promise<Shown> {
    const stored = await transcript.read(conversation, id)
    if (!stored) return { do: 'error', text: 'This message is not here any more. Reload the page.' }
    const text = plainText(stored.message, await readerOf(names, me.zone, [stored.message]))
    const author = authorOf(stored, await directory.people())
    const message = { text, author, at: stored.sentAt }
    return shown(await chat.menu(originOf(me, conversation), menu, message), me, conversation)
  }

  const shown = (reply: Reply, me: WebPerson, conversation: string): Promise<Shown> =>
    shownTo(reply, me.zone, { names, post: (message) => said(conversation, undefined, message) })

  async function said(conversation: string, account: string | undefined, text: string | Message): Promise<void> {
    const message = typeof text === 'string' ? sentence(text) : text
    const stored = await transcript.post({ conversation, ...(account && { account }), message, now: clock.now() })
    await broadcast(stored)
  }

  async function broadcast(stored: StoredMessage): Promise<void> {
    const people = await directory.people()
    await streams.send({
      name: 'message',
      conversation: stored.conversation,
      async draw(account) {
        const me = people.find((person) => person.account === account)
        const reader = await readerOf(names, me?.zone ?? 'UTC', [stored.message])
        const html = await draw(<StoredView message={stored} people={people} menus={menus} reader={reader} />)
        const { id, conversation, underId, message, updatedAt } = stored
        const updated = updatedAt !== null
        return JSON.stringify({ id, conversation, underId, html, summary: message.summary, updated })
      },
    })
  }

  /** To the pages of whoever waits for it: the form knows by its id that it is meant. */
  function goingOn({ account }: WebPerson, once: string | undefined, said: string): void {
    const draw = async () => JSON.stringify({ once, said })
    void streams.send({ name: 'progress', conversation: directOf(account), draw }).catch(() => {})
  }

  async function broadcastClock(): Promise<void> {
    const people = await directory.people()
    await streams.send({
      name: 'clock',
      conversation: '',
      draw: async (account) => {
        const zone = people.find((person) => person.account === account)?.zone ?? 'UTC'
        return JSON.stringify({ html: await draw(<ClockTime now={clock.now()} zone={zone} />) })
      },
    })
  }

  const sender: Sender = {
    name: 'web',
    pace: [],
    async send(to, message, { mark, under }) {
      const conversation = to.channel ?? directOf(to.account ?? '')
      const stored = await transcript.post({
        conversation,
        mark,
        message,
        now: clock.now(),
        ...(under && { underId: Number(under) }),
      })
      await broadcast(stored)
      return String(stored.id)
    },
    async update(_to, ref, message) {
      const stored = await transcript.update(Number(ref), message, clock.now())
      if (stored) await broadcast(stored)
    },
    async find(_to, mark) {
      const stored = await transcript.findByMark(mark)
      return stored && String(stored.id)
    },
    // In the sandbox everybody reads every channel.
    async readers() {
      const people = await directory.people()
      return { people: people.length, guests: people.filter(({ guest }) => guest).length }
    },
  }

  const ticking = setInterval(() => broadcastClock().catch(() => {}), limits.clockMs)
  ticking.unref()

  return {
    app,
    sender,
    close() {
      clearInterval(ticking)
      streams.close()
    },
  }
}
