/** Who acted and where, in Slack's ids; accounts and channels are introduced when they are first seen. */
import type { Newcomers, Workspace } from '../../chat/ports.ts'
import type { Log } from '../../log.ts'
import { type Api, slackError } from './api.ts'
import { limits } from './limits.ts'
import { unescaped } from './text.ts'

export interface People {
  /** Before anything is handed over: who it is and where it was. */
  meet(installation: string, account: string, channel?: { id: string; name?: string | undefined }): Promise<void>
  /** A channel that the bot was invited to. */
  see(installation: string, channel: string): Promise<void>
  workspace(installation: string): Promise<Workspace>
  /** As people read it: ids as names, what was escaped as it was typed. */
  readable(installation: string, text: string): Promise<string>
  nameOf(installation: string, account: string): Promise<string | undefined>
  /** Where a message stands; `undefined` where Slack does not say in time. */
  linkTo(installation: string, channel: string, ts: string): Promise<string | undefined>
}

/** Known for a while without asking again: every press would be a query. */
const rememberMs = 10 * 60_000
const mostRemembered = 20_000

const slackbot = 'USLACKBOT'
export const isDirect = (channel: string) => channel.startsWith('D')

export function createPeople({ api, newcomers, log }: { api: Api; newcomers: Newcomers; log: Log }): People {
  const remembered = new Map<string, number>()

  async function once(key: string, work: () => Promise<void>): Promise<void> {
    if ((remembered.get(key) ?? 0) > Date.now()) return
    await work()
    if (remembered.size > mostRemembered) remembered.clear()
    remembered.set(key, Date.now() + rememberMs)
  }

  async function workspace(installation: string) {
    const { name } = await api.identity(installation)
    return { platform: 'slack' as const, installation, installationName: name }
  }

  async function introduce(installation: string, account: string): Promise<void> {
    if (await newcomers.known({ platform: 'slack', installation, account })) return
    const { user } = await (await api.client(installation)).users.info({ user: account })
    // Apps and workflows stand in channels too.
    if (user?.is_bot || account === slackbot) return
    const { display_name, real_name, email } = user?.profile ?? {}
    const foreign = user?.team_id !== undefined && user.team_id !== installation
    const guest = user?.is_restricted === true || user?.is_ultra_restricted === true || foreign
    const verified = user?.is_email_confirmed !== false && !guest
    await newcomers.introduce({
      ...(await workspace(installation)),
      account,
      name: display_name || real_name || user?.real_name || user?.name || account,
      ...(email && verified && { email: email.toLowerCase() }),
      zone: user?.tz ?? 'UTC',
      guest,
    })
  }

  async function channelName(installation: string, id: string): Promise<string> {
    const { channel } = await (await api.client(installation)).conversations.info({ channel: id })
    return channel?.name ?? id
  }

  async function noteChannel(installation: string, id: string, name: string | undefined): Promise<void> {
    // A private channel's name is not in the request.
    const known = name && name !== 'privategroup' ? name : await channelName(installation, id)
    await newcomers.channel(await workspace(installation), { id, name: `#${known}` })
  }

  async function nameOf(installation: string, account: string): Promise<string | undefined> {
    const found = await (await api.client(installation)).users.info({ user: account }).catch(() => undefined)
    return found?.user?.profile?.display_name || found?.user?.real_name
  }

  /** What Slack does not tell must not keep a person from being answered. */
  async function trying(what: string, work: () => Promise<void>): Promise<void> {
    await work().catch((error) =>
      log.warn('slack.introduction_failed', { what, code: slackError(error) ?? error.name }),
    )
  }

  return {
    workspace,
    async meet(installation, account, channel) {
      const who = trying('account', () => once(`${installation} ${account}`, () => introduce(installation, account)))
      if (!channel || isDirect(channel.id)) return who
      const key = `${installation} ${channel.id} ${channel.name ?? ''}`
      const where = trying('channel', () => once(key, () => noteChannel(installation, channel.id, channel.name)))
      await Promise.all([who, where])
    },
    see: (installation, channel) => trying('channel', () => noteChannel(installation, channel, undefined)),
    async readable(installation, text) {
      const names = new Map<string, string>()
      for (const [, id = ''] of text.matchAll(/<@([A-Z0-9]+)>/g)) {
        if (names.has(id)) continue
        names.set(id, (await nameOf(installation, id)) ?? id)
      }
      return plainOf(text, (id) => names.get(id) ?? id)
    },
    nameOf,
    async linkTo(installation, channel, message_ts) {
      const asked = (await api.client(installation)).chat.getPermalink({ channel, message_ts })
      // Nobody waits for it: a trigger lives 3 s, and the form is worth more than a link.
      const late = new Promise<undefined>((resolve) => {
        AbortSignal.timeout(limits.linkMs).addEventListener('abort', () => resolve(undefined))
      })
      return Promise.race([asked.then(({ permalink }) => permalink).catch(() => undefined), late])
    },
  }
}

/** `<@U1|name>`, `<#C1|name>`, `<!here>`, `<https://...|words>` as words. */
export function plainOf(text: string, nameOf: (account: string) => string): string {
  const words = text.replace(
    /<([@#!]?)([^<>|]*)(?:\|([^<>]*))?>/g,
    (_all, sign: string, target: string, label?: string) => {
      if (sign === '@') return `@${label || nameOf(target)}`
      if (sign === '#') return `#${label || target}`
      if (sign === '!') return label || `@${target.split('^')[0]}`
      return label || target.replace(/^mailto:/, '')
    },
  )
  return unescaped(words)
}
