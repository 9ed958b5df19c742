/** After the review date: what was predicted beside what came, and both sides' word on it. */
import type { Consequence, Context, JobContext, Outcome } from '../../../chat/feature.ts'
import { tell } from '../../../chat/say.ts'
import type { Tx } from '../../../db.ts'
import { convert } from '../../portfolio/rules/money.ts'
import { dayOf, networkOf } from '../../portfolio/rules/network.ts'
import type { InitiativeRecord } from '../../portfolio/rules/records.ts'
import { anyInitiative, bookingsOf, deliverablesOf, planOfOrganization, ratesOf } from '../../portfolio/store/reads.ts'
import { choosers } from '../rules/choosing.ts'
import { type ScopeRecord, type ScopeReview, scopeName, type Verdict } from '../rules/records.ts'
import { anyScope, moveScope } from '../store/scopes.ts'
import { ownScope } from './own.ts'
import { dm, reviewCardOf, today } from './records.ts'

export async function askReview(key: string, { tx, now }: JobContext): Promise<Consequence> {
  const [id = '', day] = key.split(':')
  const scope = await anyScope(tx, Number(id))
  const initiative = scope && (await anyInitiative(tx, scope.initiativeId))
  if (!scope || !initiative || scope.state !== 'accepted' || scope.reviewOn !== day || scope.review || !scope.impact)
    return {}
  const review = await compared(tx, scope, initiative, now)
  if (!review || !(await moveScope(tx, scope, { review }, now))) return {}
  return { effects: choosers(initiative, scope).map((to) => dm(to, reviewCardOf(scope), 'urgent')) }
}

async function compared(
  tx: Tx,
  scope: ScopeRecord,
  initiative: InitiativeRecord,
  now: Date,
): Promise<ScopeReview | null> {
  const { impact, value } = scope
  const [own] = impact?.initiatives ?? []
  if (!impact || !own) return null
  const cost = impact.costs?.find(({ key }) => key === own.key)
  const rates = await ratesOf(tx, scope.organizationId)
  const booked = await bookingsOf(tx, [initiative.id])
  const sum = (kind: 'cost' | 'benefit') => {
    const amounts = booked
      .filter((one) => one.kind === kind)
      .flatMap((one) => convert(one.amount, one.currency, initiative.currency, one.day, rates) ?? [])
    return { amount: amounts.length ? amounts.reduce((total, one) => total + one, 0) : null, count: amounts.length }
  }
  const [costs, benefits] = [sum('cost'), sum('benefit')]
  const pieces = await deliverablesOf(tx, initiative.id)
  const finished = pieces.length > 0 && pieces.every(({ finishedOn }) => finishedOn !== null)
  const network = networkOf(
    await planOfOrganization(tx, scope.organizationId),
    today(initiative.crew?.zone ?? 'UTC', now),
  )
  const group = 'network' in network ? network.network.groups.get(initiative.key) : undefined
  return {
    predicted: {
      finish: own.after,
      benefit: value.benefit?.amount ?? impact.benefit,
      cost: impact.budget === null || (cost && cost.daysCost === null) ? null : impact.budget + (cost?.total ?? 0),
    },
    actual: {
      finish: group ? dayOf(group.finish) : null,
      finished,
      benefit: benefits.amount,
      benefits: benefits.count,
      cost: costs.amount,
      costs: costs.count,
    },
    askedAt: now,
    answers: [],
  }
}

/** Each owner for their side; the newest word counts. */
export async function giveVerdict(
  { scope: id, verdict }: { scope: number; verdict: Verdict },
  ctx: Context,
): Promise<Outcome> {
  const own = await ownScope(id, 'see', ctx)
  if ('refused' in own) return tell(own.refused)
  const { scope, initiative } = own
  const sides = [
    ...(initiative.projectOwnerId === ctx.actor.id ? (['project'] as const) : []),
    ...(initiative.productOwnerId === ctx.actor.id ? (['product'] as const) : []),
  ]
  if (!scope.review) return tell(`${scopeName(scope)} has not been looked at again yet. Nothing was changed.`)
  if (sides.length === 0)
    return tell(`The owners of ${initiative.key} say what they make of ${scopeName(scope)}. Nothing was changed.`)
  const others = scope.review.answers.filter(({ side }) => !sides.some((one) => one === side))
  const answers = [...others, ...sides.map((side) => ({ personId: ctx.actor.id, side, verdict }))]
  if (!(await moveScope(ctx.tx, scope, { review: { ...scope.review, answers } }, ctx.now)))
    return tell('It has moved on meanwhile. Nothing was changed.')
  const next = verdict === 'keep' ? '' : ' Propose what should change instead as a scope change of its own.'
  return {
    ...tell(`Noted for ${scopeName(scope)}: ${verdict}.${next}`),
    effects: [{ do: 'refresh', card: reviewCardOf(scope) }],
  }
}
