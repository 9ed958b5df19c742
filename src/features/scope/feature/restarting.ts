/** The plan moved, or was computed wrong: the vote starts again on what is computed now. */
import type { Context, Effect, Outcome } from '../../../chat/feature.ts'
import { tell } from '../../../chat/say.ts'
import { cancelJobs } from '../../../schedule/jobs.ts'
import { withdrawPoll } from '../../../voting/opening.ts'
import { pollOfCard } from '../../../voting/views.ts'
import { type ScopeRecord, scopeCourse, scopeName } from '../rules/records.ts'
import { clearComments, moveScope } from '../store/scopes.ts'
import { asActor, compute, type Result } from './computing.ts'
import { open, toldOf } from './opening.ts'
import { type Own, ownScope } from './own.ts'
import { dm, refreshed, toldCardOf, voidCardOf, voteCardOf } from './records.ts'

type OfRound = { scope: number; round: number }

/** The plan moved, or was computed wrong: a new round on what is computed now. Ballots are void, and everybody is told. */
export async function restart(
  own: Own,
  { impact, changes }: Result,
  correction: string | null,
  { tx, now }: Pick<Context, 'tx' | 'now'>,
): Promise<Effect[] | null> {
  const { scope, crew, initiative } = own
  const poll = await pollOfCard(tx, voteCardOf(scope))
  if (scope.state === 'voting' && !(poll && (await withdrawPoll(tx, poll.poll.id, now)))) return null
  await cancelJobs(tx, 'scope.open', `${scope.id}:`)
  await cancelJobs(tx, 'scope.correct', `${scope.id}:`)
  const round = scope.round + 1
  const patch = {
    round,
    impact,
    changes,
    computedAt: now,
    state: 'announced' as const,
    course: scopeCourse.parse({}),
    correctBy: null,
    // What was decided on what was computed before holds until this round is decided, and is superseded then.
    decisionNumber: null,
    correction: correction ?? scope.correction,
  }
  if (!(await moveScope(tx, scope, patch, now))) return null
  const next: ScopeRecord = { ...scope, ...patch }
  await clearComments(tx, scope.id)
  const told = await toldOf(tx, next)
  const effects = await open(tx, next, { crew, initiative }, now)
  const voted = poll?.electorate.filter(({ voted }) => voted).map(({ personId }) => personId) ?? []
  return [
    ...refreshed(scope),
    ...effects,
    ...voted.map((id) => dm(id, voidCardOf(next), 'soon')),
    ...told.map(({ initiativeId, personId }) => dm(personId, toldCardOf(next, initiativeId, personId), 'soon')),
  ]
}

export async function recompute({ scope: id, round }: OfRound, ctx: Context): Promise<Outcome> {
  const own = await ownScope(id, 'vote', ctx)
  if ('refused' in own) return tell(own.refused)
  const { scope, initiative, who } = own
  if (scope.state !== 'voting' || scope.round !== round)
    return tell(`This vote on ${scopeName(scope)} is over; the newest card says where it stands.`)
  const as = asActor(ctx, who)
  return {
    later: async (snapshot) => {
      const result = await compute(snapshot, as, initiative, { effects: scope.effects, cost: scope.settings.cost })
      if ('refused' in result)
        return async () =>
          tell(`It cannot be computed any more: ${result.refused} The vote goes on as it is; Withdraw calls it off.`)
      return async (then) => {
        const here = await ownScope(id, 'vote', then)
        if ('refused' in here) return tell(here.refused)
        const effects = here.scope.round === round ? await restart(here, result, null, then) : null
        if (!effects)
          return tell('The vote has ended or was computed again meanwhile; the newest card says where it stands.')
        return {
          ...tell(
            `${scopeName(scope)} is computed on the plan as it is now, and voted on again as round ${round + 1}.`,
          ),
          effects,
        }
      }
    },
  }
}
