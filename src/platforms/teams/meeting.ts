/** Meeting people and conversations: kept so that they can be written to, introduced before what they did is handed over. */
import { errorFields } from '../../chat/boundary.ts'
import type { Incoming } from './activity.ts'
import { within } from './http.ts'
import { limits } from './limits.ts'
import {
  accountOf,
  channelName,
  introductionOf,
  kindOf,
  type Member,
  placeOf,
  referenceOf,
  withoutThread,
  zoneOfActivity,
} from './people.ts'
import type { TeamsOptions } from './ports.ts'
import type { Sdk } from './sdk.ts'

export interface Meeting {
  /** Whoever and whatever this came from is known afterwards. */
  met(activity: Incoming, installation: string): Promise<void>
  /** The bot or people came or went. */
  changed(activity: Incoming, installation: string): Promise<void>
  settled(): Promise<void>
}

export function createMeeting(options: TeamsOptions, sdk: Sdk): Meeting {
  const { newcomers, references, log, zone: elsewhere = 'UTC' } = options
  /** What was written by this process already: most messages change nothing. */
  const written = new Map<string, string>()
  const going = new Set<Promise<void>>()

  async function once(name: string, value: unknown, write: () => Promise<void>): Promise<void> {
    const text = JSON.stringify(value)
    if (written.get(name) === text) return
    await write()
    written.set(name, text)
  }

  async function conversation(activity: Incoming, installation: string): Promise<void> {
    const at = placeOf(activity, installation)
    const reference = referenceOf(activity)
    await once(`reference ${installation} ${at.conversation}`, reference, () => references.put(at, reference))
    if (reference.kind === 'personal') return
    // Only what comes with a name may name it: presses come without.
    if (reference.kind === 'channel' && !activity.channelData?.team?.name && written.has(`channel ${at.conversation}`))
      return
    const channel = { id: at.conversation, name: channelName(activity) }
    await once(`channel ${at.conversation}`, channel, () => newcomers.channel(workspace(installation), channel))
  }

  const workspace = (installation: string) =>
    ({ platform: 'teams', installation, installationName: 'Microsoft Teams' }) as const

  async function person(activity: Incoming, installation: string): Promise<void> {
    const account = accountOf(activity)
    const { from, serviceUrl, conversation } = activity
    if (!account || !from || written.has(`person ${installation} ${account}`)) return
    if (!(await newcomers.known({ platform: 'teams', installation, account }))) {
      const connector = await sdk.connector(serviceUrl)
      const place = withoutThread(conversation.id)
      const found = await within(limits.lookupMs, connector.member(place, from.id)).catch(() => undefined)
      const member: Member = { ...from, ...found, aadObjectId: account }
      await newcomers.introduce(introductionOf(member, installation, zoneOfActivity(activity) ?? elsewhere))
    }
    written.set(`person ${installation} ${account}`, '')
  }

  async function roster(activity: Incoming, installation: string): Promise<void> {
    const { serviceUrl, recipient, conversation } = activity
    const connector = await sdk.connector(serviceUrl)
    const zone = zoneOfActivity(activity) ?? elsewhere
    for await (const member of connector.members(withoutThread(conversation.id))) {
      if (member.id === recipient?.id) continue
      const introduction = introductionOf(member, installation, zone)
      await newcomers.introduce(introduction)
      const at = { installation, conversation: introduction.account }
      if (await references.get(at)) continue
      const bot = referenceOf(activity).bot
      await references.put(at, { serviceUrl, bot, kind: 'personal', user: member.id })
    }
  }

  /** A team may have thousands: a turn must not wait for them. */
  function beside(work: Promise<void>): void {
    const quiet = work
      .catch((error) => log.warn('teams.roster', { ...errorFields(error) }))
      .finally(() => going.delete(quiet))
    going.add(quiet)
  }

  return {
    async met(activity, installation) {
      await conversation(activity, installation)
      await person(activity, installation)
    },
    async changed(activity, installation) {
      const { membersAdded = [], membersRemoved = [], recipient, type, action } = activity
      const at = placeOf(activity, installation)
      const bot = recipient?.id
      if (membersRemoved.some(({ id }) => id === bot) || (type === 'installationUpdate' && action === 'remove')) {
        written.clear()
        return references.drop(at)
      }
      await conversation(activity, installation)
      if (kindOf(activity) === 'personal') return
      if (membersAdded.length || action === 'add') beside(roster(activity, installation))
    },
    async settled() {
      while (going.size) await Promise.all(going)
    },
  }
}
