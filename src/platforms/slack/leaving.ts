/** Events that end something, and those that undo it: people and the bot leave, channels are archived, the app is removed. */
import type { Chat, Happening, Newcomers } from '../../chat/ports.ts'
import type { Api } from './api.ts'
import { type EventBody, eventInstallationOf } from './bodies.ts'
import type { People } from './people.ts'
import type { Roster } from './roster.ts'

type Hear = (body: EventBody) => Promise<void>

interface Needs {
  chat: Chat
  api: Api
  people: Pick<People, 'see' | 'meet'>
  newcomers: Pick<Newcomers, 'came' | 'went'>
  roster: Roster
  /** The bot was taken off a workspace: its token is worth nothing any more. */
  uninstalled(installation: string): Promise<void>
}

export function leaving({ chat, api, people, newcomers, roster, uninstalled }: Needs): Record<string, Hear> {
  const tell = (body: EventBody, happening: Happening) => {
    const at = { platform: 'slack' as const, installation: eventInstallationOf(body), once: body.event_id }
    return chat.event(at, happening)
  }

  const lost =
    (why: 'archived' | 'removed'): Hear =>
    async (body) => {
      const { channel } = body.event
      if (channel) await tell(body, { event: 'lost', channels: [channel], why })
    }

  const back: Hear = async (body) => {
    const { channel } = body.event
    if (channel) await tell(body, { event: 'returned', channels: [channel] })
  }

  async function gone(body: EventBody): Promise<void> {
    await tell(body, { event: 'uninstalled' })
    await uninstalled(eventInstallationOf(body))
  }

  return {
    channel_archive: lost('archived'),
    group_archive: lost('archived'),
    channel_unarchive: back,
    group_unarchive: back,
    async member_joined_channel(body) {
      const { user, channel } = body.event
      const installation = eventInstallationOf(body)
      if (!user || !channel) return
      if (user !== (await api.identity(installation)).botUser) {
        await people.meet(installation, user)
        return newcomers.came({ platform: 'slack', installation }, channel, user)
      }
      // Invited: the channel can be chosen when a crew is set up, and what waited for it can be said.
      await people.see(installation, channel)
      roster.around(installation, channel)
      await back(body)
    },
    // The bot itself; people are told of by member_left_channel.
    channel_left: lost('removed'),
    group_left: lost('removed'),
    async member_left_channel(body) {
      const { user, channel } = body.event
      if (!user || !channel) return
      const installation = eventInstallationOf(body)
      const { botUser } = await api.identity(installation)
      if (user === botUser) return lost('removed')(body)
      await newcomers.went({ platform: 'slack', installation }, [channel], user)
      await tell(body, { event: 'left', account: user, channels: [channel] })
    },
    app_uninstalled: gone,
    async tokens_revoked(body) {
      // A person's own token is none of ours.
      if (body.event.tokens?.bot?.length) await gone(body)
    },
  }
}
