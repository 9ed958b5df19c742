/** The answer table, column Slack: every kind of answer by every way of acting. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Form } from '../../../src/chat/form.ts'
import type { Chat, Reply } from '../../../src/chat/ports.ts'
import { sentence } from '../../../src/chat/say.ts'
import { createLog } from '../../../src/log.ts'
import { createSlack, type SlackOptions } from '../../../src/platforms/slack/adapter.ts'
import { formView } from '../../../src/platforms/slack/forms.ts'
import { createResponses } from '../../conformance/slack.ts'
import {
  botToken,
  commandBody,
  listening,
  openSlack,
  payloadBody,
  signed,
  signingSecret,
  type TestSlack,
} from '../../support/slack.ts'

const form: Form = {
  id: 'test.form',
  title: 'Test',
  submit: 'Send',
  value: { id: 7 },
  inputs: { day: { input: 'text', label: 'Which day?' } },
}
const said = sentence('Well done.')
const replies = {
  nothing: { do: 'nothing' },
  tell: { do: 'tell', message: said },
  post: { do: 'post', message: said },
  open: { do: 'open', form },
  refuse: { do: 'refuse', form, errors: { day: 'No such day.' }, raw: { day: 'soon' } },
  file: { do: 'file', name: 'answers.csv', type: 'text/csv', content: new TextEncoder().encode('a,b') },
} satisfies Record<string, Reply>

let slack: TestSlack
let slow = 0
/** What is said of a submission while it goes on, and after how many milliseconds. */
let goesOn: [string, number][] = []
let reply: Reply = replies.nothing
const asked: unknown[] = []
const answer = async (...what: unknown[]) => {
  asked.push(what)
  await new Promise((later) => setTimeout(later, slow))
  return reply
}
const chat: Chat = {
  command: answer,
  press: answer,
  submit: (...what) => {
    const [, , , , progress] = what
    for (const [said, ms] of goesOn) setTimeout(() => progress?.(said), ms)
    return answer(...what)
  },
  open: answer,
  menu: answer,
  text: answer,
  event: async () => {},
}
const responses = createResponses()
let back: Awaited<ReturnType<typeof listening>>
type Served = ReturnType<typeof createSlack>
let [served, uploading, linking]: Served[] = []
const address = 'https://tandem.example.com/files/1?until=2&mark=3'

beforeAll(async () => {
  slack = await openSlack({ people: [{ account: 'ana', name: 'Ana' }], channels: ['checkout'] })
  back = await listening(responses.routes)
  const options: SlackOptions = {
    chat,
    names: { of: async () => new Map() },
    newcomers: {
      known: async () => true,
      introduce: async () => {},
      channel: async () => {},
      roster: async () => {},
      came: async () => {},
      went: async () => {},
    },
    log: createLog({ write: () => {} }),
    settings: { botToken, signingSecret, appToken: undefined, apiUrl: slack.apiUrl },
    aliases: [],
    naming: { root: 'tandem' },
  }
  uploading = createSlack(options)
  linking = createSlack({ ...options, links: { hand: async () => ({ link: address, minutes: 15 }) } })
  served = uploading
})
afterAll(async () => {
  await uploading?.stop()
  await linking?.stop()
  back.closeAllConnections()
  back.close()
  await slack.close()
})
let at = 0
beforeEach(() => {
  slack.calls.length = 0
  asked.length = 0
  slow = 0
  goesOn = []
  at += 1
})

const respond = () => `${back.address}/respond/${at}`
const responded = () => responses.of(String(at))
const trigger = async (view?: string) =>
  (await slack.call('views.generateTriggerId', { user_id: slack.user('ana'), ...(view && { view_id: view }) }))
    .trigger_id
const calls = (method: string) => slack.calls.filter((call) => call.method === method).map(({ params }) => params)
const words = (value: unknown) => JSON.stringify(value)

async function post(body: string): Promise<{ status: number; body: Record<string, never> }> {
  const response = await (served as Served).routes.request('/slack/events', signed(body))
  const text = await response.text()
  return { status: response.status, body: text ? JSON.parse(text) : {} }
}

async function command(given: Reply) {
  reply = given
  const fields = { team_id: slack.team, user_id: slack.user('ana'), channel_id: slack.channel('checkout') }
  const rest = { command: '/tandem', text: 'x', trigger_id: (await trigger()) ?? '', response_url: respond() }
  return post(commandBody({ ...fields, channel_name: 'checkout', ...rest }))
}

