/** Replies of chat/ as Teams can give them: a message, what an invoke is answered with, or the person's own chat. */
import type { FieldErrors, Form } from '../../chat/form.ts'
import type { Message } from '../../chat/message.ts'
import { plainText } from '../../chat/plain.ts'
import { type Origin, type Reply, SendError } from '../../chat/ports.ts'
import { withRaw } from '../../chat/read.ts'
import type { Files } from './files.ts'
import { openerCard } from './forms.ts'
import { limits } from './limits.ts'
import type { Kind } from './people.ts'
import type { At, TeamsOptions } from './ports.ts'
import { type Drawing, render } from './render.ts'
import type { Invoked, Outgoing } from './sdk.ts'
import type { SealedCard } from './seal.ts'
import { cardActivity, type Post, textActivity } from './sender.ts'
import { cut, linksIn, type Reader } from './text.ts'

export interface Turn {
  origin: Origin
  kind: Kind
  /** Where the person acted. */
  here: At
  /** The message that answers stand under, in a channel. */
  thread?: string | undefined
  /** The outbox's card that was acted on. */
  card?: SealedCard | undefined
  /** A form was sent from a message of its own, which its answer replaces. */
  form?: boolean
  /** What was typed into it: a dialog closes over its words, so they are given back where nothing was saved. */
  words?: string[]
}

export type Answering = Pick<TeamsOptions, 'draw' | 'zoneOf'> & { post: Post; files: Files }

const seeChat = 'I sent it to you in our own chat.'
const notMet = 'I cannot write to you yet. Open a chat with me once, then try again.'

/** The person's own chat; where there is none, the sentence that says how to begin one. */
async function privately({ post }: Answering, turn: Turn, activity: Outgoing): Promise<string> {
  const { installation, account } = turn.origin
  try {
    await post.send({ installation, conversation: account }, activity)
    return seeChat
  } catch (error) {
    if (error instanceof SendError && error.outcome === 'gone') return notMet
    throw error
  }
}

async function readerFor({ post, zoneOf }: Answering, { origin }: Turn, message: Message): Promise<Reader> {
  return post.readerOf(origin.installation, [message], await zoneOf(origin))
}

async function activityOf(answering: Answering, turn: Turn, message: Message): Promise<Outgoing> {
  return cardActivity(render(message, { reader: await readerFor(answering, turn, message) }), message.summary)
}

export function formMessage(form: Form): Message {
  return {
    summary: form.title,
    blocks: [
      { block: 'heading', text: form.title },
      { block: 'ask', form },
    ],
  }
}

/** To a typed command. In a channel everybody reads along: only what is for everybody is said there. */
export async function typed(answering: Answering, turn: Turn, given: Reply, line: string): Promise<void> {
  const { post, files } = answering
  const { here, thread, kind, origin } = turn
  const say = (activity: Outgoing) => post.send(here, activity, thread)
  const own = async (activity: Outgoing) => {
    if (kind === 'personal') await say(activity)
    else await say(textActivity(await privately(answering, turn, activity)))
  }
  const reply = await files.linked(turn.origin, given)
  switch (reply.do) {
    case 'nothing':
      return
    case 'tell':
      return own(await activityOf(answering, turn, reply.message))
    case 'post': {
      const reader = await post.readerOf(here.installation, [reply.message])
      await say(cardActivity(render(reply.message, { reader }), reply.message.summary))
      return
    }
    case 'open':
      if (kind === 'personal') return own(await activityOf(answering, turn, formMessage(reply.form)))
      await say(cardActivity(openerCard(reply.form, line, origin.account), reply.form.title))
      return
    case 'refuse':
      return own(await refusedActivity(answering, turn, reply))
    case 'file':
      return own(files.offer(origin.account, reply))
  }
}

type Refused = Extract<Reply, { do: 'refuse' }>

/** The whole card again where the form stood in one, else the form alone; values kept, errors beside their fields. */
async function refusedMessage({ draw }: Answering, { card }: Turn, reply: Refused) {
  const refused: { form: Form; errors: FieldErrors } = { form: withRaw(reply.form, reply.raw), errors: reply.errors }
  const drawn = card ? await draw(card) : null
  const inside = drawn?.blocks.some((block) => block.block === 'ask' && block.form.id === reply.form.id)
  return { message: drawn && inside ? drawn : formMessage(reply.form), refused }
}

async function refusedActivity(answering: Answering, turn: Turn, reply: Refused): Promise<Outgoing> {
  const { message, refused } = await refusedMessage(answering, turn, reply)
  const reader = await readerFor(answering, turn, message)
  return cardActivity(render(message, { reader, refused, card: turn.card }), message.summary)
}

