/** The house with a Slack workspace and a Teams tenant, both in memory: senders that keep what they are given. */
import { type App, createApp } from '../../src/app.ts'
import type { Message } from '../../src/chat/message.ts'
import { personsIn, plainText } from '../../src/chat/plain.ts'
import type { Introduction, Origin, PlatformName, Reply, Sender } from '../../src/chat/ports.ts'
import type { Db } from '../../src/db.ts'
import { createLog } from '../../src/log.ts'
import { createNames } from '../../src/people/identities.ts'
import { createNewcomers } from '../../src/people/newcomers.ts'
import { toInstant } from '../../src/schedule/calendar.ts'
import { createClock } from '../../src/schedule/clock.ts'
import { monday, type Posted } from './house.ts'

export const installations = {
  slack: { platform: 'slack' as const, installation: 'T1', installationName: 'Northwind' },
  teams: { platform: 'teams' as const, installation: 'tenant', installationName: 'Microsoft Teams' },
}

const people: [PlatformName, string, Partial<Introduction>][] = [
  ['slack', 'ana', {}],
  ['slack', 'cleo', {}],
  ['slack', 'paul', { email: 'paul@northwind.example' }],
  ['slack', 'gil', { guest: true }],
  ['slack', 'uma', {}],
  ['teams', 'ana', {}],
  ['teams', 'tim', {}],
  ['teams', 'gus', { guest: true }],
]

type House = { app: App; db: Db; posted: (Posted & { platform: PlatformName })[] }

export async function openTwo(db: Db, { at = monday } = {}) {
  const clock = createClock({ machine: () => 0, offsetMs: at.getTime() })
  const posted: House['posted'] = []
  const lines: string[] = []
  const sender = (platform: PlatformName): Sender => ({
    name: platform,
    pace: [],
    async send(to, message, { mark, under }) {
      const conversation = to.channel ?? `dm-${to.account}`
      posted.push({ platform, ref: mark, conversation, under, message, at: clock.now(), updates: 0 })
      return mark
    },
    async update(_to, ref, message) {
      const found = posted.find((one) => one.ref === ref)
      if (found) Object.assign(found, { message, updates: found.updates + 1 })
    },
    readers: async ({ channel }) => (channel === 'checkout' ? { people: 5, guests: 1 } : { people: 9, guests: 0 }),
  })
  const senders = [sender('slack'), sender('teams')]
  const log = createLog({ level: 'warn', write: (line) => lines.push(line) })
  const app = createApp({ db, clock, log, senders: () => senders })
  const newcomers = createNewcomers(db)
  const introduce = (platform: PlatformName, account: string, more: Partial<Introduction> = {}) =>
    newcomers.introduce({
      ...installations[platform === 'slack' ? 'slack' : 'teams'],
      account,
      name: account.charAt(0).toUpperCase() + account.slice(1),
      zone: 'Europe/Berlin',
      guest: false,
      ...more,
    })
  for (const [platform, account, more] of people) await introduce(platform, account, more)
  await newcomers.channel(installations.slack, { id: 'checkout', name: '#checkout' })
  await newcomers.channel(installations.slack, { id: 'random', name: '#random' })
  await newcomers.channel(installations.teams, { id: 'office', name: 'Office > Checkout' })
  await newcomers.channel(installations.teams, { id: 'lounge', name: 'Office > Lounge' })

  async function text(message: Message): Promise<string> {
    const known = await createNames(db, 'slack').of(personsIn(message))
    return plainText(message, { name: (id) => known.get(id)?.name ?? `person ${id}`, zone: 'Europe/Berlin' })
  }

  async function said(asked: Promise<Reply>): Promise<string> {
    const reply = await asked
    await app.outbox.drain()
    if (reply.do === 'nothing') return ''
    if (reply.do === 'open') return `form ${reply.form.id}: ${Object.keys(reply.form.inputs).join(' ')}`
    if (reply.do === 'refuse') return Object.values(reply.errors).join('\n')
    return reply.do === 'file' ? reply.name : text(reply.message)
  }

  /** One platform, as an account of it uses it. */
  const on = (platform: 'slack' | 'teams', installation = installations[platform].installation) => {
    const origin = (account: string, channel?: string): Origin => ({
      platform,
      installation,
      account,
      ...(channel && { channel }),
    })
    return {
      say: (account: string, words: string, channel?: string) =>
        said(app.chat.command(origin(account, channel), words)),
      write: (account: string, words: string) => said(app.chat.text(origin(account), words)),
      press: (account: string, press: string, value: unknown, channel?: string) =>
        said(app.chat.press(origin(account, channel), press, value)),
      submit: (account: string, form: string, value: unknown, raw: Record<string, string | string[]>, at?: string) =>
        said(app.chat.submit(origin(account, at), form, value, raw)),
      seen: async (conversation: string) =>
        Promise.all(
          posted
            .filter((one) => one.platform === platform && one.conversation === conversation)
            .map(({ message }) => text(message)),
        ),
      /** The person behind an account. */
      async person(account: string) {
        const where = { externalId: account, installation: { platform, externalId: installation } }
        return (await db.read.identity.findFirstOrThrow({ where, include: { person: true } })).person
      },
    }
  }

  return {
    app,
    db,
    clock,
    posted,
    lines,
    introduce,
    on,
    slack: on('slack'),
    teams: on('teams'),
    to: (day: string, time: string) =>
      app.runner.advance(toInstant(day, time, 'Europe/Berlin'), () => app.outbox.drain()),
  }
}

export type Two = Awaited<ReturnType<typeof openTwo>>

/** Checkout, set up and started in #checkout: Ana and Paul deliver, Cleo decides what it is worth. */
export async function withCrew({ slack, db }: Two, more: { project?: number[]; product?: number[] } = {}) {
  const id = async (account: string) => String((await slack.person(account)).id)
  const channel = await db.read.channel.findFirstOrThrow({ where: { externalId: 'checkout' } })
  const raw = {
    name: 'Checkout',
    project: [await id('ana'), await id('paul'), ...(more.project ?? []).map(String)],
    product: [await id('cleo'), ...(more.product ?? []).map(String)],
    channels: [String(channel.id)],
    when: 'weekdays 09:30',
    zone: 'berlin',
  }
  const overview = await slack.submit('ana', 'setup.crew', { crew: null }, raw, 'checkout')
  const { id: crew } = await db.read.crew.findFirstOrThrow({ where: { name: 'Checkout' } })
  await slack.press('ana', 'setup.start', { crew })
  return { crew, raw, overview }
}

/** The code in an answer. */
export const codeIn = (words: string) => /[A-Z]{4}-[A-Z]{4}/.exec(words)?.[0] ?? ''

/** Everything from the code to the card in both channels. */
export async function offered({ slack, teams, db }: Two, from = 'checkout', to = 'office') {
  const code = codeIn(await slack.say('ana', '/tandem link', from))
  const answer = await teams.say('tim', `/tandem link ${code}`, to)
  const link = (await db.read.channelLink.findFirst({ orderBy: { id: 'desc' } }))?.id ?? 0
  return { code, answer, link }
}
