/** Calls to Slack: one client per installation, without retries of its own. */
import { webApi } from '@slack/bolt'
import { limits } from './limits.ts'
import type { SlackMessage } from './render.ts'

export interface Identity {
  /** The workspace's name. */
  name: string
  botUser: string
}

export type Client = webApi.WebClient

export interface Api {
  client(installation: string): Promise<Client>
  identity(installation: string): Promise<Identity>
  respond(url: string, message: SlackMessage, how: { inChannel: boolean; thread: string | undefined }): Promise<void>
}

export interface ApiOptions {
  /** `refused`: a token that Slack says has ended. */
  tokenOf(installation: string, refused?: string): Promise<string>
  apiUrl: string | undefined
  logger: NonNullable<webApi.WebClientOptions['logger']>
  /** How long one call may take. */
  callMs?: number
}

/** The default retry loop posts duplicates, and waits out a 429 while every other channel waits too. */
export const clientOptions = ({
  apiUrl,
  logger,
  callMs = limits.callMs,
}: Omit<ApiOptions, 'tokenOf'>): webApi.WebClientOptions => ({
  retryConfig: { retries: 0 },
  rejectRateLimitedCalls: true,
  timeout: callMs,
  logger,
  ...(apiUrl && { slackApiUrl: apiUrl }),
})

/** A token may end between being asked for and being used: then the call is made once more with the next one. */
class RenewingClient extends webApi.WebClient {
  readonly #anew: () => Promise<string>
  constructor(token: string, anew: () => Promise<string>, options: webApi.WebClientOptions) {
    super(token, options)
    this.#anew = anew
  }

  override async apiCall(method: string, options: Record<string, unknown> = {}): Promise<webApi.WebAPICallResult> {
    try {
      return await super.apiCall(method, options)
    } catch (error) {
      if (slackError(error) !== 'token_expired') throw error
      const token = await this.#anew()
      if (token === this.token) throw error
      return super.apiCall(method, { ...options, token })
    }
  }
}

export function createApi({ tokenOf, ...options }: ApiOptions): Api {
  const clients = new Map<string, { token: string; client: Client }>()
  const identities = new Map<string, Identity>()

  async function client(installation: string): Promise<Client> {
    // Tokens may be rotated: asked for each time.
    const token = await tokenOf(installation)
    const known = clients.get(installation)
    if (known?.token === token) return known.client
    const anew = () => tokenOf(installation, token)
    const made = new RenewingClient(token, anew, clientOptions(options))
    clients.set(installation, { token, client: made })
    return made
  }

  return {
    client,
    async identity(installation) {
      const known = identities.get(installation)
      if (known) return known
      const { team = installation, user_id = '' } = await (await client(installation)).auth.test()
      identities.set(installation, { name: team, botUser: user_id })
      return { name: team, botUser: user_id }
    },
    async respond(url, { text, blocks }, { inChannel, thread }) {
      const body = {
        response_type: inChannel ? 'in_channel' : 'ephemeral',
        replace_original: false,
        ...(thread && { thread_ts: thread }),
        text,
        ...(blocks.length && { blocks }),
      }
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json; charset=utf-8' },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(limits.callMs),
      })
      if (response.ok) return
      const answer = (await response.json().catch(() => ({}))) as { error?: unknown }
      throw Object.assign(new Error(`A response_url answered ${response.status}`), { data: answer })
    },
  }
}

/** Slack's own word for what went wrong, where it gave one. */
export function slackError(error: unknown): string | undefined {
  const { data } = error as { data?: { error?: unknown } }
  return typeof data?.error === 'string' ? data.error : undefined
}

/** Blocks that Slack does not take, or not yet; nothing was posted. */
export const refusedBlocks = new Set(['invalid_blocks', 'invalid_blocks_format', 'msg_blocks_too_long', 'msg_too_long'])
