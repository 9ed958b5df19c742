/** A crew deleted: first everybody hears of it, then its rows go. */
import type { Consequence, Context, Feature, Outcome } from '../../../chat/feature.ts'
import { tell } from '../../../chat/say.ts'
import type { Tx } from '../../../db.ts'
import { crewById, deleteCrew, readCrew } from '../../../people/crews.ts'
import { mayDelete } from '../../../people/sides.ts'
import type {} from '../facts.ts'
import { gone, welcomesRefreshed } from './crews.ts'

export async function remove(value: { crew: number }, ctx: Context): Promise<Outcome> {
  const crew = await readCrew(ctx.tx, ctx.actor.organizationId, value.crew)
  if (!crew) return tell(gone)
  if (!mayDelete(crew, ctx.actor)) return tell(`Only who set ${crew.name} up, or an organization admin, can delete it.`)
  return {
    ...tell(`The ${crew.name} crew is deleted, with everything that was said in it.`),
    effects: welcomesRefreshed(crew),
    facts: [
      { fact: 'crew.deleted', crewId: crew.id },
      { fact: 'crew.emptied', crewId: crew.id },
    ],
  }
}

export const facts: NonNullable<Feature['facts']> = {
  async 'crew.emptied'({ crewId }, { tx }) {
    await deleteCrew(tx, crewId)
    return {}
  },
  'channel.linked': ({ crewId }, { tx }) => readersChanged(tx, crewId),
  'channel.unlinked': ({ crewId }, { tx }) => readersChanged(tx, crewId),
}

/** First messages say who reads the answers. */
async function readersChanged(tx: Tx, crewId: number): Promise<Consequence> {
  const crew = await crewById(tx, crewId)
  return { effects: crew ? welcomesRefreshed(crew) : [] }
}
