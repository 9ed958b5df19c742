/** Who must agree before a channel of another installation comes into a crew. Pure. */
import { command } from '../../../chat/spoken.ts'

export type Need = 'once' | 'both' | 'admins'
export type LinkState = 'offered' | 'linked' | 'canceled' | 'unlinked'
export type End = 'from' | 'to'

export interface ChannelLink {
  id: number
  organizationId: number
  crewId: number
  fromChannelId: number
  toChannelId: number
  need: Need
  state: LinkState
  askedById: number
  typedById: number
  fromConfirmedById: number | null
  toConfirmedById: number | null
  offeredAt: Date
  closesAt: Date
}

/** A channel with what the rules need to know about where it is. */
export interface Ground {
  id: number
  name: string
  platform: 'slack' | 'teams' | 'web'
  crewId: number | null
  organizationId: number
  installationId: number
  installationName: string
}

/** Of the organization that a second installation comes from. */
export interface Newcomer {
  crews: number
  installations: number
  /** Plans, votes, decisions, action items, thanks. */
  records: number
}

const hours = 24

export function closeOf(now: Date): Date {
  return new Date(now.getTime() + hours * 60 * 60_000)
}

/** Whether the code of a crew's channel may be used in this one, and who must then agree. */
export function offer(
  crew: { id: number; name: string; organizationId: number },
  from: Ground,
  to: Ground,
  { linked, newcomer }: { linked: boolean; newcomer: Newcomer | null },
): { need: Need } | { refused: string } {
  if (to.crewId === crew.id) return refuse(`This channel belongs to the ${crew.name} crew already.`)
  if (to.crewId !== null)
    return refuse(`This channel belongs to another crew. One of its members can take it out with ${command('unlink')}.`)
  if (from.installationId === to.installationId)
    return refuse(
      `This code is for a channel on another platform. A channel of this one is added to the crew with ${command('setup')}.`,
    )
  if (to.organizationId === crew.organizationId) return { need: linked ? 'once' : 'both' }
  if (!newcomer || newcomer.crews > 0 || newcomer.records > 0 || newcomer.installations !== 1)
    return refuse(
      `${to.installationName} belongs to another organization, which has crews, plans, votes or other installations of its own. Two organizations stay apart; only an installation that has none of these can join another one's.`,
    )
  return { need: 'admins' }
}

export interface Confirmer {
  id: number
  organizationId: number
  admin: boolean
  guest: boolean
  /** Of the crew. */
  member: boolean
  /** The channel where the button was pressed. */
  channelId: number | undefined
  /** Admins that their organization has; where there is none yet, any full member stands in. */
  admins: number
}

export function endOf(link: ChannelLink, channelId: number | undefined): End | null {
  if (channelId === link.fromChannelId) return 'from'
  return channelId === link.toChannelId ? 'to' : null
}

/** Why nothing can be decided any more. */
export function over(link: ChannelLink, now: Date): string | null {
  if (link.state === 'offered') {
    return now < link.closesAt ? null : `This was not confirmed in time. Ask for a new code with ${command('link')}.`
  }
  return link.state === 'canceled'
    ? `This was canceled. Ask for a new code with ${command('link')}.`
    : 'This was confirmed already. Nothing was changed.'
}

/** Which end this person confirms, and whether that was the last that was missing. */
export function confirm(
  link: ChannelLink,
  who: Confirmer,
  now: Date,
): { end: End; complete: boolean } | { refused: string } {
  const ended = over(link, now)
  if (ended) return refuse(ended)
  const end = endOf(link, who.channelId)
  if (!end) return refuse('Confirm this on the card in one of the two channels.')
  if (who.guest) return refuse('Guests cannot confirm this. A full member can.')
  if (link.need === 'once') {
    return who.member ? { end, complete: true } : refuse('Only members of the crew can confirm this.')
  }
  if (link.need === 'admins' && !who.admin && who.admins > 0)
    return refuse(`An organization admin must confirm this. ${command('admins')} shows who they are.`)
  if (link.need === 'both' && end === 'from' && !who.member)
    return refuse('Only members of the crew can confirm this for its channel.')
  if (confirmedBy(link, end) !== null)
    return refuse('This channel has confirmed already. Now somebody in the other one must.')
  return { end, complete: confirmedBy(link, end === 'from' ? 'to' : 'from') !== null }
}

export function confirmedBy(link: ChannelLink, end: End): number | null {
  return end === 'from' ? link.fromConfirmedById : link.toConfirmedById
}

/** Anybody of the two channels who is no guest may say no. */
export function cancel(link: ChannelLink, who: Confirmer, now: Date): { refused: string } | null {
  const ended = over(link, now)
  if (ended) return refuse(ended)
  if (!endOf(link, who.channelId)) return refuse('Cancel this on the card in one of the two channels.')
  return who.guest ? refuse('Guests cannot cancel this. A full member can.') : null
}

function refuse(refused: string): { refused: string } {
  return { refused }
}