/** To a press of Action.Execute: a line in a box, or a card that only this person sees in place of the shared one. */
export async function executed(answering: Answering, turn: Turn, given: Reply): Promise<Invoked> {
  const { post, files } = answering
  const { kind, here, card, origin } = turn
  const drawn = async (message: Message, more: Partial<Drawing> = {}) => {
    const reader = await readerFor(answering, turn, message)
    return render(message, { reader, card, back: kind === 'personal' ? undefined : card, ...more })
  }
  /** In place of the shared card where there is a way back to it, else in the person's own chat. */
  const view = async (message: Message, said: string) => {
    return kind !== 'personal' && card ? ownView(await drawn(message)) : apart(message, said)
  }
  const apart = async (message: Message, said: string) => {
    const activity = await activityOf(answering, turn, message)
    if (kind !== 'personal') return toast(await privately(answering, turn, activity))
    await post.send(here, activity)
    return toast(said)
  }
  const reply = await files.linked(turn.origin, given)
  switch (reply.do) {
    case 'nothing':
      return toast('Done.')
    case 'tell': {
      const words = await short(answering, turn, reply.message)
      // A line in a box leaves the card as it is, with everything typed in it.
      if (reply.notTaken) return words ? toast(words) : apart(reply.message, reply.message.summary)
      if (turn.form && !card) return ownView(await drawn(reply.message))
      if (words) return toast(words)
      return view(reply.message, reply.message.summary)
    }
    case 'post': {
      const reader = await post.readerOf(here.installation, [reply.message])
      await post.send(here, cardActivity(render(reply.message, { reader }), reply.message.summary), turn.thread)
      return toast('Posted.')
    }
    case 'open':
      // Too late for a dialog: only the button itself could have asked for one.
      return view(formMessage(reply.form), `${reply.form.title}: the form is below.`)
    case 'refuse': {
      const { message, refused } = await refusedMessage(answering, turn, reply)
      return ownView(await drawn(message, { refused }))
    }
    case 'file': {
      const sent = await privately(answering, turn, files.offer(origin.account, reply))
      return toast(kind === 'personal' && sent === seeChat ? 'The file is below.' : sent)
    }
  }
}

/** What can be said in a box: one plain sentence, with nothing in it to press. */
async function short(answering: Answering, turn: Turn, message: Message): Promise<string | null> {
  const [only, ...others] = message.blocks
  if (!only || others.length || only.block !== 'text' || linksIn(only.text)) return null
  const { name, zone } = await readerFor(answering, turn, message)
  const words = plainText(message, { name, ...(zone && { zone }) })
  return words.length <= limits.toast ? words : null
}

export function toast(text: string): Invoked {
  const value = cut(text, limits.toast)
  return { status: 200, body: { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value } }
}

export function ownView(value: unknown): Invoked {
  return { status: 200, body: { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value } }
}

/** To a button that opens a dialog, and to what is sent or pressed in it. */
export async function inDialog(answering: Answering, turn: Turn, given: Reply): Promise<Invoked> {
  const { post, files } = answering
  const show = async (message: Message, title: string, more: Partial<Drawing> = {}) => {
    const reader = await readerFor(answering, turn, message)
    return dialog(title, render(belowTitle(message, title), { reader, dialog: true, ...more }))
  }
  const reply = await files.linked(turn.origin, given)
  switch (reply.do) {
    case 'nothing':
      return closed('Done.')
    case 'tell': {
      if (reply.notTaken) return show(withWords(reply.message, turn.words), reply.message.summary)
      const words = await short(answering, turn, reply.message)
      return words ? closed(words) : show(reply.message, reply.message.summary)
    }
    case 'post': {
      const reader = await post.readerOf(turn.here.installation, [reply.message])
      await post.send(turn.here, cardActivity(render(reply.message, { reader }), reply.message.summary), turn.thread)
      return closed('Posted.')
    }
    case 'open':
      return show(onlyForm(reply.form), reply.form.title)
    case 'refuse': {
      const refused = { form: withRaw(reply.form, reply.raw), errors: reply.errors }
      return show(onlyForm(reply.form), reply.form.title, { refused })
    }
    case 'file':
      return closed(await privately(answering, turn, files.offer(turn.origin.account, reply)))
  }
}

function withWords(message: Message, words: string[] = []): Message {
  const said = plainText(message, { name: () => '' })
  const missing = words.filter((one) => !said.includes(one))
  if (!missing.length) return message
  const back = missing.map((text) => ({ block: 'text' as const, text }))
  return { ...message, blocks: [...message.blocks, { block: 'note', text: 'What you typed:' }, ...back] }
}

/** A dialog has its title above the card: the same words are not said twice. */
function belowTitle(message: Message, title: string): Message {
  const [first, ...rest] = message.blocks
  return first?.block === 'heading' && first.text === title && rest.length ? { ...message, blocks: rest } : message
}

const onlyForm = (form: Form): Message => ({ summary: form.title, blocks: [{ block: 'ask', form }] })

function dialog(title: string, content: unknown): Invoked {
  const { dialogWidth: width, dialogHeight: height, dialogTitle } = limits
  const card = { contentType: 'application/vnd.microsoft.card.adaptive', content }
  const value = { title: cut(title, dialogTitle), width, height, card }
  return { status: 200, body: { task: { type: 'continue', value } } }
}

/** The last words of a dialog. */
export function closed(text: string): Invoked {
  return { status: 200, body: { task: { type: 'message', value: text } } }
}
