/** `/tandem roadmap` and `/tandem capacity`: all that a person may see, at once. */
import type { Context, Outcome } from '../../../chat/feature.ts'
import { tell } from '../../../chat/say.ts'
import { type Day, toLocal } from '../../../schedule/calendar.ts'
import { capacityCard } from '../cards/capacity.ts'
import { roadmapCard } from '../cards/roadmap.ts'
import { overSpans, weeksAhead } from '../rules/load.ts'
import type { InitiativeRecord } from '../rules/records.ts'
import { mayOf, moneyShown, rolesOf } from '../rules/rights.ts'
import { roadmapOf } from '../rules/roadmap.ts'
import { allocationsOfOrganization, initiativesOf } from '../store/reads.ts'
import { portfolioOf } from '../store/views.ts'
import { whoActs } from './own.ts'
import { moneyHere, noInitiative } from './status.ts'

export const roadmap = (ctx: Context): Promise<Outcome> => draw(ctx, false)
export const shareRoadmap = (_: object, ctx: Context): Promise<Outcome> => draw(ctx, true)

async function seen(ctx: Context) {
  const who = await whoActs(ctx)
  const all = await initiativesOf(ctx.tx, ctx.actor.organizationId)
  return { who, initiatives: all.filter((one) => mayOf('see', who, one)) }
}

async function draw(ctx: Context, shared: boolean): Promise<Outcome> {
  const { who, initiatives } = await seen(ctx)
  if (initiatives.length === 0) return tell(noInitiative)
  const today = toLocal(ctx.now, ctx.actor.zone).day
  const records = await portfolioOf(ctx.tx, ctx.actor.organizationId, initiatives, today)
  const money = (one: InitiativeRecord) =>
    shared ? moneyHere(one, ctx) : moneyShown(one.crew?.money ?? null, { alone: rolesOf(who, one) })
  const message = roadmapCard({
    roadmap: roadmapOf({ ...records, initiatives }),
    today,
    // What is left of a sum, with the others known, is the hidden part.
    spendShown: initiatives.every((one) => money(one) !== 'hidden'),
    buttons: shared ? [] : [{ press: 'portfolio.share-roadmap', label: 'Share here', value: {} }],
  })
  return shared ? { answer: { do: 'post', message } } : tell(message)
}

export async function capacity(from: Day | undefined, to: Day | undefined, ctx: Context): Promise<Outcome> {
  const { initiatives } = await seen(ctx)
  const span = weeksAhead(from, to, toLocal(ctx.now, ctx.actor.zone).day)
  if ('error' in span) return tell(span.error)
  const keys = new Map(initiatives.map(({ id, key }) => [id, key]))
  // Somebody else's initiatives still take a person's time: counted, not named.
  const all = await allocationsOfOrganization(ctx.tx, ctx.actor.organizationId)
  const people = new Set(all.filter(({ initiativeId }) => keys.has(initiativeId)).map(({ personId }) => personId))
  const within = all.filter(
    (one) => people.has(one.personId) && one.fromDay <= span.to && one.toDay >= span.from && one.percent > 0,
  )
  return tell(
    capacityCard({
      ...span,
      spans: overSpans(within, span.from, span.to),
      people: new Set(within.map(({ personId }) => personId)).size,
      keys,
      buttons: [],
    }),
  )
}
