/** What a press is answered with, in a message, in a dialog, and where Teams does not take the answer. */
import { describe, expect, it } from 'vitest'
import { sentence } from '../../../src/chat/say.ts'
import { createSeals } from '../../../src/platforms/teams/seal.ts'
import { readCard } from '../../support/teams-cards.ts'
import { type Activity, tenant } from '../../support/teams-connector.ts'
import { channel, execute, form, group, gus, open, personal, serve } from './alone.fixture.ts'

describe('presses', () => {
  const { seal } = createSeals(open.appPassword)
  const card = seal({ installation: tenant, conversation: channel.id }, { kind: 'test.card', key: '4' })

  it('are told in a box when one sentence is all', async () => {
    const { invoke, called } = await serve(() => ({ do: 'tell', message: sentence('Counted.') }))
    const { body } = await invoke(
      channel,
      'adaptiveCard/action',
      execute({ do: 'press', press: 'a.b', value: 1, card }),
    )
    expect(body).toMatchObject({
      statusCode: 200,
      type: 'application/vnd.microsoft.activity.message',
      value: 'Counted.',
    })
    expect(called[0]).toMatchObject({ kind: 'press', what: 'a.b' })
  })

  it('show more as the person’s own view, with a way back to what everybody sees', async () => {
    const long = { summary: 'Long', blocks: [{ block: 'heading' as const, text: 'Only for you' }] }
    const { invoke, rig } = await serve(() => ({ do: 'tell', message: long }))
    const { body } = await invoke(channel, 'adaptiveCard/action', execute({ do: 'press', press: 'a.b', card }))
    const view = readCard(body?.value)
    expect([view.text, view.buttons]).toEqual(['Only for you', ['Back']])
    const back = await invoke(channel, 'adaptiveCard/action', { action: view.actions[0] })
    expect(readCard(back.body?.value).text).toBe('Card 4 as everybody sees it')
    expect(rig.sent).toEqual([])
  })

  it('where there is no card to come back to are answered in the personal chat', async () => {
    const long = { summary: 'Long', blocks: [{ block: 'heading' as const, text: 'Only for you' }] }
    const { invoke, said } = await serve(() => ({ do: 'tell', message: long }))
    const { body } = await invoke(channel, 'adaptiveCard/action', execute({ do: 'press', press: 'a.b' }))
    expect(body?.value).toBe('I sent it to you in our own chat.')
    expect([said('a:ana'), said(channel.id)]).toEqual([['Only for you'], []])
  })

  it('whose answer Teams does not take are answered all the same', async () => {
    const { invoke, rig, lines } = await serve(() => ({ do: 'post', message: sentence('For all') }))
    await invoke(channel, 'adaptiveCard/action', execute({ do: 'press', press: 'a.b', card }))
    rig.next = { method: 'POST', status: 503 }
    const { status, body } = await invoke(channel, 'adaptiveCard/action', execute({ do: 'press', press: 'a.b', card }))
    expect([status, body?.value]).toEqual([200, expect.stringContaining('It is done')])
    expect(lines.join()).toContain('teams.unanswered')
    expect(lines.join()).not.toContain('For all')
  })

  it('get no card but the one they stand in, where they stand', async () => {
    const { invoke } = await serve()
    for (const forged of [
      { ...card, key: '5' },
      { ...card, seal: 'x' },
    ]) {
      const { body } = await invoke(channel, 'adaptiveCard/action', execute({ do: 'back', card: forged }))
      expect(body?.value).toContain('older version')
    }
    const elsewhere = await invoke(group, 'adaptiveCard/action', execute({ do: 'back', card }))
    expect(elsewhere.body?.value).toContain('older version')
  })

  it('that carry nothing known change nothing', async () => {
    const { invoke, called } = await serve()
    for (const value of [{}, execute({ do: 'else' }), { action: { data: { tandem: 'x' } } }]) {
      expect((await invoke(personal, 'adaptiveCard/action', value)).body?.value).toContain('older version')
    }
    expect((await invoke(personal, 'unknown/thing', {})).status).toBe(501)
    expect(called).toEqual([])
  })

  it('of a form of which nothing was saved leave the words where they are, or give them back', async () => {
    const { invoke, rig } = await serve(() => ({ do: 'tell', message: sentence('Too late.'), notTaken: true }))
    const tandem = { do: 'form', form: 'test.form', value: {}, scope: '0', once: '1' }
    const data = { tandem, '0.plain.text': 'a long sentence', '0.one.choice': 'x' }
    const { body } = await invoke(personal, 'adaptiveCard/action', { action: { data } })
    expect(body).toMatchObject({ type: 'application/vnd.microsoft.activity.message', value: 'Too late.' })
    const { task } = (await invoke(channel, 'task/submit', { data })).body as Activity
    expect(readCard(task.value.card.content).text).toBe('Too late.\nWhat you typed:\na long sentence')
    expect(rig.sent).toEqual([])
  })

  it('refused in a dialog give the dialog again', async () => {
    const { invoke } = await serve(() => ({ do: 'refuse', errors: { text: 'Too short.' }, form, raw: { text: 'ab' } }))
    const data = { tandem: { do: 'form', form: 'test.form', value: {}, scope: '0', once: '1' }, '0.plain.text': 'ab' }
    const { task } = (await invoke(channel, 'task/submit', { data })).body as Activity
    expect(readCard(task.value.card.content).fields.Text).toMatchObject({ value: 'ab', error: 'Too short.' })
  })
})

