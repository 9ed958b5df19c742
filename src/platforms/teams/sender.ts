/** Sending without being asked, for the outbox and for answers: by stored references, one try each. */
import type { Card } from '../../chat/feature.ts'
import type { Message } from '../../chat/message.ts'
import { personsIn } from '../../chat/plain.ts'
import { type Destination, type Names, SendError, type Sender } from '../../chat/ports.ts'
import { pace as ownPace } from './limits.ts'
import { inThread } from './people.ts'
import { picturesOf } from './pictures.ts'
import type { At, Reference, TeamsOptions } from './ports.ts'
import { readersOf } from './readers.ts'
import { type AdaptiveCard, render } from './render.ts'
import type { Outgoing, Sdk } from './sdk.ts'
import type { Seals } from './seal.ts'
import { cut, type Reader } from './text.ts'

export interface Post {
  /** Sends to a conversation, or to a person's own chat; makes that chat where there is none yet. */
  send(at: At, activity: Outgoing, thread?: string): Promise<string>
  update(at: At, id: string, activity: Outgoing): Promise<void>
  /** Names and pictures for what is said there. */
  readerOf(installation: string, messages: Message[], zone?: string): Promise<Reader>
}

type Needs = Pick<TeamsOptions, 'references' | 'names' | 'pictures' | 'log' | 'zoneOf' | 'pace'> & {
  sdk: Sdk
  seals: Seals
}

export function createPost({ references, names, sdk, pictures, log }: Needs): Post {
  async function reached(at: At): Promise<{ reference: Reference; conversation: string }> {
    const reference = await references.get(at)
    if (!reference) throw new SendError('gone', 'Tandem has never met this conversation; it is not installed there')
    if (reference.conversation) return { reference, conversation: reference.conversation }
    const conversation = await (await sdk.connector(reference.serviceUrl)).create(reference, at.installation)
    await references.put(at, { ...reference, conversation })
    return { reference, conversation }
  }

  return {
    async send(at, activity, thread) {
      const { reference, conversation } = await reached(at)
      const connector = await sdk.connector(reference.serviceUrl)
      const place = thread && reference.kind === 'channel' ? inThread(conversation, thread) : conversation
      return connector.send(place, activity)
    },
    async update(at, id, activity) {
      const { reference, conversation } = await reached(at)
      await (await sdk.connector(reference.serviceUrl)).update(conversation, id, activity)
    },
    async readerOf(installation, messages, zone) {
      const drawn = await picturesOf({ pictures, log }, installation, messages)
      return { ...(await readerOf(names, messages, zone)), ...(drawn.size && { picture: (chart) => drawn.get(chart) }) }
    },
  }
}

export async function readerOf(names: Names, messages: Message[], zone?: string): Promise<Reader> {
  const known = await names.of(messages.flatMap(personsIn))
  return { zone, name: (id) => known.get(id)?.name ?? 'somebody who left', account: (id) => known.get(id)?.account }
}

/** `summary` is what a notification shows. */
export function cardActivity(card: AdaptiveCard, summary: string): Outgoing {
  return {
    type: 'message',
    summary: cut(summary, 500),
    attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: card }],
  }
}

export function textActivity(text: string): Outgoing {
  return { type: 'message', text, textFormat: 'plain' }
}

export function createSender(post: Post, { references, zoneOf, seals, sdk, pace = ownPace }: Needs): Sender {
  const at = ({ installation, channel, account }: Destination): At => ({
    installation,
    conversation: channel ?? account ?? '',
  })

  async function drawn(to: Destination, message: Message, card: Card): Promise<Outgoing> {
    const { installation, account } = to
    const zone = account && !to.channel ? await zoneOf({ installation, account }) : undefined
    const reader = await post.readerOf(installation, [message], zone)
    return cardActivity(render(message, { reader, card: seals.seal(at(to), card) }), message.summary)
  }

  return {
    name: 'teams',
    pace,
    async present(installation, channel, account) {
      const person = await references.get({ installation, conversation: account })
      const room = await references.get({ installation, conversation: channel })
      if (!person?.user || !room?.conversation) return undefined
      const connector = await sdk.connector(room.serviceUrl)
      return connector.member(room.conversation, person.user).then(
        () => true,
        // Not in the roster: Teams answers 404.
        (error: unknown) => (error instanceof SendError && error.outcome === 'gone' ? false : undefined),
      )
    },
    async send(to, message, { under, card }) {
      const place = at(to)
      const grouped = (await references.get(place))?.kind === 'groupChat'
      const on = grouped && under ? read(under).said : undefined
      const id = await post.send(place, await drawn(to, quoting(on, message), card), under && read(under).id)
      return grouped ? JSON.stringify({ id, said: cut(message.summary, 200), on } satisfies Grouped) : id
    },
    async update(to, ref, message, { card }) {
      const { id, on } = read(ref)
      await post.update(at(to), id, await drawn(to, quoting(on, message), card))
    },
    readers: (to) => readersOf(sdk, references, at(to)),
  }
}

/** In a group chat there are no threads: what follows a message quotes it, so its reference carries its words, and those it quotes. */
interface Grouped {
  id: string
  said?: string
  on?: string | undefined
}

const read = (ref: string): Grouped => (ref.startsWith('{') ? (JSON.parse(ref) as Grouped) : { id: ref })

function quoting(on: string | undefined, message: Message): Message {
  return on ? { ...message, blocks: [{ block: 'note', text: `On: ${on}` }, ...message.blocks] } : message
}
