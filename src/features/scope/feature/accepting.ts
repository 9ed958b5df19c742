/** From an accepted change to the next baseline, to those who are to be informed, and to where the plan really lives. */

import type { Consequence, Context, Effect, Facts, JobContext, Outcome } from '../../../chat/feature.ts'
import { tell } from '../../../chat/say.ts'
import type { Tx } from '../../../db.ts'
import { crewById } from '../../../people/crews.ts'
import { addWorkingDays, toInstant } from '../../../schedule/calendar.ts'
import { worksIn } from '../../../schedule/deadlines.ts'
import { putJobs } from '../../../schedule/jobs.ts'
import type {} from '../../actions/facts.ts'
import { actionsOfSource } from '../../actions/store/reads.ts'
import type {} from '../../portfolio/facts.ts'
import type { InitiativeRecord } from '../../portfolio/rules/records.ts'
import { stakeholdersOf } from '../../portfolio/store/around.ts'
import { anyInitiative } from '../../portfolio/store/reads.ts'
import { informedIn } from '../../raci/store/reads.ts'
import { outdated } from '../../whatif/rules/question.ts'
import { ripple } from '../../whatif/rules/ripple.ts'
import { groundOf } from '../../whatif/store/ground.ts'
import { choosers } from '../rules/choosing.ts'
import { actionSourceOf, idOfSource, type ScopeRecord, scopeName, sourceOf, titleOf } from '../rules/records.ts'
import { anyScope, moveScope, setDecision } from '../store/scopes.ts'
import { asAnybody } from './computing.ts'
import { ownScope } from './own.ts'
import { dm, idsOf, listCardOf, refreshed, resultCardOf, today } from './records.ts'

/** Nobody reported an error in time: the portfolio writes it into the plan. */
export async function writePlan(key: string, { tx, now }: JobContext): Promise<Consequence> {
  const [id = 0, round = 0] = idsOf(key)
  const scope = await anyScope(tx, id)
  const initiative = scope && (await anyInitiative(tx, scope.initiativeId))
  if (!scope || !initiative || scope.state !== 'accepted' || scope.round !== round || scope.baselineVersion !== null)
    return {}
  const ready = await applicable(tx, scope, initiative, now)
  if ('refused' in ready) {
    const course = {
      ...scope.course,
      problem: `${ready.refused} So ${scopeName(scope)} is accepted, and could not be written into the plan.`,
    }
    await moveScope(tx, scope, { course }, now)
    return {
      effects: [
        ...refreshed(scope),
        ...choosers(initiative, scope).map((one) => dm(one, resultCardOf(scope), 'urgent')),
      ],
    }
  }
  const recorded = scope.decisionNumber === null ? '' : `DEC-${scope.decisionNumber} `
  return {
    facts: [
      {
        fact: 'scope.accepted',
        organizationId: scope.organizationId,
        initiativeId: scope.initiativeId,
        source: sourceOf(scope),
        changes: scope.changes ?? [],
        longer: ready.longer,
        benefit: scope.value.benefit?.amount ?? null,
        decision: `${recorded}${titleOf(scope)}`,
        byId: initiative.projectOwnerId ?? scope.proposerId,
      },
    ],
  }
}

/** Whether it can still be made, and by how much a person's part moves deliverables: the plan went on since the vote. */
async function applicable(tx: Tx, { changes, organizationId }: ScopeRecord, initiative: InitiativeRecord, now: Date) {
  const asked = changes ?? []
  const ground = await groundOf(tx, asAnybody(organizationId, initiative.crew?.zone ?? 'UTC', now), {
    id: initiative.id,
  })
  if ('refused' in ground) return ground
  const { plan, allocations, today: day } = ground
  const old = outdated(asked, { initiative, records: plan })
  if (old) return { refused: old }
  const staffing = { initiativeId: initiative.id, deliverables: plan.deliverables, allocations, today: day }
  const result = ripple({ initiative, records: plan, changes: asked, staffing })
  if (!('ripple' in result)) return { refused: 'The plan would go in a circle now.' }
  const delayed = (piece: number) =>
    asked.reduce((sum, change) => sum + (change.do === 'delay' && change.piece === piece ? change.days : 0), 0)
  const before = new Map(result.ripple.before.pieces.map(({ id, duration }) => [id, duration]))
  const longer = result.ripple.after.pieces.flatMap(({ id, duration }) => {
    const was = before.get(id)
    const days = was === undefined ? 0 : duration - was - delayed(Number(id))
    return Math.abs(days) > 1e-6 ? [{ piece: Number(id), days }] : []
  })
  return { longer: asked.some((change) => change.do === 'staff') ? longer : [] }
}