const who = () => ({ team: { id: slack.team }, user: { id: slack.user('ana') } })
const pressed = [{ action_id: 'press:0', value: words({ press: 'test.press', value: {} }) }]

async function press(given: Reply, where: object = {}) {
  reply = given
  const channel = { id: slack.channel('checkout'), name: 'checkout' }
  const message = { ts: '1.1', thread_ts: '0.9' }
  const payload = {
    ...who(),
    type: 'block_actions',
    actions: pressed,
    trigger_id: await trigger(),
    channel,
    message,
    response_url: respond(),
    ...where,
  }
  return post(payloadBody(payload))
}

async function pressInView(given: Reply, view: { id: string; type: string }) {
  reply = given
  const trigger_id = await trigger(view.type === 'modal' ? view.id : undefined)
  return post(payloadBody({ ...who(), type: 'block_actions', actions: pressed, trigger_id, view }))
}

async function modal(): Promise<string> {
  const { view } = await slack.call('views.open', { trigger_id: await trigger(), view: formView(form, { once: 'o' }) })
  return (view as unknown as { id: string }).id
}

async function submit(given: Reply, id = 'V1') {
  reply = given
  const about = { once: 'once-1', channel: slack.channel('checkout'), responseUrl: respond() }
  const { private_metadata } = formView(form, about)
  const view = {
    id,
    type: 'modal',
    private_metadata,
    state: { values: { day: { typed: { type: 'plain_text_input', value: 'soon' } } } },
  }
  return post(payloadBody({ ...who(), type: 'view_submission', view }))
}

describe('a command', () => {
  test('tell and post are in its acknowledgement', async () => {
    expect((await command(replies.tell)).body).toMatchObject({ response_type: 'ephemeral', text: 'Well done.' })
    expect((await command(replies.post)).body).toMatchObject({ response_type: 'in_channel', text: 'Well done.' })
    expect(calls('chat.postMessage')).toHaveLength(0)
  })

  test('open opens a modal that knows where it was asked', async () => {
    expect((await command(replies.open)).body).toEqual({})
    const [{ view } = {}] = calls('views.open')
    const meta = JSON.parse((view as { private_metadata: string }).private_metadata)
    expect(meta).toMatchObject({
      form: 'test.form',
      value: { id: 7 },
      channel: slack.channel('checkout'),
      responseUrl: respond(),
    })
  })

  test('refuse is the remedy in words; a file is uploaded to their direct messages', async () => {
    expect(words((await command(replies.refuse)).body)).toContain('No such day.')
    expect(words((await command(replies.file)).body)).toContain('answers.csv is in your direct messages')
    expect(words(calls('files.completeUploadExternal'))).toMatch(/"channel_id":"D|"channels":"D/)
    slack.instead = (method) =>
      method.startsWith('files.') ? Response.json({ ok: false, error: 'missing_scope' }) : undefined
    expect(words((await command(replies.file)).body)).toContain('files:write')
    slack.instead = () => undefined
  })
})

describe('a press', () => {
  test('in a message: tell and post go to the response_url, in its thread', async () => {
    expect((await press(replies.tell)).body).toEqual({})
    await press(replies.post)
    expect(responded()).toMatchObject([
      { response_type: 'ephemeral', replace_original: false, thread_ts: '0.9' },
      { response_type: 'in_channel', replace_original: false },
    ])
    expect(slack.calls).toEqual([])
  })

  test('in a message: open opens, nothing does nothing', async () => {
    expect((await press(replies.nothing)).body).toEqual({})
    expect(slack.calls).toEqual([])
    await press(replies.open)
    expect(calls('views.open')).toHaveLength(1)
  })

  test('in a modal: the answer lies on top, or takes the place of the third', async () => {
    const id = await modal()
    for (const count of [1, 2]) {
      await pressInView(replies.tell, { id, type: 'modal' })
      expect(calls('views.push')).toHaveLength(count)
    }
    expect(calls('views.update')).toHaveLength(0)
    await pressInView(replies.tell, { id, type: 'modal' })
    expect(calls('views.update')).toMatchObject([{ view_id: id }])
  })

  test('on Home: the answer opens as a modal; a post goes to their direct messages', async () => {
    await pressInView(replies.tell, { id: 'VHOME', type: 'home' })
    expect(words(calls('views.open'))).toContain('Well done.')
    await pressInView(replies.post, { id: 'VHOME', type: 'home' })
    expect(calls('chat.postMessage')).toMatchObject([{ channel: slack.user('ana') }])
  })

  test('choosing in a field of an open form is none', async () => {
    const selected = [{ action_id: 'typed', type: 'static_select' }]
    await press(replies.tell, { actions: selected })
    expect(asked).toEqual([])
  })
})

