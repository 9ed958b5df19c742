/** When a person is written to besides prompts: notices that found no prompt, and urgent ones that waited for working hours. */
import type { Feature } from '../chat/feature.ts'
import { gatherDay } from '../outbox/day.ts'

const hour = 3_600_000

export const gathering: Pick<Feature, 'name' | 'jobs'> = {
  name: 'rounds',
  jobs: {
    'day.gather': {
      late: 'run',
      async run(key, { tx, now }) {
        const personId = Number(key.split(':')[0])
        const person = await tx.person.findUnique({ where: { id: personId } })
        if (!person) return {}
        // A prompt that comes within the working day takes them along: one message.
        const soon = await tx.participation.findFirst({
          where: {
            personId,
            state: 'notYet',
            askAt: { gt: now, lte: new Date(now.getTime() + 8 * hour) },
            round: { state: 'open' },
          },
        })
        if (!soon) await gatherDay(tx, person.organizationId, personId, now)
        return {}
      },
    },
    'day.urgent': {
      late: 'run',
      async run(key) {
        const [personId = '', kind = '', ...rest] = key.split('|')
        return { effects: [{ do: 'dm', to: Number(personId), card: { kind, key: rest.join('|') }, kind: 'urgent' }] }
      },
    },
  },
}
