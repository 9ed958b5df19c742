/** Meeting people and conversations: kept so that they can be written to, introduced before what they did is handed over. */
import { errorFields } from '../../chat/boundary.ts'
import type { Incoming } from './activity.ts'
import { within } from './http.ts'
import { createLeaving } from './leaving.ts'
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
import type { At, Reference, TeamsOptions } from './ports.ts'
import type { AskTeam, Sdk } from './sdk.ts'

export interface Meeting {
  /** Whoever and whatever this came from is known afterwards. */
  met(activity: Incoming, installation: string, ask: AskTeam): Promise<void>
  /** The bot or people came or went. */
  changed(activity: Incoming, installation: string, ask: AskTeam): Promise<void>
  /** Who is in this conversation, beside what goes on. */
  around(at: At): void
  settled(): Promise<void>
}

export function createMeeting(options: TeamsOptions, sdk: Sdk): Meeting {
  const { newcomers, references, log, zone: elsewhere = 'UTC' } = options
  const leaving = createLeaving(options)
  /** What was written by this process already: most messages change nothing. */
  const written = new Map<string, string>()
  const going = new Map<string, Promise<void>>()

  async function once(name: string, value: unknown, write: () => Promise<void>): Promise<void> {
    const text = JSON.stringify(value)
    if (written.get(name) === text) return
    await write()
    written.set(name, text)
  }

  async function conversation(activity: Incoming, installation: string, ask: AskTeam): Promise<void> {
    const at = placeOf(activity, installation)
    const reference = referenceOf(activity)
    const known = written.has(`reference ${installation} ${at.conversation}`) || (await references.get(at)) !== null
    await once(`reference ${installation} ${at.conversation}`, reference, () => references.put(at, reference))
    if (reference.kind === 'personal') return
    const name = await nameOf(activity, known, ask)
    if (!name) return
    const channel = { id: at.conversation, name }
    await once(`channel ${at.conversation}`, channel, () => newcomers.channel(workspace(installation), channel))
  }

  /** Messages and presses come without names: those are asked for once, and a known one is kept. */
  async function nameOf(activity: Incoming, known: boolean, ask: AskTeam): Promise<string | undefined> {
    const { conversation, channelData, from } = activity
    if (kindOf(activity) === 'groupChat')
      return conversation.name ?? (known ? undefined : `Group chat with ${from?.name ?? 'Tandem'}`)
    const { team, channel } = channelData ?? {}
    const id = withoutThread(conversation.id)
    const own = channel?.name ?? conversation.name
    if (team?.name && (own || id === team.id)) return channelName(team.name, own)
    if (!team?.id || written.has(`channel ${id}`)) return undefined
    const found = await within(limits.lookupMs, ask(team.id)).catch((error) => {
      log.warn('teams.team', { ...errorFields(error) })
      return undefined
    })
    return found?.name && channelName(found.name, found.channels.find((one) => one.id === id)?.name)
  }

  const workspace = (installation: string) =>
    ({ platform: 'teams', installation, installationName: 'Microsoft Teams' }) as const

  async function person(activity: Incoming, installation: string): Promise<void> {
    const account = accountOf(activity)
    const { from, recipient, serviceUrl, conversation } = activity
    if (!account || !from || from.id === recipient?.id || written.has(`person ${installation} ${account}`)) return
    if (!(await newcomers.known({ platform: 'teams', installation, account }))) {
      const connector = await sdk.connector(serviceUrl)
      const place = withoutThread(conversation.id)
      const found = await within(limits.lookupMs, connector.member(place, from.id)).catch(() => undefined)
      const member: Member = { ...from, ...found, aadObjectId: account }
      await newcomers.introduce(introductionOf(member, installation, zoneOfActivity(activity) ?? elsewhere))
    }
    if (kindOf(activity) !== 'personal')
      await reachable(referenceOf(activity), { installation, conversation: account }, from.id)
    written.set(`person ${installation} ${account}`, '')
  }

  /** Who acts in a channel is in it: of most channels no roster tells. */
  async function presence(activity: Incoming, installation: string): Promise<void> {
    const account = accountOf(activity)
    if (!account || kindOf(activity) === 'personal') return
    const { conversation } = placeOf(activity, installation)
    const came = () => newcomers.came({ platform: 'teams', installation }, conversation, account)
    await once(`in ${conversation} ${account}`, true, came)
  }

  function absent(accounts: string[]): void {
    for (const key of written.keys()) {
      if (key.startsWith('in ') && accounts.some((account) => key.endsWith(` ${account}`))) written.delete(key)
    }
  }

  /** Someone met among others can be written to: their own chat is made when it is first needed. */
  async function reachable({ serviceUrl, bot }: Reference, at: At, user: string): Promise<void> {
    if (await references.get(at)) return
    await references.put(at, { serviceUrl, bot, kind: 'personal', user })
  }

  async function roster({ installation, conversation }: At, met: Reference, zone = elsewhere): Promise<void> {
    const connector = await sdk.connector(met.serviceUrl)
    const accounts: string[] = []
    for await (const member of connector.members(conversation)) {
      if (member.id === met.bot.id) continue
      const introduction = introductionOf(member, installation, zone)
      await newcomers.introduce(introduction)
      await reachable(met, { installation, conversation: introduction.account }, member.id)
      accounts.push(introduction.account)
    }
    await newcomers.roster({ platform: 'teams', installation }, conversation, accounts)
  }

  /** A team may have thousands: a turn must not wait for them. */
  function beside(name: string, work: () => Promise<void>): void {
    // Being added is told in two ways at once.
    if (going.has(name)) return
    const quiet = work()
      .catch((error) => log.warn('teams.roster', { ...errorFields(error) }))
      .finally(() => going.delete(name))
    going.set(name, quiet)
  }

  return {
    async met(activity, installation, ask) {
      // Actions on messages are offered in conversations that the bot is not in, also between two people.
      const here = !activity.name?.startsWith('composeExtension/')
      if (here) await conversation(activity, installation, ask)
      await person(activity, installation)
      if (here) await presence(activity, installation)
    },
    async changed(incoming, installation, ask) {
      const activity = ofItsChannel(incoming)
      const { membersAdded = [], membersRemoved = [], action } = activity
      absent(membersRemoved.map(({ id, aadObjectId = id }) => aadObjectId))
      const at = placeOf(activity, installation)
      if (await leaving.over(activity, installation)) {
        written.clear()
        return
      }
      await conversation(activity, installation, ask)
      if (kindOf(activity) === 'personal') return person(activity, installation)
      await leaving.back(activity, installation, ask)
      if (membersAdded.length || action === 'add') {
        beside(at.conversation, () => roster(at, referenceOf(activity), zoneOfActivity(activity)))
      }
    },
    around(at) {
      beside(at.conversation, async () => {
        const reference = await references.get(at)
        if (reference?.conversation && reference.kind !== 'personal') await roster(at, reference)
      })
    },
    async settled() {
      while (going.size) await Promise.all(going.values())
    },
  }
}

/** News of a channel come from its team's first one. */
function ofItsChannel(activity: Incoming): Incoming {
  const { eventType, channel } = activity.channelData ?? {}
  if (!eventType?.startsWith('channel') || !channel?.id) return activity
  return { ...activity, conversation: { ...activity.conversation, id: channel.id, conversationType: 'channel' } }
}
