/** What ends, and what undoes it: the bot is removed, people leave a team, channels and teams are closed. */
import { errorFields } from '../../chat/boundary.ts'
import type { Happening } from '../../chat/ports.ts'
import type { Incoming } from './activity.ts'
import { within } from './http.ts'
import { limits } from './limits.ts'
import { kindOf, onceOf, placeOf, referenceOf } from './people.ts'
import type { TeamsOptions } from './ports.ts'
import type { AskTeam } from './sdk.ts'

/** `teamHardDeleted` comes after `teamDeleted`. */
const closed = new Set(['teamArchived', 'teamDeleted', 'channelDeleted'])

const opened = new Set(['teamUnarchived', 'teamRestored', 'channelRestored'])

export function createLeaving({
  chat,
  references,
  newcomers,
  log,
}: Pick<TeamsOptions, 'chat' | 'references' | 'newcomers' | 'log'>) {
  /** The conversation, or all that we know of its team. */
  async function placesOf(activity: Incoming, installation: string): Promise<string[]> {
    const { conversation } = placeOf(activity, installation)
    const { eventType, team } = activity.channelData ?? {}
    if (kindOf(activity) !== 'channel' || !team?.id || eventType === 'channelDeleted') return [conversation]
    const all = await references.all(installation)
    const same = all.filter(({ reference }) => reference.team === team.id).map((one) => one.conversation)
    return [...new Set([conversation, ...same])]
  }

  function tell(activity: Incoming, installation: string, happening: Happening, whom = ''): Promise<void> {
    const once = onceOf(activity)
    return chat.event({ platform: 'teams', installation, ...(once && { once: `${once}${whom}` }) }, happening)
  }

  /** The conversations are forgotten. Told in two ways at once, it is acted on once. */
  async function lost(activity: Incoming, installation: string, why: 'archived' | 'removed'): Promise<void> {
    const channels: string[] = []
    for (const conversation of await placesOf(activity, installation)) {
      const at = { installation, conversation }
      if (await references.get(at)) channels.push(conversation)
      await references.drop(at)
    }
    if (channels.length === 0 || kindOf(activity) === 'personal') return
    await tell(activity, installation, { event: 'lost', channels, why })
  }

  /** A team's news come from its first channel only, and all of its channels can be written to again. */
  async function channelsOf(activity: Incoming, installation: string, ask: AskTeam): Promise<string[]> {
    const { conversation } = placeOf(activity, installation)
    const { eventType, team } = activity.channelData ?? {}
    if (kindOf(activity) !== 'channel' || !team?.id || eventType === 'channelRestored') return [conversation]
    const found = await within(limits.lookupMs, ask(team.id)).catch((error) => {
      log.warn('teams.team', { ...errorFields(error) })
      return undefined
    })
    return [...new Set([conversation, ...(found?.channels ?? []).map(({ id }) => id)])]
  }

  return {
    /** Added anew, or opened again: called when the conversation itself can be reached. */
    async back(activity: Incoming, installation: string, ask: AskTeam): Promise<void> {
      const { membersAdded = [], recipient, action, channelData } = activity
      const added = membersAdded.some(({ id }) => id === recipient?.id) || action === 'add'
      if (!added && !opened.has(channelData?.eventType ?? '')) return
      const channels = await channelsOf(activity, installation, ask)
      for (const conversation of channels) {
        const at = { installation, conversation }
        if (!(await references.get(at))) await references.put(at, { ...referenceOf(activity), conversation })
      }
      await tell(activity, installation, { event: 'returned', channels }, '/back')
    },
    /** True where nothing of the conversation is left to be met. */
    async over(activity: Incoming, installation: string): Promise<boolean> {
      const { membersRemoved = [], recipient, type, action, channelData } = activity
      const removed = membersRemoved.some(({ id }) => id === recipient?.id)
      if (removed || (type === 'installationUpdate' && action === 'remove')) {
        await lost(activity, installation, 'removed')
        return true
      }
      if (closed.has(channelData?.eventType ?? '')) {
        await lost(activity, installation, 'archived')
        return true
      }
      if (membersRemoved.length === 0) return false
      const channels = await placesOf(activity, installation)
      for (const { id, aadObjectId = id } of membersRemoved) {
        await newcomers.went({ platform: 'teams', installation }, channels, aadObjectId)
        await tell(activity, installation, { event: 'left', account: aadObjectId, channels }, `/${aadObjectId}`)
      }
      return false
    },
  }
}
