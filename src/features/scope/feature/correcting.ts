/** The sponsor’s word; an error that is reported in what was computed. */
import type { Context, Effect, Outcome, Refusal } from '../../../chat/feature.ts'
import { notTaken, tell } from '../../../chat/say.ts'
import { pollOfCard } from '../../../voting/views.ts'
import { errorForm, sponsorForm } from '../cards/form.ts'
import { scopeCourse, scopeName } from '../rules/records.ts'
import { moveScope } from '../store/scopes.ts'
import { asDraft, endJobs, over } from './choosing.ts'
import { asActor, compute } from './computing.ts'
import { ownersAsked } from './form.ts'
import { type Own, ownScope } from './own.ts'
import { accept, reject } from './recording.ts'
import { refreshed, resultCardOf, steeringCardOf } from './records.ts'
import { restart } from './restarting.ts'

type Sponsoring = { scope: number; accepts: boolean }

async function sponsored({ scope: id }: { scope: number }, ctx: Context): Promise<Own | Refusal> {
  const own = await ownScope(id, 'see', ctx)
  if ('refused' in own) return own
  if (own.initiative.sponsorId !== ctx.actor.id)
    return {
      refused: `${scopeName(own.scope)} is for the sponsor of ${own.initiative.key} to decide. Nothing was changed.`,
    }
  if (own.scope.state !== 'escalated' || (await pollOfCard(ctx.tx, steeringCardOf(own.scope))))
    return { refused: over(own.scope) }
  return own
}

export async function drawSponsor(value: Sponsoring, ctx: Context) {
  const own = await sponsored(value, ctx)
  return 'refused' in own ? own : sponsorForm(own.scope, value.accepts)
}

export async function sponsor({ reason }: { reason: string }, value: Sponsoring, ctx: Context): Promise<Outcome> {
  const own = await sponsored(value, ctx)
  if ('refused' in own) return notTaken(own.refused)
  const { scope, initiative } = own
  const said = { personId: ctx.actor.id, accepts: value.accepts, reason: reason.trim() }
  const course = { ...scope.course, decidedBy: 'sponsor' as const, sponsor: said, nobodyLeft: false }
  const done = value.accepts
    ? await accept(scope, initiative, course, ctx, ctx.actor.id)
    : await reject(scope, course, [said.reason], ctx, ctx.actor.id)
  return {
    ...tell(`${scopeName(scope)} is ${value.accepts ? 'accepted' : 'rejected'}, with your reason in the record.`),
    ...done,
  }
}

/** The project owner's, until it is the baseline; without one, the proposer's. */
async function correctable({ scope: id }: { scope: number }, ctx: Context): Promise<Own | Refusal> {
  const own = await ownScope(id, 'see', ctx)
  if ('refused' in own) return own
  const { scope, initiative } = own
  if (ctx.actor.id !== (initiative.projectOwnerId ?? scope.proposerId))
    return {
      refused: `Errors in a computed plan of ${initiative.key} are reported by its project owner. Nothing was changed.`,
    }
  if (scope.state !== 'accepted' || scope.baselineVersion !== null)
    return {
      refused: `${scopeName(scope)} ${scope.baselineVersion === null ? 'is not waiting for corrections' : 'is in the plan already; propose another change'}.`,
    }
  return own
}

export async function drawCorrection(value: { scope: number }, ctx: Context) {
  const own = await correctable(value, ctx)
  return 'refused' in own ? own : errorForm(own.scope)
}

/** Computed again on the plan as it is now; where that cannot be, it is a draft again, to be put right. */
export async function correct({ error }: { error: string }, value: { scope: number }, ctx: Context): Promise<Outcome> {
  const own = await correctable(value, ctx)
  if ('refused' in own) return notTaken(own.refused)
  const { scope, initiative, who } = own
  const words = error.trim()
  const as = asActor(ctx, who)
  return {
    later: async (snapshot) => {
      const result = await compute(snapshot, as, initiative, { effects: scope.effects, cost: scope.settings.cost })
      return async (then) => {
        const here = await correctable(value, then)
        if ('refused' in here) return notTaken(here.refused)
        if ('refused' in result) return backToDraft(here, words, result.refused, then)
        const effects = await restart(here, result, words, then)
        return effects
          ? {
              ...tell(`${scopeName(scope)} is computed again and voted on again as round ${scope.round + 1}.`),
              effects,
            }
          : notTaken(over(scope))
      }
    },
  }
}

async function backToDraft(
  { scope, initiative }: Own,
  correction: string,
  why: string,
  { tx, now }: Context,
): Promise<Outcome> {
  await endJobs(tx, scope)
  const patch = {
    ...asDraft(scope, scope.effects),
    correction,
    correctBy: null,
    course: scopeCourse.parse({ ended: `${correction} ${why}` }),
  }
  if (!(await moveScope(tx, scope, patch, now))) return notTaken(over(scope))
  const effects: Effect[] = [
    ...refreshed(scope),
    { do: 'refresh', card: resultCardOf(scope) },
    ...ownersAsked(scope, initiative, null),
  ]
  return { ...tell(`${why} So ${scopeName(scope)} is a draft again, to be put right.`), effects }
}
