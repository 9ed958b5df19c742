/** Everybody has confirmed: the channel comes into the crew, and with a first link the installations are linked. */

import type { Context, Fact } from '../../../chat/feature.ts'
import { command } from '../../../chat/spoken.ts'
import { crewById, placeChannel } from '../../../people/crews.ts'
import { moveOrganization } from '../../../people/joining.ts'
import { type ChannelLink, offer } from '../rules/link.ts'
import { areLinked, groundOf, linkInstallations, newcomerOf, setState } from '../store/links.ts'
import { joined } from './persons.ts'

/** What held when it was offered may have changed: it is looked at once more. */
export async function settle(
  link: ChannelLink,
  { tx, now }: Context,
): Promise<{ said: string; facts: Fact[] } | { refused: string }> {
  const [from, to] = [await groundOf(tx, link.fromChannelId), await groundOf(tx, link.toChannelId)]
  const crew = await crewById(tx, link.crewId)
  if (!from || !to || !crew || from.crewId !== crew.id) {
    return { refused: 'The channel that asked for this belongs to the crew no more. Nothing was changed.' }
  }
  const foreign = to.organizationId !== crew.organizationId
  const linked = await areLinked(tx, from.installationId, to.installationId)
  const newcomer = foreign ? await newcomerOf(tx, to.organizationId) : null
  const still = offer(crew, from, to, { linked, newcomer })
  if ('refused' in still) return still
  // Two links at once may make the later one need less than it asked for; never more.
  if (still.need === 'admins' && link.need !== 'admins') {
    return { refused: `The channel belongs to another organization now. Ask for a new code with ${command('link')}.` }
  }
  const facts: Fact[] = []
  if (foreign) {
    const [organizationId, formerId] = [crew.organizationId, to.organizationId]
    const same = await moveOrganization(tx, formerId, organizationId)
    facts.push({ fact: 'organization.joined', organizationId, formerId })
    for (const { personId, formerId: former } of same) facts.push(...(await joined(tx, personId, former)))
  }
  if (!(await placeChannel(tx, to.id, null, crew.id))) {
    return { refused: 'The channel was taken into another crew meanwhile. Nothing was changed.' }
  }
  await linkInstallations(tx, crew.organizationId, from.installationId, to.installationId, now)
  await setState(tx, link.id, 'linked')
  facts.push({ fact: 'channel.linked', crewId: crew.id, channelId: to.id }, { fact: 'crew.changed', crewId: crew.id })
  return { said: `${to.name} belongs to the ${crew.name} crew now. Digests go to both.`, facts }
}
