/** Amend, split, escalate, withdraw; the sponsor's word; an error that is reported. */
import type { Consequence, Context, JobContext, Outcome } from '../../../chat/feature.ts'
import { tell } from '../../../chat/say.ts'
import type { Tx } from '../../../db.ts'
import { cancelJobs } from '../../../schedule/jobs.ts'
import { withdrawPoll } from '../../../voting/opening.ts'
import { pollOfCard } from '../../../voting/views.ts'
import { anyInitiative } from '../../portfolio/store/reads.ts'
import { partsOf } from '../../whatif/rules/words.ts'
import { agreed, choose, choosers, splitEffects, waysWords } from '../rules/choosing.ts'
import { noEffects } from '../rules/draft.ts'
import { type ScopeRecord, scopeCourse, scopeName, type Way } from '../rules/records.ts'
import { anyScope, clearComments, createScope, moveScope } from '../store/scopes.ts'
import { askSteering, escalate } from './escalating.ts'
import { ownersAsked } from './form.ts'
import { type Own, ownScope } from './own.ts'
import { dm, draftCardOf, idsOf, refreshed, voteCardOf } from './records.ts'

type OfRound = { scope: number; round: number }

export const over = (scope: ScopeRecord) =>
  `${scopeName(scope)} has moved on meanwhile; its newest card says where it stands. Nothing was changed.`

export async function chooseWay({ scope: id, round, way }: OfRound & { way: Way }, ctx: Context): Promise<Outcome> {
  const own = await ownScope(id, 'see', ctx)
  if ('refused' in own) return tell(own.refused)
  const { scope, initiative } = own
  const left = scope.state === 'escalated' && scope.course.nobodyLeft
  if ((scope.state !== 'undecided' && !left) || scope.round !== round) return tell(over(scope))
  const owners = choosers(initiative, scope)
  if (!owners.includes(ctx.actor.id))
    return tell(
      `What comes next of ${scopeName(scope)} is for the owners of ${initiative.key} to choose. Nothing was changed.`,
    )
  const course = choose(scope.course, ctx.actor.id, way, ctx.now)
  const both = agreed(course, owners)
  if (both === null) {
    if (!(await moveScope(ctx.tx, scope, { course }, ctx.now))) return tell(over(scope))
    return {
      ...tell(
        `You would ${waysWords[way]}. It holds once the other owner chooses the same; until then you can choose again.`,
      ),
      effects: refreshed(scope),
    }
  }
  return follow(both, { ...own, scope: { ...scope, course } }, ctx)
}

async function follow(way: Way, own: Own, ctx: Context): Promise<Outcome> {
  const { scope } = own
  const { tx, now } = ctx
  switch (way) {
    case 'amend':
      return amend(own, ctx)
    case 'split':
      return split(own, ctx)
    case 'escalate': {
      if (!(await moveScope(tx, scope, { course: scope.course }, now))) return tell(over(scope))
      return {
        ...tell(`${scopeName(scope)} goes to whoever decides above you.`),
        ...(await escalate(scope, { tx, now })),
      }
    }
    case 'withdraw': {
      await endJobs(tx, scope)
      if (!(await moveScope(tx, scope, { state: 'withdrawn', course: scope.course, chooseBy: null }, now)))
        return tell(over(scope))
      return { ...tell(`${scopeName(scope)} is withdrawn. The plan stays as it is.`), effects: refreshed(scope) }
    }
  }
}

export async function endJobs(tx: Tx, { id }: ScopeRecord): Promise<void> {
  for (const name of ['scope.open', 'scope.choose', 'scope.sponsor', 'scope.correct'])
    await cancelJobs(tx, name, `${id}:`)
}

export const asDraft = (scope: ScopeRecord, effects: string | null) => ({
  state: 'draft' as const,
  round: scope.round + 1,
  effects,
  course: scopeCourse.parse({}),
  chooseBy: null,
  sponsorBy: null,
  // It was computed for other words.
  computedAt: effects === scope.effects ? scope.computedAt : null,
})

