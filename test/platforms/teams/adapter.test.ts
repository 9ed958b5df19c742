/** What arrives from Teams: who is let in, who is met, and what is said where. */
import { describe, expect, it } from 'vitest'
import { sentence } from '../../../src/chat/say.ts'
import { readCard } from '../../support/teams-cards.ts'
import { type Activity, bot, type TeamsPlace, tenant, userId } from '../../support/teams-connector.ts'
import { ana, channel, form, group, gus, open, personal, serve } from './alone.fixture.ts'

describe('who is let in', () => {
  it('nobody without credentials, unless that is allowed', async () => {
    await expect(serve(undefined, { appType: 'SingleTenant', allowUnauthenticated: false })).rejects.toThrow(
      'MicrosoftAppId',
    )
    const real = {
      appId: 'app',
      appPassword: 'p',
      appType: 'SingleTenant',
      tenantId: tenant,
      allowUnauthenticated: false,
    }
    const { say, called, rig, endpoint, lines } = await serve(undefined, real)
    expect((await say(personal, 'help')).status).toBe(401)
    const forged = await fetch(endpoint, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Authorization: 'Bearer e30.e30.secretsignature' },
      body: JSON.stringify({
        type: 'message',
        id: '1',
        serviceUrl: rig.address,
        channelId: 'msteams',
        conversation: { id: 'a' },
      }),
    })
    expect(forged.ok).toBe(false)
    expect(called).toEqual([])
    expect(rig.requests).toEqual([])
    expect(lines.join()).not.toContain('secretsignature')
  })

  it('nobody from another tenant', async () => {
    const { say, called, introduced } = await serve(undefined, { ...open, tenantId: 'another' })
    expect((await say(personal, 'help')).status).toBe(200)
    expect([called, introduced]).toEqual([[], []])
  })

  it('what is not an activity is refused in a line', async () => {
    const { endpoint } = await serve()
    for (const body of ['', 'null', '[]', '{"type":1}']) {
      expect((await fetch(endpoint, { method: 'POST', body })).status).toBe(400)
    }
  })
})

describe('people and conversations', () => {
  it('are met before what they say is handed over, with what the roster knows', async () => {
    const { say, introduced, channels, called } = await serve()
    await say(channel, 'help')
    expect(introduced).toEqual([
      {
        platform: 'teams',
        installation: tenant,
        installationName: 'Microsoft Teams',
        account: 'ana',
        name: 'Ana',
        email: 'ana@northwind.example',
        zone: 'Asia/Tokyo',
        guest: false,
      },
    ])
    expect(channels).toEqual(['Northwind > Checkout'])
    expect(called).toHaveLength(1)
    expect(called[0]).toMatchObject({ kind: 'command', what: 'help', origin: { channel: channel.id, account: 'ana' } })
  })

  it('who says something in a channel is in it, noted once until they leave; in person there is nothing to note', async () => {
    const { rig, say, present } = await serve()
    await say(personal, 'help')
    await say(channel, 'help')
    await say(channel, 'help')
    expect(present).toEqual([`ana in ${channel.id}`])
    await rig.deliver(channel, ana, {
      type: 'conversationUpdate',
      membersRemoved: [{ id: '29:ana', aadObjectId: 'ana' }],
    })
    await say(channel, 'help')
    expect(present).toEqual([`ana in ${channel.id}`, `ana in ${channel.id}`])
  })

  it('a guest’s e-mail makes nobody the same person; who has none is met all the same', async () => {
    const { rig, introduced } = await serve()
    await rig.deliver(personal, gus, { type: 'message', text: 'hello' })
    expect(introduced[0]).toMatchObject({ account: 'gus', guest: true })
    expect(introduced[0]).not.toHaveProperty('email')
    await rig.deliver(personal, { account: 'nobody', name: 'No Roster' }, { type: 'message', text: 'hello' })
    expect(introduced[1]).toMatchObject({ account: 'nobody', name: 'No Roster' })
  })

  it('when the bot is added, everybody there is met and can be written to', async () => {
    const { rig, teams, introduced, stored } = await serve()
    await rig.deliver(channel, ana, { type: 'conversationUpdate', membersAdded: [bot] })
    await teams.stop()
    expect(introduced.map(({ account }) => account)).toEqual(['ana', 'gus'])
    expect(stored.get('gus')).toMatchObject({ kind: 'personal', user: userId('gus') })
    await rig.deliver(channel, ana, { type: 'conversationUpdate', membersRemoved: [bot] })
    expect(stored.has(channel.id)).toBe(false)
  })

  it('a channel that comes without its name is asked for, once; a renamed one is another name', async () => {
    const { rig, say, channels } = await serve()
    rig.channels.push({ id: channel.id, name: 'Checkout' })
    const nameless = { channelData: { tenant: { id: tenant }, team: { id: '19:team' }, channel: { id: channel.id } } }
    await say(channel, 'help', nameless)
    await say(channel, 'help', nameless)
    expect(rig.requests.filter((one) => one.includes('/v3/teams/'))).toHaveLength(2)
    const general: TeamsPlace = { ...channel, id: '19:team' }
    const channelData = {
      eventType: 'channelRenamed',
      tenant: { id: tenant },
      team: { id: '19:team', name: 'Northwind' },
    }
    const renamed = { ...channelData, channel: { id: channel.id, name: 'Payments' } }
    await rig.deliver(general, ana, { type: 'conversationUpdate', channelData: renamed })
    expect(channels).toEqual(['Northwind > Checkout', 'Northwind > Payments'])
  })

  it('one activity delivered again carries the same name', async () => {
    const { say, called } = await serve()
    await say(personal, 'hello', { id: '7' })
    await say(personal, 'hello', { id: '7' })
    await say(group, 'hello', { id: '7' })
    const [first, second, third] = called.map(({ origin }) => origin.once)
    expect(first).toBe(second)
    expect(third).not.toBe(first)
  })
})

