/** A file with deliverables and their links. */

import type { Context } from '../../../chat/feature.ts'
import { tell } from '../../../chat/say.ts'
import { personsOf } from '../../../people/persons.ts'
import { whoActs } from '../../../people/standing.ts'
import { type PlanImport, type PlanSurroundings, readPlanSteps } from '../rules/csv-plan.ts'
import type { PlanRecords } from '../rules/records.ts'
import { mayOf, type Standing } from '../rules/rights.ts'
import { storePlan } from '../store/import.ts'
import { lockLinks } from '../store/plan.ts'
import { planOfOrganization } from '../store/reads.ts'
import { changed } from './changed.ts'
import type { FileKind } from './importing.ts'
import { finishes } from './reached.ts'
import { rowsText, today } from './words.ts'

type Around = PlanSurroundings & { who: Standing }

export const planFile: FileKind<Around, { plan: PlanImport; records: PlanRecords }> = {
  lock: ({ tx, actor }) => lockLinks(tx, actor.organizationId),
  async around(ctx: Context) {
    const { tx, actor } = ctx
    const who = await whoActs(ctx)
    return {
      who,
      records: await planOfOrganization(tx, actor.organizationId),
      mayEdit: (one) => mayOf('edit', who, one),
      people: (await personsOf(tx, actor.organizationId)).map(({ id, name }) => ({ id, name })),
      today: today(ctx),
    }
  },
  *read(sheet, around) {
    const read = yield* readPlanSteps(sheet, around)
    return 'errors' in read ? read : { ...read, records: around.records }
  },
  async store({ plan, records }, { tx, actor, now }, told) {
    const { organizationId } = actor
    await storePlan(tx, plan, { organizationId, byId: actor.id, now }, told)
    const added = plan.pieces.filter(({ id }) => id < 0).length
    const touched = new Set([...plan.pieces.map(({ id }) => id), ...plan.links.keys()])
    const others = touched.size - added
    const moved = [...plan.pieces, ...records.deliverables.filter(({ id }) => touched.has(id))]
    const ids = [...new Set(moved.map(({ initiativeId }) => initiativeId))]
    const before = records.deliverables
    return {
      ...tell(
        `Imported: ${rowsText(plan.rows)} of a plan, ${added} new, ${others} changed, ${plan.rows - added - others} as they were.`,
      ),
      facts: [...(await changed(tx, 'plan', organizationId, ids)), ...(await finishes(before, ids, { tx, actor }))],
    }
  },
}
