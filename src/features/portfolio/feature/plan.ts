/** `/tandem plan`: what comes when, computed when it is asked. */

import type { Actor, Context, Outcome } from '../../../chat/feature.ts'
import type { Button, Message } from '../../../chat/message.ts'
import { tell } from '../../../chat/say.ts'
import { command } from '../../../chat/spoken.ts'
import type { Tx } from '../../../db.ts'
import { whoActs } from '../../../people/standing.ts'
import { toLocal } from '../../../schedule/calendar.ts'
import { type Drawing, shareHere } from '../../../sharing/sharing.ts'
import type { Shared } from '../../../sharing/store.ts'
import { type PlanLine, type PlanView, planCard } from '../cards/plan.ts'
import { whichInitiative } from '../cards/which.ts'
import { has } from '../rules/methodology.ts'
import { crewCalendar, dayOf, networkOf, slip } from '../rules/network.ts'
import { anyInitiative, deliverablesOf, newestBaseline, planOfOrganization } from '../store/reads.ts'
import { seenInitiatives } from '../store/seen.ts'
import { allowed, byId, byKey, type Own } from './own.ts'

export async function plan(key: string | undefined, ctx: Context): Promise<Outcome> {
  if (key !== undefined) {
    const found = await byKey(key, 'see', 'see', ctx)
    return 'refused' in found ? tell(found.refused) : showPlan(found, ctx)
  }
  const who = await whoActs(ctx)
  const all = await seenInitiatives(ctx.tx, ctx.actor.organizationId, who)
  // Of the channel's crew where one is asked in it, else of one's own crews, else all.
  const here = all.filter(({ crewId }) => crewId !== null && crewId === ctx.place.crewId)
  const mine = all.filter(({ crewId }) => crewId !== null && who.crewIds.includes(crewId))
  const meant = here.length ? here : mine.length ? mine : all
  const [only] = meant
  if (!only)
    return tell(
      `There is no initiative yet. ${command('initiative')} makes one; ${command('plan import')} takes a whole plan.`,
    )
  if (meant.length > 1) return tell(whichInitiative('plan', meant))
  return planOf(only.id, ctx)
}

export async function planOf(initiativeId: number, ctx: Context): Promise<Outcome> {
  const found = await byId(initiativeId, 'see', 'see', ctx)
  return 'refused' in found ? tell(found.refused) : showPlan(found, ctx)
}

async function showPlan(own: Own, ctx: Context): Promise<Outcome> {
  const share = await shareHere('portfolio.plan', { initiative: own.initiative.id }, ctx)
  return tell(planCard(await planView(own, ctx, [...buttonsOf(own), share])))
}

export async function drawPlan(
  { initiative: id }: { initiative: number },
  { zone }: Shared,
  { snapshot, now }: Drawing,
): Promise<Message | null> {
  return snapshot(async (read) => {
    const initiative = await anyInitiative(read, id)
    if (!initiative) return null
    const today = toLocal(now, initiative.crew?.zone ?? zone).day
    return planCard(await planView({ initiative, today }, { tx: read, actor: { zone } }, []))
  })
}

export async function planView(
  own: Pick<Own, 'initiative' | 'today'>,
  { tx, actor }: { tx: Tx; actor: Pick<Actor, 'zone'> },
  buttons: Button[],
): Promise<PlanView> {
  const { initiative, today } = own
  const zone = initiative.crew?.zone ?? actor.zone
  const baseline = await newestBaseline(tx, initiative.id)
  const records = await planOfOrganization(tx, initiative.organizationId)
  // A retired one is in nobody's network any more; its own still has days.
  if (initiative.phase === 'retired') {
    records.initiatives.push(initiative)
    records.deliverables.push(...(await deliverablesOf(tx, initiative.id)))
  }
  const pieces = records.deliverables.filter(({ initiativeId }) => initiativeId === initiative.id)
  const reports = pieces.flatMap(({ reportedAt, reportedById }) =>
    reportedAt && reportedById !== null ? [{ at: reportedAt, by: reportedById }] : [],
  )
  const reported = reports.sort((a, b) => b.at.getTime() - a.at.getTime())[0] ?? null
  const common = { initiative, baseline, reported, zone, buttons }
  const result = networkOf(records, today)
  if ('cycle' in result) return { ...common, lines: null, cycle: result.cycle, finish: null, late: null }
  const names = namesIn(records, initiative.id)
  const lines = pieces.flatMap((piece): PlanLine[] => {
    const at = result.network.pieces.get(String(piece.id))
    if (!at) return []
    const after = records.dependencies.filter(({ toId }) => toId === piece.id)
    return [
      {
        piece,
        start: dayOf(at.start),
        end: dayOf(at.end),
        float: at.totalFloat,
        critical: at.critical,
        after: after.map(({ fromId, lag }) => `${names.get(fromId) ?? '?'}${lag ? `+${lag}` : ''}`),
      },
    ]
  })
  const group = result.network.groups.get(initiative.key)
  const finish = group ? dayOf(group.finish) : null
  const late = finish && baseline?.finish ? slip(crewCalendar(initiative.crew), baseline.finish, finish) : null
  return { ...common, lines, cycle: [], finish, late }
}

/** "T3" inside the initiative, "PAY T2" outside. */
export function namesIn(records: Awaited<ReturnType<typeof planOfOrganization>>, ownId: number): Map<number, string> {
  const keys = new Map(records.initiatives.map(({ id, key }) => [id, key]))
  return new Map(
    records.deliverables.map(({ id, key, initiativeId }) => [
      id,
      initiativeId === ownId ? key : `${keys.get(initiativeId) ?? '?'} ${key}`,
    ]),
  )
}

function buttonsOf(own: Own): Button[] {
  const { initiative } = own
  const value = { initiative: initiative.id }
  const open = (press: string, label: string): Button => ({ press: `portfolio.${press}`, label, value, opens: true })
  const edit = allowed(own, 'edit')
  const baseline = allowed(own, 'baseline')
  return [
    ...(edit ? [open('add', 'Add deliverable')] : []),
    ...(allowed(own, 'progress') ? [{ ...open('progress', 'Report progress'), style: 'primary' as const }] : []),
    ...(edit ? [open('change', 'Change one'), open('link', 'Link')] : []),
    ...(allowed(own, 'book') ? [open('book', 'Book money')] : []),
    ...(baseline ? [open('baseline', 'Set baseline')] : []),
    ...(baseline && !initiative.deliveredOn ? [open('deliver', 'Deliver')] : []),
    ...(baseline && initiative.deliveredOn && !initiative.realizedOn ? [open('realize', 'Realize')] : []),
    ...(edit ? [open('allocate', 'Allocate'), open('risk', 'Add risk')] : []),
    ...(edit && has(initiative.methodology, 'gates') ? [open('gate', 'Add gate')] : []),
    ...(edit ? [open('stakeholder', 'Stakeholder')] : []),
    { press: 'portfolio.around', label: 'Risks, gates, people', value },
  ]
}