describe('what is typed', () => {
  it('is a command where the bot is named or a slash begins it, else plain text; without a mention nothing', async () => {
    const { rig, say, called } = await serve()
    await say(personal, 'done with the plan')
    await say(personal, '/tandem help')
    await say(group, 'standup\u00a0now')
    await rig.deliver(group, ana, { type: 'message', text: 'not for you' })
    expect(called.map(({ kind, what }) => [kind, what])).toEqual([
      ['text', 'done with the plan'],
      ['command', '/tandem help'],
      ['command', 'standup now'],
    ])
  })

  it('in a channel is answered in the personal chat, with a pointer that says nothing of it', async () => {
    const { say, said, rig } = await serve(() => ({ do: 'tell', message: sentence('Your salary') }))
    await say(channel, 'me')
    expect(said('a:ana')).toEqual(['Your salary'])
    expect(said(channel.id)).toEqual(['I sent it to you in our own chat.'])
    expect(rig.sent.find(({ conversation }) => conversation === channel.id)?.under).toBeTruthy()
  })

  it('where there is no personal chat, the pointer says how to begin one', async () => {
    const { say, said, rig } = await serve(() => ({ do: 'tell', message: sentence('Your salary') }))
    await say(channel, 'me')
    rig.sent.length = 0
    rig.next = { method: 'POST', status: 403 }
    await say(channel, 'me')
    expect(said(channel.id)).toEqual(['I cannot write to you yet. Open a chat with me once, then try again.'])
  })

  it('a form asked for in a channel opens for the asker alone', async () => {
    const { say, rig, invoke } = await serve(() => ({ do: 'open', form }))
    await say(channel, 'setup')
    const { data } = readCard(rig.sent.at(-1)?.activity.attachments[0].content).actions[0] as Activity
    expect((await invoke(channel, 'task/fetch', { data }, gus)).body?.task).toMatchObject({
      type: 'message',
      value: expect.stringContaining('Somebody else asked'),
    })
    const { task } = (await invoke(channel, 'task/fetch', { data })).body as Activity
    expect(task.value.title).toBe('Secret plans')
    expect(readCard(task.value.card.content).fields).toHaveProperty('Text')
  })
})
