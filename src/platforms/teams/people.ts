/** Accounts, conversations and mentions in Teams' own words. */
import type { Introduction, Origin } from '../../chat/ports.ts'
import type { Incoming } from './activity.ts'
import type { At, Reference } from './ports.ts'

export type Kind = Reference['kind']

export function kindOf({ conversation }: Incoming): Kind {
  const { conversationType: type } = conversation
  return type === 'channel' || type === 'groupChat' ? type : 'personal'
}

/** A conversation's id carries its thread: `conversation.id;messageid=`. */
export const withoutThread = (conversation: string) => conversation.split(';messageid=')[0] ?? conversation
export const inThread = (conversation: string, root: string) => `${withoutThread(conversation)};messageid=${root}`

export function tenantOf({ conversation, channelData }: Incoming): string | undefined {
  return conversation.tenantId ?? channelData?.tenant?.id
}

/** The `29:` id belongs to one bot; the directory's id is the person's in their tenant. */
export function accountOf({ from }: Incoming): string | undefined {
  return from?.aadObjectId ?? from?.id
}

export function originOf(activity: Incoming, installation: string, once?: string): Origin {
  return {
    platform: 'teams',
    installation,
    account: accountOf(activity) ?? '',
    ...(kindOf(activity) !== 'personal' && { channel: withoutThread(activity.conversation.id) }),
    ...(once && { once }),
  }
}

/** An activity id is unique in its conversation only. */
export function onceOf({ conversation, id }: Incoming): string | undefined {
  return id ? `${withoutThread(conversation.id)}/${id}` : undefined
}

export function referenceOf(activity: Incoming): Reference {
  const { serviceUrl, recipient, conversation, from, channelData } = activity
  const kind = kindOf(activity)
  const team = kind === 'channel' ? channelData?.team?.id : undefined
  return {
    serviceUrl,
    bot: { id: recipient?.id ?? '', ...(recipient?.name && { name: recipient.name }) },
    kind,
    conversation: withoutThread(conversation.id),
    ...(team && { team }),
    ...(kind === 'personal' && from && { user: from.id }),
  }
}

export function placeOf(activity: Incoming, installation: string): At {
  const personal = kindOf(activity) === 'personal'
  return {
    installation,
    conversation: personal ? (accountOf(activity) ?? '') : withoutThread(activity.conversation.id),
  }
}

/** "Northwind > Checkout"; the first channel of a team has no name of its own, and its team's id. */
export function channelName(team: string, channel: string | undefined): string {
  return `${team} > ${channel || 'General'}`
}

export function zoneOfActivity({ localTimezone, entities }: Incoming): string | undefined {
  return [localTimezone, ...(entities ?? []).map(({ timezone }) => timezone)].find((zone) => zone && isZone(zone))
}

function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return true
  } catch {
    return false
  }
}

/** Someone as the roster describes them. */
export interface Member {
  id: string
  aadObjectId?: string | undefined
  name?: string | undefined
  email?: string | undefined
  userRole?: string | undefined
}

export function introductionOf(member: Member, installation: string, zone: string): Introduction {
  const guest = member.userRole === 'guest' || member.userRole === 'anonymous'
  // A guest's e-mail is another organization's word; people without one exist.
  const email = guest ? undefined : member.email?.trim().toLowerCase()
  return {
    platform: 'teams',
    installation,
    installationName: 'Microsoft Teams',
    account: member.aadObjectId ?? member.id,
    name: member.name?.trim() || 'Somebody',
    ...(email && { email }),
    zone,
    guest,
  }
}

export interface Typed {
  line: string
  /** The bot was named: the line is a command, whatever it says. */
  mentioned: boolean
}

/** The line without the bot's mention; other people's mentions leave their names. */
export function typedBy(activity: Incoming, botName: string): Typed {
  const { text = '', entities = [], recipient } = activity
  // Spaces beside a mention arrive in either spelling.
  let line = text.replaceAll('\u00a0', ' ').replaceAll('&nbsp;', ' ')
  let mentioned = false
  for (const { type, text: words, mentioned: who } of entities) {
    if (type !== 'mention' || !words) continue
    const own = who?.id === recipient?.id
    mentioned ||= own
    line = line.replace(words, own ? ' ' : (who?.name ?? words.replace(/<\/?at[^>]*>/g, '')))
  }
  // A mention that was typed as words, or that came without its entity.
  const name = botName.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  const worded = new RegExp(`^\\s*(?:<at[^>]*>\\s*${name}\\s*</at>|@${name}(?![\\p{L}\\p{N}_-]))`, 'iu')
  if (worded.test(line)) {
    mentioned = true
    line = line.replace(worded, ' ')
  }
  return { line: line.trim(), mentioned }
}