/** A draft again, with what was asked for in it: the owners look at it, and open the next round. */
async function amend({ scope, initiative }: Own, { tx, now }: Context): Promise<Outcome> {
  const condition = scope.course.condition?.words
  const before = scope.effects === null || noEffects(scope.effects) ? [] : [scope.effects]
  const effects = condition ? [...before, condition].join('; ') : scope.effects
  await endJobs(tx, scope)
  if (!(await moveScope(tx, scope, asDraft(scope, effects), now))) return tell(over(scope))
  await clearComments(tx, scope.id)
  const name = scopeName(scope)
  return {
    ...tell(
      condition
        ? `${name} is a draft again, with "${condition}" in it. Look at it and open the next round.`
        : `${name} is a draft again. Change it and open the next round.`,
    ),
    effects: [...refreshed(scope), ...ownersAsked(scope, initiative, null)],
  }
}

async function split({ scope, initiative }: Own, { tx, now }: Context): Promise<Outcome> {
  const parts = splitEffects(partsOf(scope.effects ?? ''))
  await endJobs(tx, scope)
  if (!(await moveScope(tx, scope, asDraft(scope, parts?.first ?? scope.effects), now))) return tell(over(scope))
  await clearComments(tx, scope.id)
  const { organizationId, initiativeId, crewId, proposerId, why, keyResultId } = scope
  const second = await createScope(tx, {
    organizationId,
    initiativeId,
    crewId,
    proposerId,
    why,
    keyResultId,
    at: now,
    what: `${scope.what}, second part`.slice(0, 140),
    effects: parts?.rest ?? null,
    fromId: scope.id,
  })
  return {
    ...tell(
      `Split: ${scopeName(scope)} keeps the first part, ${scopeName(second)} has the rest. Both are drafts for the owners to fill in.`,
    ),
    effects: [...refreshed(scope), ...ownersAsked(scope, initiative, null), ...ownersAsked(second, initiative, null)],
  }
}

/** Whoever proposed it, or an owner, while it is not decided. */
export async function withdraw({ scope: id, round }: OfRound, ctx: Context): Promise<Outcome> {
  const own = await ownScope(id, 'see', ctx)
  if ('refused' in own) return tell(own.refused)
  const { scope, initiative } = own
  if (!['draft', 'announced', 'voting'].includes(scope.state) || scope.round !== round) return tell(over(scope))
  if (![scope.proposerId, initiative.projectOwnerId, initiative.productOwnerId].includes(ctx.actor.id))
    return tell(
      `Only whoever proposed ${scopeName(scope)} and the owners of ${initiative.key} withdraw it. Nothing was changed.`,
    )
  const poll = await pollOfCard(ctx.tx, voteCardOf(scope))
  if (scope.state === 'voting' && !(poll && (await withdrawPoll(ctx.tx, poll.poll.id, ctx.now))))
    return tell(over(scope))
  await endJobs(ctx.tx, scope)
  const course = { ...scope.course, ended: 'by whoever proposed it or an owner' }
  if (!(await moveScope(ctx.tx, scope, { state: 'withdrawn', opensAt: null, course }, ctx.now)))
    return tell(over(scope))
  const told =
    scope.state === 'draft'
      ? []
      : choosers(initiative, scope)
          .filter((one) => one !== ctx.actor.id)
          .map((one) => dm(one, draftCardOf(scope), 'notice'))
  return {
    ...tell(`${scopeName(scope)} is withdrawn. The plan stays as it is.`),
    effects: [...refreshed(scope), ...told],
  }
}

/** The owners' two working days are over. */
export async function chooseLate(key: string, at: JobContext): Promise<Consequence> {
  const [id = 0, round = 0] = idsOf(key)
  const scope = await anyScope(at.tx, id)
  return scope?.state === 'undecided' && scope.round === round ? escalate(scope, at) : {}
}

/** So are the sponsor's. */
export async function sponsorLate(key: string, at: JobContext): Promise<Consequence> {
  const [id = 0, round = 0] = idsOf(key)
  const scope = await anyScope(at.tx, id)
  const initiative = scope && (await anyInitiative(at.tx, scope.initiativeId))
  return initiative && scope.state === 'escalated' && scope.round === round ? askSteering(scope, initiative, at) : {}
}