describe('files', () => {
  const { seal } = createSeals(open.appPassword)
  const card = seal({ installation: tenant, conversation: channel.id }, { kind: 'test.card', key: '4' })
  const file = { do: 'file' as const, name: 'a.csv', type: 'text/csv', content: new TextEncoder().encode('a,b') }

  it('are stored once, by the person they were made for, where Teams says', async () => {
    const { say, rig, invoke, said } = await serve(() => file)
    await say(personal, '/export')
    const content = rig.sent.at(-1)?.activity.attachments[0].content
    const uploadInfo = { name: 'a.csv', uploadUrl: `${rig.address}/upload/1`, contentUrl: 'https://x', uniqueId: '1' }
    const accept = { action: 'accept', context: content.acceptContext, uploadInfo }
    await invoke(personal, 'fileConsent/invoke', accept, gus)
    expect(rig.uploads).toEqual([])
    await invoke(personal, 'fileConsent/invoke', {
      ...accept,
      uploadInfo: { ...uploadInfo, uploadUrl: 'http://elsewhere.example/x' },
    })
    expect(rig.uploads).toEqual([])
    await say(personal, '/export')
    const again = rig.sent.at(-1)?.activity.attachments[0].content.acceptContext
    await invoke(personal, 'fileConsent/invoke', { ...accept, context: again })
    await invoke(personal, 'fileConsent/invoke', { ...accept, context: again })
    expect(rig.uploads).toEqual(['a,b'])
    expect(said('a:ana').at(-1)).toContain('Type the command again')
  })

  const links = { hand: async () => ({ link: 'https://tandem.example.com/files/1?mark=(x)', minutes: 15 }) }
  const sentence = 'It can be downloaded for 15 minutes: a.csv (https://tandem.example.com/files/1?mark=(x))'

  it('are handed over by a link where there is one: in a channel only in the personal chat', async () => {
    const { say, said, rig } = await serve(() => file, open, links)
    await say(personal, '/export')
    expect(said('a:ana')).toEqual([sentence])
    await say(channel, 'export')
    expect(said('a:ana')).toEqual([sentence, sentence])
    expect(said(channel.id)).toEqual(['I sent it to you in our own chat.'])
    expect(JSON.stringify(rig.sent)).not.toContain('file.consent')
    // What notifications show opens nothing.
    expect(rig.sent[0]?.activity.summary).toBe('a.csv can be downloaded for 15 minutes.')
  })

  it('behind a link are never in a box, where nothing can be pressed', async () => {
    const { invoke, said } = await serve(() => file, open, links)
    const press = { do: 'press', press: 'a.b', value: 1, card }
    const { body } = await invoke(channel, 'adaptiveCard/action', execute(press))
    expect(readCard(body?.value).text).toBe(sentence)
    const alone = await invoke(personal, 'adaptiveCard/action', execute({ do: 'press', press: 'a.b', value: 1 }))
    expect([alone.body?.value, said('a:ana')]).toEqual(['a.csv can be downloaded for 15 minutes.', [sentence]])
    const data = { tandem: { do: 'form', form: 'test.form', value: {}, scope: '0', once: '1' } }
    const { task } = (await invoke(channel, 'task/submit', { data })).body as Activity
    expect(readCard(task.value.card.content).text).toBe(sentence)
  })
})
