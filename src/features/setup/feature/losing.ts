/** A channel that cannot be written to any more: those who can do something about it are told, once and elsewhere. */
import type { Card, CardDrawer, Effect, Feature } from '../../../chat/feature.ts'
import type { Tx } from '../../../db.ts'
import { adminsOf } from '../../../people/persons.ts'
import { lostCard } from '../cards/lost.ts'

const lostKind = 'setup.lost'

export const lost: NonNullable<NonNullable<Feature['facts']>['channel.lost']> = async ({ channelId }, { tx }) => {
  const channel = await tx.channel.findUnique({ where: { id: channelId }, include: { crew: true } })
  if (!channel?.crew) return {}
  const admins = await adminsOf(tx, channel.organizationId)
  const people = new Set([channel.crew.createdById, ...admins.map(({ id }) => id)])
  const card: Card = { kind: lostKind, key: String(channelId) }
  return { effects: [...people].map((to): Effect => ({ do: 'dm', to, card, kind: 'notice' })) }
}

export const drawLost: CardDrawer = async (key, read) => {
  const channel = await read.channel.findUnique({
    where: { id: Number(key) },
    include: { crew: true, installation: { select: { platform: true, name: true } } },
  })
  return channel?.crew ? lostCard({ ...channel, crew: channel.crew.name, home: channel.installation }) : null
}

/** A first message shows the side, as long as the membership lasts; that a channel is lost is said and done. */
export async function changing(cards: Card[], read: Tx): Promise<Card[]> {
  const memberOf = ({ key }: Card) => Number(key.split(':')[2])
  const welcomes = cards.filter(({ kind }) => kind === 'setup.welcome')
  const found = await read.member.findMany({ where: { id: { in: welcomes.map(memberOf) } }, select: { id: true } })
  const members = new Set(found.map(({ id }) => id))
  return welcomes.filter((card) => members.has(memberOf(card)))
}
