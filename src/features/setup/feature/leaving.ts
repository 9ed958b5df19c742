/** People who are in none of a crew's channels any more, and channels that Tandem cannot write in any more. */
import { z } from 'zod'
import type { CardDrawer, Effect, Feature } from '../../../chat/feature.ts'
import { crewById, removeMember } from '../../../people/crews.ts'
import { adminsOf } from '../../../people/persons.ts'
import { lostCard } from '../cards/lost.ts'
import type {} from '../facts.ts'
import { welcomeCardOf } from './crews.ts'

const key = z.tuple([z.number(), z.number(), z.enum(['archived', 'removed', 'uninstalled']), z.number()])

export const events: NonNullable<Feature['events']> = {
  async left({ personId, crewId }, { tx }) {
    const crew = await crewById(tx, crewId)
    if (!crew || !(await removeMember(tx, crewId, personId))) return {}
    return {
      facts: [{ fact: 'crew.changed', crewId }],
      effects: [{ do: 'refresh', card: welcomeCardOf(crew, personId) }],
    }
  },
  /** Told to those who can do something about it. */
  async lost({ crewId, channelId, why }, { tx, now }) {
    const crew = await crewById(tx, crewId)
    if (!crew) return {}
    const admins = await adminsOf(tx, crew.organizationId)
    const told = [...new Set([crew.createdById, ...admins.map(({ id }) => id)])]
    // Lost once more, it is said once more.
    const card = { kind: 'setup.lost', key: JSON.stringify([crewId, channelId, why, now.getTime()]) }
    return { effects: told.map((to): Effect => ({ do: 'dm', to, card, kind: 'notice' })) }
  },
}

export const drawLost: CardDrawer = async (name, read) => {
  const [crewId, channelId, why] = key.parse(JSON.parse(name))
  const crew = await crewById(read, crewId)
  const channel = crew?.channels.find(({ id }) => id === channelId)
  // Taken out of the crew meanwhile: it is settled.
  return crew && channel ? lostCard(crew, channel.name, why) : null
}
