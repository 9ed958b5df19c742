/** Sends, updates and looks up copies of cards; says of every failure whether it can be tried again. */
import { webApi } from '@slack/bolt'
import type { Message } from '../../chat/message.ts'
import { type Destination, type Limit, type MessageRef, type Scope, SendError, type Sender } from '../../chat/ports.ts'
import type { Log } from '../../log.ts'
import { type Api, type Client, refusedBlocks, slackError } from './api.ts'
import { pace as ownPace } from './limits.ts'
import { type Illustrating, withPictures } from './pictures.ts'
import { readersOf } from './readers.ts'
import { drawMessage, type SlackMessage, wordsOf } from './render.ts'

export interface SenderOptions {
  api: Api
  illustrating: Illustrating
  log: Log
  pace?: Limit[]
}

const eventType = 'tandem_copy'
/** Slack's clock and ours differ. */
const skewMs = 60_000
const pageSize = 200
const membersInPage = 1000

export function createSender({ api, illustrating, log, pace = ownPace }: SenderOptions): Sender {
  /** Blocks that Slack does not take yet, or any more, must not keep the news back. */
  async function drawn<T>(
    { installation }: Destination,
    message: Message,
    post: (drawn: SlackMessage) => Promise<T>,
  ): Promise<T> {
    const reader = await illustrating.reader(installation, [message])
    try {
      return await withPictures(drawMessage(message, reader), post)
    } catch (error) {
      const code = slackError(error)
      if (!code || !refusedBlocks.has(code)) throw error
      log.error('slack.blocks_refused', { code, blocks: message.blocks.map(({ block }) => block).join(' ') })
      return post(wordsOf(message, reader))
    }
  }

  return {
    name: 'slack',
    pace,
    send: (to, message, { mark, under }) =>
      sending({ of: 'conversation', what: 'send' }, async () => {
        const client = await api.client(to.installation)
        return drawn(to, message, async ({ text, blocks }) => {
          const { channel, ts } = await client.chat.postMessage({
            // A person's id posts to their direct message.
            channel: to.channel ?? to.account ?? '',
            text,
            blocks,
            unfurl_links: false,
            unfurl_media: false,
            metadata: { event_type: eventType, event_payload: { mark } },
            ...(under && { thread_ts: placeOf(under).ts }),
          })
          return refOf(channel ?? to.channel ?? '', ts ?? '')
        })
      }),
    update: (to, ref, message) =>
      // Slack counts a method a workspace; posts, though, a channel first of all.
      sending({ of: 'installation', what: 'update' }, async () => {
        const client = await api.client(to.installation)
        await drawn(to, message, ({ text, blocks }) => client.chat.update({ ...placeOf(ref), text, blocks }))
      }),
    present: async (installation, channel, account) => {
      const client = await api.client(installation)
      let cursor: string | undefined
      try {
        do {
          const page = { channel, limit: membersInPage, ...(cursor && { cursor }) }
          const { members = [], response_metadata } = await client.conversations.members(page)
          if (members.includes(account)) return true
          cursor = response_metadata?.next_cursor || undefined
        } while (cursor)
        return false
      } catch (error) {
        log.warn('slack.members', { code: slackError(error) ?? (error as Error).name })
        return undefined
      }
    },
    find: (to, mark, since, { under }) =>
      looking(async () => {
        const client = await api.client(to.installation)
        const channel = await conversationOf(client, to)
        return found(client, channel, mark, new Date(since.getTime() - skewMs), under)
      }),
    readers: async ({ installation, channel }) => (channel ? readersOf(api, installation, channel) : null),
  }
}

/** An update needs the conversation's own id, which for a direct message is not the person's. */
const refOf = (channel: string, ts: string): MessageRef => `${channel}:${ts}`

function placeOf(ref: MessageRef): { channel: string; ts: string } {
  const [channel = '', ts = ''] = ref.split(':')
  return { channel, ts }
}

async function conversationOf(client: Client, { channel, account = '' }: Destination): Promise<string> {
  if (channel) return channel
  const opened = await client.conversations.open({ users: account })
  return opened.channel?.id ?? account
}

async function found(
  client: Client,
  channel: string,
  mark: string,
  since: Date,
  under: MessageRef | undefined,
): Promise<MessageRef | null> {
  let cursor: string | undefined
  do {
    const page = {
      channel,
      oldest: String(since.getTime() / 1000),
      include_all_metadata: true,
      limit: pageSize,
      ...(cursor && { cursor }),
    }
    const { messages = [], response_metadata } = await (under
      ? client.conversations.replies({ ...page, ts: placeOf(under).ts })
      : client.conversations.history(page))
    const sent = messages.find(
      ({ metadata }) => metadata?.event_type === eventType && markOf(metadata.event_payload) === mark,
    )
    if (sent?.ts) return refOf(channel, sent.ts)
    cursor = response_metadata?.next_cursor || undefined
  } while (cursor)
  return null
}

const markOf = (payload: object | undefined) => (payload as { mark?: unknown } | undefined)?.mark

/** Never again in this place. */
const gone = new Set(
  `account_inactive as_user_not_supported cannot_dm_bot cant_update_message channel_is_archived channel_not_found
  edit_window_closed is_archived is_inactive message_not_found messages_tab_disabled not_in_channel org_login_required
  restricted_action restricted_action_read_only_channel team_not_found token_revoked user_disabled user_not_found`.split(
    /\s+/,
  ),
)
/** "Some aspect of the operation may have succeeded." */
const mayHaveArrived = new Set(['fatal_error', 'internal_error', 'request_timeout'])
/** The request was never written. */
const neverSent = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
])

/** `limited`: what a 429 concerns besides this one message. */
async function sending<T>(limited: Scope, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw sendErrorOf(error, limited)
  }
}

/** A look-up that fails leaves the outcome as unknown as it was. */
async function looking(work: () => Promise<MessageRef | null>): Promise<MessageRef | null | undefined> {
  try {
    return await work()
  } catch (error) {
    const code = slackError(error)
    // Channel history is asked for only where it was chosen.
    if (code === 'missing_scope' || code === 'not_in_channel') return undefined
    const { outcome, message, retryAfterMs } = sendErrorOf(error)
    throw new SendError(outcome === 'gone' ? 'gone' : 'unknown', message, retryAfterMs)
  }
}

export function sendErrorOf(error: unknown, limited?: Scope): SendError {
  if (error instanceof SendError) return error
  const code = slackError(error)
  if (code) {
    const outcome = gone.has(code) ? 'gone' : mayHaveArrived.has(code) ? 'unknown' : 'later'
    return new SendError(outcome, code)
  }
  if (error instanceof webApi.WebAPIRateLimitedError) {
    return new SendError('later', 'ratelimited', error.retryAfter * 1000, limited)
  }
  if (error instanceof webApi.WebAPIHTTPError) {
    return new SendError(error.statusCode >= 500 ? 'unknown' : 'later', `HTTP ${error.statusCode}`)
  }
  if (error instanceof webApi.WebAPIRequestError) {
    const why = networkCode(error.original)
    return new SendError(neverSent.has(why) ? 'later' : 'unknown', why)
  }
  throw error
}

function networkCode(error: Error): string {
  const { cause } = error as { cause?: { code?: unknown; errors?: { code?: unknown }[] } }
  const code = cause?.code ?? cause?.errors?.[0]?.code
  return typeof code === 'string' ? code : error.name
}
