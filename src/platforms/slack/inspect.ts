/** For doctor: what Slack says the bot may do, where it is a member, and what time it is there. */

import type { Finding, Inspect } from '../../chat/ports.ts'
import { slackScopes } from '../../chat/scopes.ts'
import { command, mention } from '../../chat/spoken.ts'
import { type Api, slackError } from './api.ts'
import { limits } from './limits.ts'

export interface InspectOptions {
  api: Api
  tokenOf(installation: string): Promise<string>
  apiUrl: string | undefined
}

/** More are not looked at: each is a call. */
const mostChannels = 50

export function createInspect({ api, tokenOf, apiUrl = 'https://slack.com/api/' }: InspectOptions): Inspect {
  /** By hand: the SDK keeps the headers to itself. */
  async function authorized(installation: string): Promise<{ scopes: string[]; date: Date | undefined }> {
    const response = await fetch(new URL('auth.test', apiUrl), {
      method: 'POST',
      headers: { Authorization: `Bearer ${await tokenOf(installation)}` },
      signal: AbortSignal.timeout(limits.callMs),
    })
    const { ok, error } = (await response.json()) as { ok?: boolean; error?: string }
    if (!ok) throw new Error(error ?? `HTTP ${response.status}`)
    const date = response.headers.get('date')
    const scopes = response.headers.get('x-oauth-scopes') ?? ''
    return {
      scopes: scopes
        .split(',')
        .map((one) => one.trim())
        .filter(Boolean),
      date: date ? new Date(date) : undefined,
    }
  }

  async function isOutside(installation: string, channel: string): Promise<boolean> {
    try {
      const { channel: found } = await (await api.client(installation)).conversations.info({ channel })
      return found?.is_member !== true || found.is_archived === true
    } catch (error) {
      // A private channel that it was taken out of is not shown to it at all.
      if (slackError(error) === 'channel_not_found') return true
      throw error
    }
  }

  return async (installation, channels) => {
    const { scopes, date } = await authorized(installation)
    const outside: string[] = []
    for (const { id, name } of channels.slice(0, mostChannels))
      if (await isOutside(installation, id)) outside.push(name)
    return { findings: [scopesFinding(scopes), channelsFinding(outside, channels.length)], date }
  }
}

function scopesFinding(granted: string[]): Finding {
  const label = 'scopes'
  // Where Slack does not say, nobody can tell.
  if (granted.length === 0) return { label, value: 'not told' }
  const missing = slackScopes().filter((scope) => !granted.includes(scope))
  if (missing.length === 0) return { label, value: 'all granted' }
  return {
    label,
    value: `missing: ${missing.join(', ')}`,
    advice: `Slack did not grant ${missing.join(', ')}: add it under OAuth & Permissions and install the app again. docs/admin.md says what is lost without it.`,
  }
}

function channelsFinding(outside: string[], all: number): Finding {
  const label = 'channels'
  if (outside.length === 0) return { label, value: `a member of all ${all} of its crews` }
  return {
    label,
    value: `not a member of ${outside.join(', ')}`,
    advice: `Tandem cannot write to ${outside.join(', ')}: type /invite ${mention} there, or take the channel out of its crew with ${command('setup')}.`,
  }
}
