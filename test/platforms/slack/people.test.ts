import { expect, test } from 'vitest'
import type { Introduction, Newcomers } from '../../../src/chat/ports.ts'
import { createLog } from '../../../src/log.ts'
import type { Api } from '../../../src/platforms/slack/api.ts'
import { createPeople, plainOf } from '../../../src/platforms/slack/people.ts'

function open(user: object | Error, channel: object = { name: 'secret-plans' }) {
  const introduced: Introduction[] = []
  const channels: string[] = []
  const lines: string[] = []
  let known = 0
  const newcomers: Newcomers = {
    async known() {
      known += 1
      return false
    },
    introduce: async (one) => void introduced.push(one),
    roster: async () => {},
    came: async () => {},
    went: async () => {},
    channel: async (_workspace, { name }) => void channels.push(name),
  }
  const info = async () => {
    if (user instanceof Error) throw user
    return { ok: true, user }
  }
  const client = { users: { info }, conversations: { info: async () => ({ ok: true, channel }) } }
  const api = {
    client: async () => client,
    identity: async () => ({ name: 'Northwind', botUser: 'UB' }),
  } as unknown as Api
  const log = createLog({ level: 'warn', write: (line) => lines.push(line) })
  return { people: createPeople({ api, newcomers, log }), introduced, channels, lines, asked: () => known }
}

const ana = {
  id: 'U1',
  team_id: 'T1',
  name: 'ana.b',
  tz: 'Europe/Berlin',
  profile: { display_name: 'Ana', real_name: 'Ana Berger', email: 'Ana@Northwind.example' },
}

test('a full member is introduced with their zone and verified e-mail, once', async () => {
  const { people, introduced, asked } = open(ana)
  await people.meet('T1', 'U1')
  await people.meet('T1', 'U1')
  expect(introduced).toEqual([
    {
      platform: 'slack',
      installation: 'T1',
      installationName: 'Northwind',
      account: 'U1',
      name: 'Ana',
      email: 'ana@northwind.example',
      zone: 'Europe/Berlin',
      guest: false,
    },
  ])
  expect(asked()).toBe(1)
})

test('a guest, a stranger of another workspace and an unverified e-mail bring none', async () => {
  const kinds = [{ is_restricted: true }, { is_ultra_restricted: true }, { team_id: 'T9' }]
  for (const kind of kinds) {
    const { people, introduced } = open({ ...ana, ...kind })
    await people.meet('T1', 'U1')
    expect(introduced[0]).toMatchObject({ guest: true })
    expect(introduced[0]).not.toHaveProperty('email')
  }
  const { people, introduced } = open({ ...ana, is_email_confirmed: false })
  await people.meet('T1', 'U1')
  expect(introduced[0]).toMatchObject({ guest: false })
  expect(introduced[0]).not.toHaveProperty('email')
})

test('a channel is known by its name, a private one too; a direct message is none', async () => {
  const { people, channels } = open(ana)
  await people.meet('T1', 'U1', { id: 'C1', name: 'checkout' })
  await people.meet('T1', 'U1', { id: 'C2', name: 'privategroup' })
  await people.meet('T1', 'U1', { id: 'D1', name: 'directmessage' })
  expect(channels).toEqual(['#checkout', '#secret-plans'])
})

test('what Slack does not tell keeps nobody from being answered, and is tried again', async () => {
  const { people, introduced, lines, asked } = open(new Error('Ana is secret'))
  await people.meet('T1', 'U1')
  await people.meet('T1', 'U1')
  expect(introduced).toEqual([])
  expect(asked()).toBe(2)
  expect(lines.join()).not.toContain('secret')
})

test('what Slack wrote for people, channels and links reads as it was typed', () => {
  const names = (id: string) => ({ U1: 'Ana' })[id] ?? id
  expect(plainOf('add <@U1> and <@U2|cleo> to <#C1|checkout>', names)).toBe('add @Ana and @cleo to #checkout')
  expect(plainOf('<https://a.example/x?a=1&amp;b=2> <mailto:a@b.example|a@b.example> <!here>', names)).toBe(
    'https://a.example/x?a=1&b=2 a@b.example @here',
  )
  expect(plainOf('1 &lt; 2 &amp;&amp; &lt;@U1&gt;', names)).toBe('1 < 2 && <@U1>')
})
