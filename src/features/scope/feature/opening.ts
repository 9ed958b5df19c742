/** From a draft to a vote: those whose dates move are told first; then it opens on what was computed. */

import type { Context, Effect, JobContext, Outcome } from '../../../chat/feature.ts'
import { tell } from '../../../chat/say.ts'
import { command } from '../../../chat/spoken.ts'
import type { Tx } from '../../../db.ts'
import { type Crew, crewById } from '../../../people/crews.ts'
import { addWorkingMinutes } from '../../../schedule/calendar.ts'
import { workingDaysOn, worksIn } from '../../../schedule/deadlines.ts'
import { cancelJobs, putJobs } from '../../../schedule/jobs.ts'
import { openPoll } from '../../../voting/opening.ts'
import type { InitiativeRecord } from '../../portfolio/rules/records.ts'
import { mayOf, refusal } from '../../portfolio/rules/rights.ts'
import { anyInitiative } from '../../portfolio/store/reads.ts'
import { voteDeadline } from '../rules/deadline.ts'
import { isComplete, missingOf } from '../rules/draft.ts'
import { othersMoved } from '../rules/impact.ts'
import { type ScopeRecord, scopeCourse, scopeName, titleOf } from '../rules/records.ts'
import { anyScope, commentsOf, moveScope } from '../store/scopes.ts'
import { asActor, compute, type Result } from './computing.ts'
import { type Own, ownScope } from './own.ts'
import { dm, draftCardOf, idsOf, refreshed, sidesOf, toldCardOf, voteCardOf } from './records.ts'

/** How long those whose dates move have to answer, in the crew's working hours. */
const askedMinutes = 4 * 60

type OfRound = { scope: number; round: number }

/** Why the crew cannot vote, or nothing. */
function unable(scope: ScopeRecord, crew: Crew): string | null {
  const voters = votersOf(crew)
  const empty = (['project', 'product'] as const).find((side) => !voters.some((one) => one.side === side))
  return empty
    ? `Nobody of ${crew.name} is on the ${sidesOf(crew)[empty]} side, and ${scopeName(scope)} needs both. Add somebody first.`
    : null
}

const votersOf = ({ members }: Crew) => members.filter(({ part }) => part !== 'watches')

export async function openVote({ scope: id, round }: OfRound, ctx: Context): Promise<Outcome> {
  const own = await ownScope(id, 'vote', ctx)
  if ('refused' in own) return tell(own.refused)
  const { scope, initiative, crew, who } = own
  const name = scopeName(scope)
  const opened = ({ state, round: now }: ScopeRecord) => state !== 'draft' || now !== round
  const already = `The vote on ${name} was opened already. ${command(`scope show ${name}`)} shows it.`
  if (opened(scope)) return tell(already)
  if (!mayOf('vote', who, initiative)) return tell(refusal('vote', `open a vote on ${initiative.key}`))
  if (initiative.phase === 'retired') return tell(`${initiative.key} is retired: nothing of it changes any more.`)
  if (!isComplete(scope)) {
    const { product, project } = missingOf(scope)
    return tell(`${name} still needs ${[...product, ...project].join(', ')}. Fill in opens the form.`)
  }
  const why = unable(scope, crew)
  if (why) return tell(why)
  const deadline = voteDeadline(scope.settings.deadline, ctx.now, crew)
  if ('error' in deadline) return tell(`The deadline: ${deadline.error} Change it opens the form.`)
  const as = asActor(ctx, who)
  return {
    later: async (snapshot) => {
      const result = await compute(snapshot, as, initiative, { effects: scope.effects, cost: scope.settings.cost })
      if ('refused' in result)
        return async () => tell(`${result.refused} The vote was not opened; Change it opens the form.`)
      return async (then) => {
        const here = await ownScope(id, 'vote', then)
        if ('refused' in here) return tell(here.refused)
        if (opened(here.scope)) return tell(already)
        // What was computed is of these words.
        if (here.scope.updatedAt.getTime() !== scope.updatedAt.getTime())
          return tell(`${name} was changed meanwhile. Look at it, and open the vote then.`)
        return announce(here, result, then)
      }
    },
  }
}

/** Owners of the other initiatives, each with the one they are asked for; whoever proposed it knows. */
export async function toldOf(read: Tx, scope: ScopeRecord): Promise<{ initiativeId: number; personId: number }[]> {
  const told: { initiativeId: number; personId: number }[] = []
  for (const { id } of scope.impact ? othersMoved(scope.impact) : []) {
    const other = await anyInitiative(read, id)
    for (const personId of [other?.projectOwnerId, other?.productOwnerId]) {
      if (
        personId == null ||
        personId === scope.proposerId ||
        told.some((one) => one.personId === personId && one.initiativeId === id)
      )
        continue
      told.push({ initiativeId: id, personId })
    }
  }
  return told
}

