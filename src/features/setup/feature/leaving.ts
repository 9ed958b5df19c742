/** People who are in none of a crew's channels any more, and channels that their platform says are closed to Tandem. */
import type { Feature } from '../../../chat/feature.ts'
import { crewById, removeMember } from '../../../people/crews.ts'
import type {} from '../facts.ts'
import { welcomeCardOf } from './crews.ts'
import { lost } from './losing.ts'

export const events: NonNullable<Feature['events']> = {
  async left({ personId, crewId }, { tx }) {
    const crew = await crewById(tx, crewId)
    if (!crew || !(await removeMember(tx, crewId, personId))) return {}
    return {
      facts: [{ fact: 'crew.changed', crewId }],
      effects: [{ do: 'refresh', card: welcomeCardOf(crew, personId) }],
    }
  },
  lost: ({ channelId }, ctx) => lost({ channelId }, ctx),
}
