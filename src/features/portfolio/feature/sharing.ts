/** What of the portfolio can be shown in a channel. */
import { z } from 'zod'
import type { Context, Refusal } from '../../../chat/feature.ts'
import { isDay } from '../../../schedule/calendar.ts'
import { createSharing, shareable } from '../../../sharing/sharing.ts'
import { byId } from './own.ts'
import { drawPlan } from './plan.ts'
import { drawCapacity, drawRoadmap } from './roadmap.ts'
import { drawStatus, drawStatuses } from './status.ts'
import { drawWhyShared } from './why.ts'

const ofInitiative = z.object({ initiative: z.number().int() })
const day = z.string().refine(isDay)

/** Whoever may see it may show it; its crew's channels come first. */
async function initiative(
  { initiative: id }: { initiative: number },
  ctx: Context,
): Promise<Refusal | { crewId: number | null }> {
  const own = await byId(id, 'see', 'see', ctx)
  return 'refused' in own ? own : { crewId: own.initiative.crewId }
}

/** What somebody sees of all is what they may show of it. */
const all = async () => ({ crewId: null })

export const sharing = createSharing('portfolio', {
  'portfolio.status': shareable({ about: ofInitiative, of: initiative, draw: drawStatus }),
  'portfolio.plan': shareable({ about: ofInitiative, of: initiative, draw: drawPlan }),
  'portfolio.why': shareable({ about: ofInitiative, of: initiative, draw: drawWhyShared }),
  'portfolio.statuses': shareable({ about: z.object({}), of: all, draw: drawStatuses }),
  'portfolio.roadmap': shareable({ about: z.object({}), of: all, draw: drawRoadmap }),
  'portfolio.capacity': shareable({ about: z.object({ from: day, to: day }), of: all, draw: drawCapacity }),
})
