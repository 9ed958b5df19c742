/** A file with costs and benefits. */

import { tell } from '../../../chat/say.ts'
import { whoActs } from '../../../people/standing.ts'
import { type CostsImport, type CostsSurroundings, readCostsSteps } from '../rules/csv-costs.ts'
import { mayOf, type Standing } from '../rules/rights.ts'
import { storeCosts } from '../store/import.ts'
import { bookingsOfOrganization, initiativesOf, ratesOf } from '../store/reads.ts'
import { changed } from './changed.ts'
import type { FileKind } from './importing.ts'
import { rowsText, today } from './words.ts'

export const costsFile: FileKind<CostsSurroundings & { who: Standing }, { costs: CostsImport }> = {
  async around(ctx) {
    const { tx, actor } = ctx
    const who = await whoActs(ctx)
    return {
      who,
      initiatives: await initiativesOf(tx, actor.organizationId),
      bookings: await bookingsOfOrganization(tx, actor.organizationId),
      rates: await ratesOf(tx, actor.organizationId),
      mayBook: (one) => mayOf('book', who, one),
      today: today(ctx),
    }
  },
  read: readCostsSteps,
  async store({ costs: { added, replaced, rows } }, { tx, actor, now }) {
    const { organizationId } = actor
    await storeCosts(tx, added, replaced, { organizationId, byId: actor.id, now })
    const fresh = added.length - replaced.length
    const booked = [...new Set(added.map(({ initiativeId }) => initiativeId))]
    return {
      ...tell(
        `Imported: ${rowsText(rows)} of costs and benefits, ${fresh} new, ${replaced.length} changed, ${rows - added.length} as they were.`,
      ),
      facts: await changed(tx, 'money', organizationId, booked),
    }
  },
}
