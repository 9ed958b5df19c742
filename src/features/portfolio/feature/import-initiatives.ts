/** A file with initiatives. */

import type { Context } from '../../../chat/feature.ts'
import { tell } from '../../../chat/say.ts'
import { crewsOf } from '../../../people/crews.ts'
import { personsOf } from '../../../people/persons.ts'
import { whoActs } from '../../../people/standing.ts'
import { type InitiativeImport, type InitiativeSurrounding, readInitiatives } from '../rules/csv-initiatives.ts'
import { entered } from '../rules/lifecycle.ts'
import type { InitiativeRecord } from '../rules/records.ts'
import { mayOf, type Standing } from '../rules/rights.ts'
import { createInitiative, setKeyResults, updateInitiative } from '../store/initiatives.ts'
import { keyResultsOf } from '../store/objectives.ts'
import { initiativesOf, planOfOrganization, ratesOf } from '../store/reads.ts'
import { changed } from './changed.ts'
import type { FileKind } from './importing.ts'
import { rowsText, today } from './words.ts'

interface Read {
  initiatives: InitiativeImport[]
  all: InitiativeRecord[]
}

export const initiativesFile: FileKind<InitiativeSurrounding & { who: Standing }, Read> = {
  async around(ctx) {
    const { tx, actor } = ctx
    const { organizationId } = actor
    const who = await whoActs(ctx)
    return {
      who,
      all: await initiativesOf(tx, organizationId, { retired: true }),
      records: await planOfOrganization(tx, organizationId),
      people: (await personsOf(tx, organizationId)).map(({ id, name }) => ({ id, name })),
      crews: (await crewsOf(tx, actor.id)).map(({ id, name }) => ({ id, name })),
      keyResults: (await keyResultsOf(tx, organizationId)).map(({ id, key }) => ({ id, key })),
      rates: await ratesOf(tx, organizationId),
      may: {
        make: mayOf('make', who, null),
        edit: (one) => mayOf('edit', who, one),
        own: (one) => mayOf('baseline', who, one),
        money: (one) => mayOf('book', who, one),
      },
      today: today(ctx),
    }
  },
  // At most a thousand rows: one step is enough.
  *read(sheet, around) {
    yield 0
    const read = readInitiatives(sheet, around)
    return 'errors' in read ? read : { ...read, all: around.all }
  },
  async store({ initiatives, all }, ctx) {
    const stored = await storeInitiatives(initiatives, all, ctx)
    const touched = new Set(stored)
    const rows = initiatives.length
    const added = initiatives.filter(({ id }) => id === null).length
    const crewsBefore = all.flatMap((one) => (touched.has(one.id) ? [one.crewId, one.steeringCrewId] : []))
    return {
      ...tell(`Imported: ${rowsText(rows)} of initiatives, ${added} new, ${rows - added} known.`),
      facts: await changed(ctx.tx, 'plan', ctx.actor.organizationId, stored, crewsBefore),
    }
  },
}

/** As the form would have saved them; their ids. */
async function storeInitiatives(read: InitiativeImport[], all: InitiativeRecord[], ctx: Context): Promise<number[]> {
  const { tx, actor, now } = ctx
  const { organizationId } = actor
  const known = new Map(all.map((one) => [one.id, one]))
  const ids = new Map(all.map(({ key, id }) => [key, id]))
  for (const { id, data, keyResultIds } of read) {
    const days = entered(id === null ? null : (known.get(id) ?? null), data.phase, today(ctx))
    if (id === null) {
      const proposed = { ...data, ...days, proposedOn: today(ctx) }
      ids.set(data.key, await createInitiative(tx, { organizationId, createdById: actor.id }, proposed, now))
    } else await updateInitiative(tx, id, { ...data, ...days }, now)
    if (keyResultIds) await setKeyResults(tx, id ?? ids.get(data.key) ?? 0, keyResultIds)
  }
  for (const { data, budgetFrom } of read) {
    const id = ids.get(data.key) ?? 0
    const budgetFromId = budgetFrom === null ? null : (ids.get(budgetFrom) ?? null)
    if ((known.get(id)?.budgetFromId ?? null) !== budgetFromId) await updateInitiative(tx, id, { budgetFromId }, now)
  }
  return read.map(({ data }) => ids.get(data.key) ?? 0)
}