describe('a submission', () => {
  test('carries its form, value, place and instance', async () => {
    await submit(replies.nothing)
    const origin = {
      platform: 'slack',
      installation: slack.team,
      account: slack.user('ana'),
      channel: slack.channel('checkout'),
      once: 'once-1',
    }
    expect(asked).toEqual([[origin, 'test.form', { id: 7 }, { day: 'soon' }, expect.any(Function)]])
  })

  test('is closed, updated, refused beside its field, or followed by the next form', async () => {
    expect((await submit(replies.nothing)).body).toEqual({ response_action: 'clear' })
    expect((await submit(replies.tell)).body).toMatchObject({
      response_action: 'update',
      view: { callback_id: 'message' },
    })
    expect((await submit(replies.refuse)).body).toEqual({ response_action: 'errors', errors: { day: 'No such day.' } })
    expect((await submit(replies.open)).body).toMatchObject({ response_action: 'push', view: { callback_id: 'form' } })
  })

  test('a post goes where the form was asked for', async () => {
    expect((await submit(replies.post)).body).toEqual({ response_action: 'clear' })
    expect(responded()).toMatchObject([{ response_type: 'in_channel', text: 'Well done.' }])
  })

  test('that takes longer than Slack waits says so, and shows its answer when it is there', async () => {
    const id = await modal()
    slow = 2_600
    const waiting = await submit(replies.tell, id)
    expect(words(waiting.body)).toContain('One moment')
    await expect.poll(() => calls('views.update')).toHaveLength(1)
    expect(words(calls('views.update'))).toContain('Well done.')
  })

  test('that takes longer shows how far it is, and what came of it last', async () => {
    const id = await modal()
    slow = 2_900
    goesOn = [
      ['Too early to be shown.', 100],
      ['Checked 500 of 900 rows.', 2_500],
      ['Too soon after the last.', 2_550],
    ]
    await submit(replies.tell, id)
    await expect.poll(() => calls('views.update')).toHaveLength(2)
    const [first, last] = calls('views.update').map(words)
    expect(first).toContain('Checked 500 of 900 rows.')
    expect(last).toContain('Well done.')
  })

  test('of which nothing was taken stays as it was typed, also where that was said late', async () => {
    const notTaken = { do: 'tell', message: sentence('Closed on Monday.'), notTaken: true } as const
    expect((await submit(notTaken)).body).toEqual({ response_action: 'errors', errors: { day: 'Closed on Monday.' } })
    const id = await modal()
    slow = 2_600
    await submit(notTaken, id)
    await expect.poll(() => calls('views.update')).toHaveLength(1)
    expect(words(calls('views.update'))).toMatch(/Closed on Monday.*What you typed:.*soon/)
  })

  test('that is refused late comes back with what was typed and what is wrong', async () => {
    const id = await modal()
    slow = 2_600
    await submit(replies.refuse, id)
    await expect.poll(() => calls('views.update')).toHaveLength(1)
    const shown = words(calls('views.update'))
    expect(shown).toContain('No such day.')
    expect(shown).toContain('"initial_value":"soon"')
    expect(shown).toContain('once-1')
  })
})

describe('a file where links can be made', () => {
  const link = { type: 'link', url: address, text: 'answers.csv' }
  const summary = 'answers.csv can be downloaded for 15 minutes.'

  beforeEach(() => {
    served = linking
  })
  afterEach(() => {
    served = uploading
  })

  test('is a link that only they see, by every way of acting; nothing is uploaded', async () => {
    const { body } = await command(replies.file)
    expect(body).toMatchObject({ response_type: 'ephemeral', text: summary })
    expect(words(body)).toContain(words(link))
    await press(replies.file)
    expect(responded()).toMatchObject([{ response_type: 'ephemeral', text: summary }])
    expect(words(responded())).toContain(words(link))
    expect(words((await submit(replies.file)).body)).toContain(words(link))
    expect(slack.calls.filter(({ method }) => /^(files|chat)\./.test(method))).toEqual([])
  })
})
