/** How each answer reaches the person, by where they acted. */
import { randomUUID } from 'node:crypto'
import type { FieldErrors, Form, RawValues } from '../../chat/form.ts'
import type { Message } from '../../chat/message.ts'
import type { Links, Reply } from '../../chat/ports.ts'
import { withRaw } from '../../chat/read.ts'
import { handed, sentence } from '../../chat/say.ts'
import type { Log } from '../../log.ts'
import { type Api, slackError } from './api.ts'
import { formView, type Meta, messageView } from './forms.ts'
import { type Illustrating, withPictures } from './pictures.ts'
import { drawMessages, drawView } from './render.ts'

/** What one way of acting can do with an answer. */
export interface Way {
  nothing(): Promise<void>
  /** `notTaken`: nothing of a form was saved, and what was typed in it must stay. */
  tell(message: Message, notTaken?: boolean): Promise<void>
  post(message: Message): Promise<void>
  open(form: Form): Promise<void>
  refuse(form: Form, raw: RawValues, errors: FieldErrors): Promise<void>
  /** How far it is; absent where there is nowhere to show it. */
  progress?(said: string): void
}

type File = Extract<Reply, { do: 'file' }>

/** Where somebody acted, in Slack's ids. */
export interface Where {
  installation: string
  account: string
  channel?: string
  /** A thread's root. */
  thread?: string
}

export interface AnswersOptions {
  api: Api
  illustrating: Illustrating
  /** Absent: files are uploaded. */
  links?: Links | undefined
  log: Log
}

export type Answers = ReturnType<typeof createAnswers>

/** Slack would fetch what a link leads to, to show it. */
const unopened = { unfurl_links: false, unfurl_media: false }
const expired = new Set(['expired_trigger_id', 'exchanged_trigger_id', 'trigger_exchanged', 'trigger_expired'])

export function createAnswers({ api, illustrating, links, log }: AnswersOptions) {
  async function give(reply: Reply, way: Way, where: Where): Promise<void> {
    switch (reply.do) {
      case 'nothing':
        return way.nothing()
      case 'tell':
        return way.tell(reply.message, reply.notTaken)
      case 'post':
        return way.post(reply.message)
      case 'open':
        return way.open(reply.form)
      case 'refuse':
        return way.refuse(withRaw(reply.form, reply.raw), reply.raw, reply.errors)
      case 'file':
        return way.tell(links ? await linked(links, reply, where) : await uploaded(reply, where))
    }
  }

  async function linked({ hand }: Links, file: File, { installation }: Where): Promise<Message> {
    return handed(file.name, await hand({ platform: 'slack', installation }, file))
  }

  /** To their direct messages, and in words that it is there. */
  async function uploaded({ name, content }: File, { installation, account }: Where): Promise<Message> {
    try {
      const client = await api.client(installation)
      const { channel } = await client.conversations.open({ users: account })
      await client.filesUploadV2({ channel_id: channel?.id ?? '', file: Buffer.from(content), filename: name })
      return sentence(`${name} is in your direct messages with Tandem.`)
    } catch (error) {
      const code = slackError(error) ?? (error as Error).name
      log.warn('slack.upload_failed', { code })
      if (code !== 'missing_scope') return sentence('Slack did not take the file. Try once more in a minute.')
      return sentence('Tandem may not hand out files here: an admin can add the scope files:write to the app.')
    }
  }

  async function messages({ installation }: Where, message: Message) {
    return drawMessages(message, await illustrating.reader(installation, [message]))
  }

  async function respond(where: Where, url: string, message: Message, inChannel: boolean): Promise<void> {
    const how = { inChannel, thread: where.thread }
    for (const one of await messages(where, message)) await withPictures(one, (drawn) => api.respond(url, drawn, how))
  }

  /** Where the bot cannot be missing: the person's direct messages. */
  async function direct(where: Where, message: Message): Promise<void> {
    const client = await api.client(where.installation)
    for (const one of await messages(where, message))
      await withPictures(one, (drawn) => client.chat.postMessage({ channel: where.account, ...unopened, ...drawn }))
  }

  /** In the channel or thread of an event; only they see it where it is not a direct message. */
  async function inPlace(where: Where, message: Message, { onlyThem }: { onlyThem: boolean }): Promise<void> {
    const { installation, account, channel, thread } = where
    if (!channel) return direct(where, message)
    const client = await api.client(installation)
    const at = { channel, ...(thread && { thread_ts: thread }) }
    for (const one of await messages(where, message)) {
      await withPictures<unknown>(one, (drawn) =>
        onlyThem
          ? client.chat.postEphemeral({ ...at, user: account, ...drawn })
          : client.chat.postMessage({ ...at, ...unopened, ...drawn }),
      )
    }
  }

  /** Opened before a trigger ends, which does not wait for an upload. */
  async function viewOf({ installation }: Where, message: Message, about: Pick<Meta, 'channel'> = {}) {
    const reader = await illustrating.reader(installation, [message], { upload: false })
    return messageView('Tandem', drawView(message.blocks, reader), about)
  }

  /** False where Slack stopped waiting: a trigger lives 3 s and serves once. */
  async function opened(work: () => Promise<unknown>): Promise<boolean> {
    try {
      await work()
      return true
    } catch (error) {
      const code = slackError(error)
      if (!code || !(expired.has(code) || code === 'push_limit_reached' || code === 'invalid_trigger_id')) throw error
      return false
    }
  }

  return { give, respond, direct, inPlace, messages, viewOf, opened, client: api.client }
}

/** A new instance of a form, to be saved once. */
export const newForm = (form: Form, about: Omit<Meta, 'form' | 'value' | 'once'>, errors?: FieldErrors) =>
  formView(form, { once: randomUUID(), ...about }, errors)

/** A form that could not be opened at once stands in a message, behind a button. */
export const asked = (form: Form): Message => ({ summary: form.title, blocks: [{ block: 'ask', form }] })
