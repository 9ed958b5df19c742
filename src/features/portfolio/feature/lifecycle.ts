/** Baselines; delivered and realized; the outcome check that a delivery books. */
import type { Consequence, Context, JobContext, Outcome, Refusal } from '../../../chat/feature.ts'
import { tell } from '../../../chat/say.ts'
import type { Tx } from '../../../db.ts'
import { type Day, toInstant } from '../../../schedule/calendar.ts'
import { cancelJobs, putJobs } from '../../../schedule/jobs.ts'
import { longDay } from '../cards/lines.ts'
import { baselineForm, checkLaterForm, deliverForm, realizeForm } from '../cards/plan-forms.ts'
import {
  checkAgain,
  checkDeliver,
  checkRealize,
  type DeliverAnswers,
  deliverable,
  realizable,
  usualCheck,
} from '../rules/lifecycle.ts'
import { circleText } from '../rules/links.ts'
import { has } from '../rules/methodology.ts'
import type { BaselinePiece, InitiativeRecord } from '../rules/records.ts'
import { updateInitiative } from '../store/initiatives.ts'
import { addBaseline } from '../store/plan.ts'
import { anyInitiative, deliverablesOf } from '../store/reads.ts'
import { changed } from './changed.ts'
import { decisionOf } from './heard.ts'
import { byId, type Own } from './own.ts'
import { planView } from './plan.ts'
import { reached } from './reached.ts'
import { dayBegins, refuse } from './words.ts'

type OfInitiative = { initiative: number }

const owned = (id: number, doing: string, ctx: Context) => byId(id, 'baseline', doing, ctx)

/** What a baseline would hold, or why there can be none. */
async function baselineOf(
  own: Own,
  ctx: Context,
): Promise<Refusal | { plan: BaselinePiece[]; finish: Day; version: number }> {
  const view = await planView(own, ctx, [])
  if (view.lines === null) return { refused: circleText(view.cycle) }
  if (view.lines.length === 0 || view.finish === null) {
    return { refused: `${own.initiative.key} has no deliverables yet: there is no plan to agree on.` }
  }
  const plan = view.lines.map(({ piece, start, end }) => {
    const { key, name, likely } = piece
    return { key, name, start, end, likely }
  })
  return { plan, finish: view.finish, version: (view.baseline?.version ?? 0) + 1 }
}

export async function drawBaseline({ initiative }: OfInitiative, ctx: Context) {
  const own = await owned(initiative, 'set a baseline of', ctx)
  if ('refused' in own) return own
  const next = await baselineOf(own, ctx)
  return 'refused' in next ? next : baselineForm(own.initiative, next.version, next.finish)
}

export async function setBaseline(
  { decision }: { decision: string },
  { initiative }: OfInitiative,
  ctx: Context,
): Promise<Outcome> {
  const own = await owned(initiative, 'set a baseline of', ctx)
  if ('refused' in own) return tell(own.refused)
  const next = await baselineOf(own, ctx)
  if ('refused' in next) return tell(next.refused)
  const { budget, benefit, key } = own.initiative
  const { plan, finish } = next
  const version = await addBaseline(
    ctx.tx,
    initiative,
    { plan, finish, budget, benefit, decision: decision.trim(), byId: ctx.actor.id },
    ctx.now,
  )
  const what = `${key}: this plan is baseline v${version}, finish ${longDay(finish)}.`
  const moved = await changed(ctx.tx, 'plan', own.initiative.organizationId, [initiative])
  // What names a decision rests on that one.
  if (/^DEC-\d/i.test(decision.trim())) return { ...tell(what), facts: moved }
  const source = `baseline:${initiative}:${version}`
  return {
    ...tell(what),
    facts: [...moved, decisionOf(own, ctx, { domain: 'how', what, why: decision.trim(), source, reviewOn: null })],
  }
}

export async function drawDeliver({ initiative }: OfInitiative, ctx: Context) {
  const own = await owned(initiative, 'deliver', ctx)
  if ('refused' in own) return own
  const why = deliverable(own.initiative, await deliverablesOf(ctx.tx, initiative))
  return why ? { refused: why } : deliverForm(own.initiative, own.today, usualCheck(own.today))
}