async function announce(
  { scope, crew, initiative }: Own,
  { impact, changes }: Result,
  { tx, now }: Context,
): Promise<Outcome> {
  const computed = { ...scope, impact, changes, computedAt: now }
  const told = await toldOf(tx, computed)
  const opensAt = told.length
    ? addWorkingMinutes(now, askedMinutes, {
        zone: crew.zone,
        workDays: crew.workDays,
        from: crew.workFrom,
        to: crew.workTo,
        isHoliday: (day) => !worksIn(crew)(day),
      })
    : null
  const patch = {
    impact,
    changes,
    computedAt: now,
    opensAt,
    state: 'announced' as const,
    course: scopeCourse.parse({}),
  }
  if (!(await moveScope(tx, scope, patch, now))) return tell('Somebody was faster: the vote is being opened.')
  const announced: ScopeRecord = { ...computed, ...patch }
  if (opensAt === null) {
    const effects = await open(tx, announced, { crew, initiative }, now)
    return { ...tell(`The vote on ${titleOf(scope)} is open, in every channel of ${crew.name}.`), effects }
  }
  await putJobs(tx, [{ name: 'scope.open', key: `${scope.id}:${scope.round}`, due: opensAt }])
  const asked = told.map(({ initiativeId, personId }) =>
    dm(personId, toldCardOf(scope, initiativeId, personId), 'soon'),
  )
  return {
    ...tell(
      `The owners of ${othersMoved(impact)
        .map(({ key }) => key)
        .join(
          ', ',
        )} are told first, since their dates move. The vote opens when they have answered, at the latest in four working hours.`,
    ),
    effects: [...asked, ...refreshed(scope)],
  }
}

/** The electorate is fixed here. */
export async function open(
  tx: Tx,
  scope: ScopeRecord,
  { crew, initiative }: { crew: Crew; initiative: InitiativeRecord },
  now: Date,
): Promise<Effect[]> {
  await cancelJobs(tx, 'scope.open', `${scope.id}:${scope.round}`)
  const why = unable(scope, crew)
  if (why) {
    await moveScope(tx, scope, { state: 'draft', course: { ...scope.course, ended: why } }, now)
    return [...refreshed(scope), dm(scope.proposerId, draftCardOf(scope), 'urgent')]
  }
  const deadline = voteDeadline(scope.settings.deadline, now, crew)
  const { live, early } = scope.settings
  if (!(await moveScope(tx, scope, { state: 'voting', openedAt: now, opensAt: null }, now))) return []
  await openPoll(
    tx,
    {
      organizationId: scope.organizationId,
      card: voteCardOf(scope),
      question: titleOf(scope),
      method: 'dualMajority',
      authorId: scope.proposerId,
      settings: {
        shown: live ? 'live' : 'afterClose',
        reason: 'against',
        early,
        name: scopeName(scope),
        readers: `the ${crew.name} crew`,
        zone: crew.zone,
        crewIds: [crew.id],
        decides: decides(crew, initiative),
        sides: sidesOf(crew),
      },
      // What was typed may have passed while others were asked.
      closesAt: 'ok' in deadline ? deadline.ok : workingDaysOn(now, 2, crew),
      electorate: votersOf(crew).map(({ personId, side }) => ({ personId, side })),
    },
    now,
  )
  return [{ do: 'announce', to: crew.id, card: voteCardOf(scope) }, ...refreshed(scope)]
}

function decides(crew: Crew, initiative: InitiativeRecord): string {
  const voters = votersOf(crew)
  const needed = (side: 'project' | 'product') => {
    const size = voters.filter((one) => one.side === side).length
    return `${Math.floor(size / 2) + 1} of ${size} ${sidesOf(crew)[side]}`
  }
  const up = initiative.sponsorId === null ? 'ask the steering crew' : 'ask the sponsor'
  return `each side by its own majority, at least ${needed('project')} and ${needed('product')} voting. If they disagree, its owners amend, split, ${up} or withdraw`
}

/** Nobody is waited for any longer. */
export async function openLate(key: string, { tx, now }: JobContext): Promise<{ effects?: Effect[] }> {
  const [id = 0, round = 0] = idsOf(key)
  const scope = await anyScope(tx, id)
  if (scope?.state !== 'announced' || scope.round !== round) return {}
  return { effects: await openNow(tx, scope, now) }
}

export async function openNow(tx: Tx, scope: ScopeRecord, now: Date): Promise<Effect[]> {
  const crew = await crewById(tx, scope.crewId)
  const initiative = await anyInitiative(tx, scope.initiativeId)
  return crew && initiative ? open(tx, scope, { crew, initiative }, now) : []
}

/** Whether everybody who is told has answered. */
export async function allAnswered(read: Tx, scope: ScopeRecord): Promise<boolean> {
  const comments = await commentsOf(read, scope.id)
  const answered = ({ initiativeId, personId }: { initiativeId: number; personId: number }) =>
    comments.some((one) => one.initiativeId === initiativeId && one.personId === personId)
  return (await toldOf(read, scope)).every(answered)
}
