/** Tokens that end after 12 hours, where a workspace's app has token rotation on. */
import { webApi } from '@slack/bolt'
import type { Renew, Token } from '../../chat/ports.ts'
import type { SlackOauth } from '../../config.ts'
import { slackError } from './api.ts'

interface Granted {
  access_token?: string
  refresh_token?: string
  expires_in?: number
}

/** Without rotation Slack gives neither a refresh token nor an end. */
export function tokenIn({ access_token: token, refresh_token: refresh, expires_in }: Granted, now: number): Token {
  if (!token) throw new Error('Slack gave no token')
  if (!refresh || !expires_in) return { token }
  return { token, rotated: { refresh, endsAt: new Date(now + expires_in * 1000) } }
}

export function createRenew({ clientId, clientSecret }: SlackOauth, clientOptions: webApi.WebClientOptions): Renew {
  const slack = new webApi.WebClient(undefined, clientOptions)
  return async (refresh) => {
    // The answer's own moment would be later than the one its 12 hours begin at.
    const asked = Date.now()
    try {
      const granted = await slack.oauth.v2.access({
        client_id: clientId,
        client_secret: clientSecret,
        grant_type: 'refresh_token',
        refresh_token: refresh,
      })
      return tokenIn(granted, asked)
    } catch (error) {
      throw new Error(slackError(error) ?? (error as Error).name)
    }
  }
}