export async function deliver(values: DeliverAnswers, { initiative }: OfInitiative, ctx: Context): Promise<Outcome> {
  const own = await owned(initiative, 'deliver', ctx)
  if ('refused' in own) return tell(own.refused)
  const why = deliverable(own.initiative, await deliverablesOf(ctx.tx, initiative))
  if (why) return tell(why)
  const errors = checkDeliver(values, own.today)
  if (Object.keys(errors).length) return refuse(errors)
  await updateInitiative(ctx.tx, initiative, values, ctx.now)
  await bookCheck(ctx, own.initiative, values.outcomeCheckOn)
  return {
    ...tell(
      `${own.initiative.key} is delivered, ${longDay(values.deliveredOn)}. Realized when its value shows: both owners are asked on ${longDay(values.outcomeCheckOn)}.`,
    ),
    facts: [
      ...(await changed(ctx.tx, 'plan', own.initiative.organizationId, [initiative])),
      reached('delivered', own.initiative, values.deliveredOn, ctx.actor.id),
    ],
  }
}

async function bookCheck(
  { tx, actor }: Pick<Context, 'tx' | 'actor'>,
  initiative: InitiativeRecord,
  day: Day,
): Promise<void> {
  await cancelJobs(tx, 'portfolio.outcome', `${initiative.id}:`)
  const due = toInstant(day, dayBegins, initiative.crew?.zone ?? actor.zone)
  await putJobs(tx, [{ name: 'portfolio.outcome', key: `${initiative.id}:${day}`, due }])
}

/** Both owners, each once; the sponsor or the maker where there is none. */
export async function askOutcome(key: string, { tx }: JobContext): Promise<Consequence> {
  const [id = '', day] = key.split(':')
  const found = await anyInitiative(tx, Number(id))
  if (!found || !has(found.methodology, 'outcomeChecks')) return {}
  if (found.realizedOn || found.phase === 'retired' || found.outcomeCheckOn !== day) return {}
  return {
    effects: ownersOf(found).map((to) => ({ do: 'dm', to, card: { kind: 'portfolio.outcome', key }, kind: 'notice' })),
  }
}

export function ownersOf({ projectOwnerId, productOwnerId, sponsorId, createdById }: InitiativeRecord): number[] {
  const owners = [...new Set([projectOwnerId, productOwnerId].filter((id) => id !== null))]
  return owners.length ? owners : [sponsorId ?? createdById]
}

export async function drawRealize({ initiative }: OfInitiative, ctx: Context) {
  const own = await owned(initiative, 'realize', ctx)
  if ('refused' in own) return own
  const why = realizable(own.initiative)
  return why ? { refused: why } : realizeForm(own.initiative, own.today)
}

export async function realize({ day }: { day: Day }, { initiative }: OfInitiative, ctx: Context): Promise<Outcome> {
  const own = await owned(initiative, 'realize', ctx)
  if ('refused' in own) return tell(own.refused)
  const why = realizable(own.initiative)
  if (why) return tell(why)
  const error = checkRealize(day, own.initiative.deliveredOn, own.today)
  if (error) return refuse({ day: error })
  await updateInitiative(ctx.tx, initiative, { realizedOn: day }, ctx.now)
  await cancelJobs(ctx.tx, 'portfolio.outcome', `${initiative}:`)
  return {
    ...tell(`${own.initiative.key} is realized: its value has come.`),
    effects: checksRefreshed(own.initiative),
    facts: [
      ...(await changed(ctx.tx, 'value', own.initiative.organizationId, [initiative])),
      reached('realized', own.initiative, day, ctx.actor.id),
    ],
  }
}

export async function drawLater({ initiative }: OfInitiative, ctx: Context) {
  const own = await owned(initiative, 'move the outcome check of', ctx)
  if ('refused' in own) return own
  const why = realizable(own.initiative)
  return why ? { refused: why } : checkLaterForm(own.initiative, usualCheck(own.today))
}

export async function checkLater({ day }: { day: Day }, { initiative }: OfInitiative, ctx: Context): Promise<Outcome> {
  const own = await owned(initiative, 'move the outcome check of', ctx)
  if ('refused' in own) return tell(own.refused)
  const error = realizable(own.initiative) ?? checkAgain(day, own.today)
  if (error) return refuse({ day: error })
  await updateInitiative(ctx.tx, initiative, { outcomeCheckOn: day }, ctx.now)
  await bookCheck(ctx, own.initiative, day)
  return {
    ...tell(`${own.initiative.key}: both owners are asked again on ${longDay(day)}.`),
    effects: checksRefreshed(own.initiative),
  }
}

const checksRefreshed = ({ id, outcomeCheckOn }: InitiativeRecord) => [
  { do: 'refresh' as const, card: { kind: 'portfolio.outcome', key: `${id}:${outcomeCheckOn}` } },
]

/** What the card of an outcome check is drawn from; its day is of the check that asked. */
export async function outcomeRecords(key: string, read: Tx) {
  const [id = '', day = ''] = key.split(':')
  const initiative = await anyInitiative(read, Number(id))
  return initiative && { initiative, day }
}
