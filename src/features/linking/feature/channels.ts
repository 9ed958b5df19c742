/** A channel of another installation comes into a crew, or a channel leaves it. */

import type { Card, Context, Effect, Fact, Outcome } from '../../../chat/feature.ts'
import { sentence, tell } from '../../../chat/say.ts'
import { command } from '../../../chat/spoken.ts'
import type { Tx } from '../../../db.ts'
import { crewById, ownCrew, placeChannel } from '../../../people/crews.ts'
import { isGuest } from '../../../people/identities.ts'
import { adminsOf } from '../../../people/persons.ts'
import { isMember } from '../../../people/sides.ts'
import type {} from '../facts.ts'
import { type ChannelLink, type Confirmer, cancel, closeOf, confirm, offer } from '../rules/link.ts'
import { type KeptCode, takeCode } from '../store/codes.ts'
import {
  areLinked,
  groundOf,
  linksWhere,
  lockLink,
  newcomerOf,
  noteConfirmed,
  putLink,
  setState,
} from '../store/links.ts'
import { settle } from './settling.ts'

export const linkCardOf = ({ id }: { id: number }): Card => ({ kind: 'linking.link', key: String(id) })
export const refreshed = (link: { id: number }): Effect => ({ do: 'refresh', card: linkCardOf(link) })

const gone = 'The crew or one of the channels is not here any more. Nothing was changed.'

export async function typedInChannel(code: KeptCode, ctx: Context): Promise<Outcome> {
  const { actor, place, now, tx } = ctx
  if (!place.channelId) return tell('This code is for a channel. Type it in the channel that is to belong to the crew.')
  const [from, to] = [await groundOf(tx, code.channelId ?? 0), await groundOf(tx, place.channelId)]
  const crew = await crewById(tx, code.crewId ?? 0)
  if (!from || !to || !crew || from.crewId !== crew.id) return tell(gone)
  if (await isGuest(tx, actor.id, place.installationId)) {
    return tell('Guests cannot link channels. A full member in this channel can.')
  }
  const linked = await areLinked(tx, from.installationId, to.installationId)
  const foreign = to.organizationId !== crew.organizationId
  const newcomer = foreign ? await newcomerOf(tx, to.organizationId) : null
  const offered = offer(crew, from, to, { linked, newcomer })
  if ('refused' in offered) return tell(offered.refused)
  if (!(await takeCode(tx, code.id, actor.id, now))) return tell('This code was used just now. Nothing was changed.')
  // A later offer for the same channel takes the place of an earlier one.
  const earlier = await linksWhere(tx, { toChannelId: to.id }, ['offered'])
  for (const { id } of earlier) await setState(tx, id, 'canceled')
  const link = await putLink(tx, {
    organizationId: crew.organizationId,
    crewId: crew.id,
    fromChannelId: from.id,
    toChannelId: to.id,
    need: offered.need,
    askedById: code.personId,
    typedById: actor.id,
    offeredAt: now,
    closesAt: closeOf(now),
  })
  const card = linkCardOf(link)
  return {
    ...tell('Both channels now show what will cross and who will read it. It takes effect once it is confirmed there.'),
    effects: [...earlier.map(refreshed), { do: 'show', in: from.id, card }, { do: 'show', in: to.id, card }],
  }
}

async function confirmer(link: ChannelLink, { actor, place, tx }: Context): Promise<Confirmer> {
  const crew = await crewById(tx, link.crewId)
  return {
    ...actor,
    guest: await isGuest(tx, actor.id, place.installationId),
    member: crew !== null && isMember(crew, actor.id),
    channelId: place.channelId,
    admins: (await adminsOf(tx, actor.organizationId)).length,
  }
}

export async function pressConfirm(value: { link: number }, ctx: Context): Promise<Outcome> {
  const link = await lockLink(ctx.tx, value.link)
  if (!link) return tell(gone)
  const who = await confirmer(link, ctx)
  const confirmed = confirm(link, who, ctx.now)
  if ('refused' in confirmed) return tell(confirmed.refused)
  await noteConfirmed(ctx.tx, link.id, confirmed.end, ctx.actor.id)
  if (!confirmed.complete) {
    return {
      ...tell('Confirmed for this channel. Now somebody in the other one confirms.'),
      effects: [refreshed(link)],
    }
  }
  const settled = await settle(link, ctx)
  // Nothing of it stays: not the confirmation either.
  if ('refused' in settled) return { answer: { do: 'refuse', errors: { link: settled.refused } } }
  return { ...tell(settled.said), facts: settled.facts, effects: [refreshed(link)] }
}

export async function pressCancel(value: { link: number }, ctx: Context): Promise<Outcome> {
  const link = await lockLink(ctx.tx, value.link)
  if (!link) return tell(gone)
  const refused = cancel(link, await confirmer(link, ctx), ctx.now)
  if (refused) return tell(refused.refused)
  await setState(ctx.tx, link.id, 'canceled')
  return { ...tell('Canceled. Nothing crosses.'), effects: [refreshed(link)] }
}

/** `/tandem unlink`: asks first. */
export async function unlink(ctx: Context): Promise<Outcome> {
  const { actor, place, tx } = ctx
  const here = place.channelId ? await groundOf(tx, place.channelId) : null
  if (!here?.crewId) return tell(`Type ${command('unlink')} in a channel of your crew: it takes that channel out.`)
  const crew = await ownCrew(tx, actor, here.crewId)
  if (!crew) return tell('Only members of the crew that meets here can take its channel out.')
  const others = crew.channels.filter(({ id }) => id !== here.id).map(({ name }) => name)
  const rest = others.length ? `Digests go on in ${others.join(' and ')}.` : 'Digests then go to the members in person.'
  const text = `Take ${here.name} out of the ${crew.name} crew? Cards that stand here stay and say nothing more. ${rest}`
  const value = { channel: here.id, crew: crew.id }
  const button = { press: 'linking.unlink', label: 'Take it out', value, style: 'danger' as const }
  return tell(sentence(text, [{ block: 'buttons', buttons: [button] }]))
}

export async function pressUnlink(value: { channel: number; crew: number }, ctx: Context): Promise<Outcome> {
  const { actor, tx } = ctx
  const crew = await ownCrew(tx, actor, value.crew)
  const channel = crew?.channels.find(({ id }) => id === value.channel)
  if (!crew || !channel || !(await placeChannel(tx, channel.id, crew.id, null))) {
    return tell('This channel is not in the crew any more. Nothing was changed.')
  }
  const about = { crewId: crew.id, channelId: channel.id }
  const facts: Fact[] = [
    { fact: 'channel.unlinked', ...about },
    { fact: 'crew.changed', crewId: crew.id },
  ]
  return {
    ...tell(`${channel.name} is out of the ${crew.name} crew. What stands there stays; no more comes.`),
    facts,
  }
}

/** However the channel left the crew: by `/tandem unlink`, or in setup. */
export async function endLinks({ crewId, channelId }: { crewId: number; channelId: number }, tx: Tx) {
  const ended = [
    ...(await linksWhere(tx, { toChannelId: channelId, crewId }, ['offered', 'linked'])),
    ...(await linksWhere(tx, { fromChannelId: channelId, crewId }, ['offered'])),
  ]
  for (const { id, state } of ended) await setState(tx, id, state === 'linked' ? 'unlinked' : 'canceled')
  return { effects: ended.map(refreshed) }
}
