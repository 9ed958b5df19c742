/** `/tandem roadmap` and `/tandem capacity`: all that a person may see, at once. */
import type { Context, Outcome } from '../../../chat/feature.ts'
import type { Button, Message } from '../../../chat/message.ts'
import { tell } from '../../../chat/say.ts'
import type { Tx } from '../../../db.ts'
import { standingOf, whoActs } from '../../../people/standing.ts'
import { type Day, toLocal } from '../../../schedule/calendar.ts'
import { type Drawing, shareHere } from '../../../sharing/sharing.ts'
import type { Shared } from '../../../sharing/store.ts'
import { capacityCard } from '../cards/capacity.ts'
import { roadmapCard } from '../cards/roadmap.ts'
import { overSpans, weeksAhead } from '../rules/load.ts'
import type { InitiativeRecord } from '../rules/records.ts'
import { moneyShown, rolesOf } from '../rules/rights.ts'
import { roadmapOf } from '../rules/roadmap.ts'
import { keyResultsOf } from '../store/objectives.ts'
import { allocationsOfOrganization } from '../store/reads.ts'
import { seenInitiatives } from '../store/seen.ts'
import { portfolioOf } from '../store/views.ts'
import { moneyIn } from './audience.ts'
import { noInitiative } from './status.ts'

const seenBy = (read: Tx, { organizationId, byId, installationId }: Shared) =>
  standingOf(read, byId, installationId).then((who) => seenInitiatives(read, organizationId, who))

export async function roadmap(ctx: Context): Promise<Outcome> {
  const { tx, actor, now } = ctx
  const who = await whoActs(ctx)
  const initiatives = await seenInitiatives(tx, actor.organizationId, who)
  if (initiatives.length === 0) return tell(noInitiative)
  // What is left of a sum, with the others known, is the hidden part.
  const spendShown = initiatives.every(
    (one) => moneyShown(one.crew?.money ?? null, { alone: rolesOf(who, one) }) !== 'hidden',
  )
  const buttons = [await shareHere('portfolio.roadmap', {}, ctx)]
  return tell(await roadmapMessage(tx, initiatives, { today: toLocal(now, actor.zone).day, spendShown, buttons }))
}

/** What whoever shares it may see, with money as the channel may see it. */
export async function drawRoadmap(_: object, shared: Shared, drawing: Drawing): Promise<Message | null> {
  const initiatives = await drawing.snapshot((read) => seenBy(read, shared))
  if (initiatives.length === 0) return null
  const money = await moneyIn(shared.channel, initiatives, drawing)
  const spendShown = initiatives.every((one) => money(one) !== 'hidden')
  const today = toLocal(drawing.now, shared.zone).day
  return drawing.snapshot((read) => roadmapMessage(read, initiatives, { today, spendShown, buttons: [] }))
}

async function roadmapMessage(
  read: Tx,
  initiatives: InitiativeRecord[],
  { today, ...shown }: { today: Day; spendShown: boolean; buttons: Button[] },
): Promise<Message> {
  const organizationId = initiatives[0]?.organizationId ?? 0
  const records = await portfolioOf(read, organizationId, initiatives, today)
  // Those that nothing works toward yet are the point of a roadmap, too.
  const results = await keyResultsOf(read, organizationId)
  return roadmapCard({ roadmap: roadmapOf({ ...records, results, initiatives }), today, ...shown })
}

export interface Period {
  from: Day
  to: Day
}

export async function capacity(from: Day | undefined, to: Day | undefined, ctx: Context): Promise<Outcome> {
  const span = weeksAhead(from, to, toLocal(ctx.now, ctx.actor.zone).day)
  if ('error' in span) return tell(span.error)
  const { organizationId } = ctx.actor
  const initiatives = await seenInitiatives(ctx.tx, organizationId, await whoActs(ctx))
  const buttons = [await shareHere('portfolio.capacity', span, ctx)]
  return tell(await capacityMessage(ctx.tx, { organizationId, initiatives, span, buttons }))
}

export async function drawCapacity(span: Period, shared: Shared, { snapshot }: Drawing): Promise<Message> {
  return snapshot(async (read) => {
    const { organizationId } = shared
    return capacityMessage(read, { organizationId, initiatives: await seenBy(read, shared), span, buttons: [] })
  })
}

interface Loads {
  organizationId: number
  initiatives: InitiativeRecord[]
  span: Period
  buttons: Button[]
}

async function capacityMessage(read: Tx, { organizationId, initiatives, span, buttons }: Loads): Promise<Message> {
  const keys = new Map(initiatives.map(({ id, key }) => [id, key]))
  // Somebody else's initiatives still take a person's time: counted, not named.
  const all = await allocationsOfOrganization(read, organizationId)
  const people = new Set(all.filter(({ initiativeId }) => keys.has(initiativeId)).map(({ personId }) => personId))
  const within = all.filter(
    (one) => people.has(one.personId) && one.fromDay <= span.to && one.toDay >= span.from && one.percent > 0,
  )
  return capacityCard({
    ...span,
    spans: overSpans(within, span.from, span.to),
    people: new Set(within.map(({ personId }) => personId)).size,
    keys,
    buttons,
  })
}