/** It is in the plan: those to be informed are told, and whoever enters it where the plan really lives. */
export async function planBaselined(
  { source, initiativeId, version }: Facts['plan.baselined'],
  { tx, now }: { tx: Tx; now: Date },
): Promise<Consequence> {
  const from = idOfSource(source)
  const scope = from && (await anyScope(tx, from.id))
  const initiative = scope && (await anyInitiative(tx, initiativeId))
  const crew = scope && (await crewById(tx, scope.crewId))
  if (!scope || !initiative || !crew || scope.state !== 'accepted' || scope.round !== from.round) return {}
  await moveScope(tx, scope, { baselineVersion: version, correctBy: null }, now)
  if (scope.reviewOn)
    await putJobs(tx, [
      {
        name: 'scope.review',
        key: `${scope.id}:${scope.reviewOn}`,
        due: toInstant(scope.reviewOn, '09:00', crew.zone),
      },
    ])
  const entering = elsewhere(scope, initiative, crew, now)
  return {
    effects: [...refreshed(scope), ...(await told(tx, scope, initiative)), ...entering.effects],
    facts: entering.facts,
  }
}

/** Those to be informed (RACI), stakeholders with an account, and owners of initiatives whose dates move. */
async function told(tx: Tx, scope: ScopeRecord, initiative: InitiativeRecord): Promise<Effect[]> {
  return (await informed(tx, scope, initiative)).map(({ personId }) =>
    dm(personId, { kind: 'scope.changed', key: `${scope.id}:${personId}` }, 'notice'),
  )
}

export async function informed(
  read: Tx,
  scope: ScopeRecord,
  initiative: InitiativeRecord,
): Promise<{ personId: number; because: string }[]> {
  const reasons = new Map<number, string>()
  const add = (personId: number | null, because: string) => {
    if (personId !== null && personId !== scope.proposerId && !reasons.has(personId)) reasons.set(personId, because)
  }
  for (const shift of scope.impact?.initiatives.slice(1) ?? []) {
    const other = shift.days === 0 ? null : await anyInitiative(read, shift.id)
    for (const id of [other?.projectOwnerId, other?.productOwnerId])
      add(id ?? null, `You are told because ${shift.key} moves with it.`)
  }
  for (const { personId, informedOf: what } of await stakeholdersOf(read, initiative.id))
    add(personId, `You are told because you are a stakeholder of ${initiative.key}: ${what}.`)
  for (const { personId, activity } of await informedIn(read, initiative.id))
    add(personId, `You are told because you are informed of "${activity}".`)
  return [...reasons].map(([personId, because]) => ({ personId, because }))
}

/** Accepted, not yet entered: until somebody says that it is. */
function elsewhere(
  scope: ScopeRecord,
  initiative: InitiativeRecord,
  crew: { id: number; zone: string; workDays: string; country: string | null },
  now: Date,
): Required<Pick<Consequence, 'effects' | 'facts'>> {
  if (!initiative.planAt) return { effects: [], facts: [] }
  const ownerId = initiative.projectOwnerId ?? scope.proposerId
  const wanted = {
    fact: 'action.wanted' as const,
    organizationId: scope.organizationId,
    crewId: crew.id,
    initiativeId: initiative.id,
    text: `Enter ${titleOf(scope)} where its plan lives`,
    ownerId,
    dueOn: addWorkingDays(today(crew.zone, now), 2, worksIn(crew)),
    source: actionSourceOf(scope),
    createdById: scope.proposerId,
    told: true as const,
  }
  return { effects: [dm(ownerId, listCardOf(scope), 'urgent')], facts: [wanted] }
}

export async function entered({ scope: id }: { scope: number }, ctx: Context): Promise<Outcome> {
  const own = await ownScope(id, 'see', ctx)
  if ('refused' in own) return tell(own.refused)
  const { scope, initiative } = own
  const action = await actionOf(ctx.tx, scope)
  if (!action) return tell(`Nothing of ${scopeName(scope)} is waiting to be entered.`)
  if (![action.ownerId, initiative.projectOwnerId, scope.proposerId].includes(ctx.actor.id))
    return tell(`Whoever enters ${scopeName(scope)} where the plan lives says so. Nothing was changed.`)
  if (action.state !== 'open') return tell(`${scopeName(scope)} was entered already.`)
  const { organizationId } = scope
  return {
    ...tell(`${scopeName(scope)} is entered.`),
    facts: [{ fact: 'action.met', organizationId, source: actionSourceOf(scope) }],
  }
}

/** However it was closed: on the list, or where action items are. */
export async function actionChanged({ source }: Facts['action.changed']): Promise<Consequence> {
  const from = idOfSource(source)
  return from ? { effects: [{ do: 'refresh', card: listCardOf(from) }] } : {}
}

/** The promise to enter it. */
export async function actionOf(read: Tx, scope: Pick<ScopeRecord, 'id' | 'organizationId'>) {
  return (await actionsOfSource(read, scope.organizationId, actionSourceOf(scope))).at(-1) ?? null
}

/** The decision has its number now. */
export async function decisionMade(
  { source, decisionId, number }: Facts['decision.made'],
  { tx }: { tx: Tx },
): Promise<Consequence> {
  const from = idOfSource(source)
  const scope = from && (await anyScope(tx, from.id))
  if (!scope || scope.round !== from.round) return {}
  await setDecision(tx, scope.id, decisionId, number)
  return { effects: refreshed(scope) }
}
