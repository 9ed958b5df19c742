/** What follows from a vote, and from whoever decides where the sides do not agree. */
import type { Consequence, Effect, Fact, Facts } from '../../../chat/feature.ts'
import type { Tx } from '../../../db.ts'
import { crewById } from '../../../people/crews.ts'
import { cancelJobs, putJobs } from '../../../schedule/jobs.ts'
import { extendPoll, openPoll } from '../../../voting/opening.ts'
import type { ResultOf } from '../../../voting/rules/records.ts'
import { pollOfCard, pollView } from '../../../voting/views.ts'
import type { InitiativeRecord } from '../../portfolio/rules/records.ts'
import { anyInitiative } from '../../portfolio/store/reads.ts'
import { choosers } from '../rules/choosing.ts'
import { usualReview, workingDaysOn } from '../rules/deadline.ts'
import { conditionsOf, countText, courseOf, decisionWords, follows, impactLines, reasonsOf } from '../rules/outcome.ts'
import { type ScopeCourse, type ScopeRecord, scopeName, sourceOf, titleOf } from '../rules/records.ts'
import { anyScope, moveScope } from '../store/scopes.ts'
import { asAnybody, isChange } from './computing.ts'
import { dm, idsOf, refreshed, resultCardOf, sponsorCardOf, steeringCardOf, today, voteCardOf } from './records.ts'

interface At {
  tx: Tx
  now: Date
}

type Closed = Facts['poll.closed']

export async function pollClosed({ pollId, card, result }: Closed, at: At): Promise<Consequence> {
  const [id = 0, round = 0] = idsOf(card.key)
  if (card.kind !== 'scope.vote' && card.kind !== 'scope.steering') return {}
  const scope = await anyScope(at.tx, id)
  const initiative = scope && (await anyInitiative(at.tx, scope.initiativeId))
  if (!scope || !initiative || scope.round !== round) return {}
  if (card.kind === 'scope.steering') return steered(scope, initiative, result, at)
  if (scope.state !== 'voting' || result.method !== 'dualMajority') return {}
  return voted(scope, initiative, { pollId, result }, at)
}

async function voted(scope: ScopeRecord, initiative: InitiativeRecord, { pollId, result }: { pollId: number; result: ResultOf<'dualMajority'> }, at: At): Promise<Consequence> {
  const { tx, now } = at
  const crew = await crewById(tx, scope.crewId)
  const view = await pollView(tx, pollId)
  if (!crew || !view) return {}
  if (initiative.phase === 'retired') {
    const course = { ...scope.course, ended: `${initiative.key} was retired while it was voted on` }
    await moveScope(tx, scope, { state: 'withdrawn', course }, now)
    return { effects: [...refreshed(scope), dm(scope.proposerId, resultCardOf(scope), 'urgent')] }
  }
  const then = follows(result.outcome, view.poll.extended)
  if (then === 'extend') {
    await extendPoll(tx, pollId, workingDaysOn(now, 1, crew), now)
    return { effects: refreshed(scope) }
  }
  const course: ScopeCourse = { ...scope.course, ...courseOf(result), decidedBy: then === 'choose' ? null : 'vote' }
  const reasons = reasonsOf(view.ballots ?? []).against.flatMap(({ reason }) => (reason ? [reason] : []))
  if (then === 'accept') return accept(scope, initiative, course, at)
  if (then === 'reject') return reject(scope, course, reasons, at)
  return disagree(scope, initiative, { ...course, condition: await firstChange(scope, initiative, conditionsOf(view.ballots ?? []), at) }, at)
}

/** The first condition that is a change of the plan, together with what was voted on. */
async function firstChange(scope: ScopeRecord, initiative: InitiativeRecord, conditions: { personId: number; words: string }[], { tx, now }: At): Promise<ScopeCourse['condition']> {
  const as = asAnybody(scope.organizationId, initiative.crew?.zone ?? 'UTC', now)
  for (const { personId, words } of conditions) {
    if (await isChange(tx, as, initiative, words)) return { words, byId: personId }
  }
  return null
}

/** In the thread of the vote's card, and to whoever proposed it. */
const result = (scope: ScopeRecord, also: number[] = []): Effect[] => [
  { do: 'announce', to: scope.crewId, card: resultCardOf(scope), under: voteCardOf(scope) },
  ...[...new Set([scope.proposerId, ...also])].map((id) => dm(id, resultCardOf(scope), 'urgent')),
  ...refreshed(scope),
]

/** The vote is said once; what comes later changes its card. */
const later = (scope: ScopeRecord): Effect[] => [dm(scope.proposerId, resultCardOf(scope), 'urgent'), ...refreshed(scope)]

function wanted(scope: ScopeRecord, accepted: boolean, reasons: string[], actorId: number): Fact {
  const { course } = scope
  const { what, why } = decisionWords(scope, accepted, reasons)
  const line = (label: string, one: NonNullable<ScopeCourse['tally']>['project']) => ({ label, text: countText(one) })
  const tally = course.tally
  return {
    fact: 'decision.wanted',
    organizationId: scope.organizationId,
    crewId: scope.crewId,
    initiativeId: scope.initiativeId,
    keyResultId: scope.keyResultId,
    domain: 'joint',
    what,
    why,
    options: [
      { text: scope.what, why: scope.why },
      { text: 'The plan as it is', why: reasons.join(' · ') || null },
    ],
    tally: tally && [line('Project', tally.project), line('Product', tally.product)],
    impact: impactLines(scope),
    source: sourceOf(scope),
    link: null,
    actorId,
    // It is reviewed here, with what was predicted beside what came.
    reviewOn: null,
    under: voteCardOf(scope),
  }
}

/** Nothing is written into the plan before the project owner had a working day to look at what was computed. */
export async function accept(scope: ScopeRecord, initiative: InitiativeRecord, course: ScopeCourse, { tx, now }: At, actorId = scope.proposerId): Promise<Consequence> {
  const crew = await crewById(tx, scope.crewId)
  if (!crew) return {}
  const correctBy = workingDaysOn(now, 1, crew)
  const reviewOn = scope.reviewOn ?? usualReview(today(crew.zone, now), crew)
  const patch = { state: 'accepted' as const, course, correctBy, reviewOn, chooseBy: null, sponsorBy: null }
  if (!(await moveScope(tx, scope, patch, now))) return {}
  await endChoosing(tx, scope)
  await putJobs(tx, [{ name: 'scope.correct', key: `${scope.id}:${scope.round}`, due: correctBy }])
  const next = { ...scope, ...patch }
  const owner = initiative.projectOwnerId ?? scope.proposerId
  return {
    effects: scope.state === 'voting' ? result(next, [owner]) : [...later(next), ...(owner === scope.proposerId ? [] : [dm(owner, resultCardOf(next), 'urgent')])],
    facts: [wanted(next, true, [], actorId)],
  }
}

export async function reject(scope: ScopeRecord, course: ScopeCourse, reasons: string[], { tx, now }: At, actorId = scope.proposerId): Promise<Consequence> {
  const patch = { state: 'rejected' as const, course, chooseBy: null, sponsorBy: null }
  if (!(await moveScope(tx, scope, patch, now))) return {}
  await endChoosing(tx, scope)
  const next = { ...scope, ...patch }
  return { effects: scope.state === 'voting' ? result(next) : later(next), facts: [wanted(next, false, reasons, actorId)] }
}

async function disagree(scope: ScopeRecord, initiative: InitiativeRecord, course: ScopeCourse, { tx, now }: At): Promise<Consequence> {
  const crew = await crewById(tx, scope.crewId)
  if (!crew) return {}
  const chooseBy = workingDaysOn(now, 2, crew)
  const patch = { state: 'undecided' as const, course, chooseBy }
  if (!(await moveScope(tx, scope, patch, now))) return {}
  await putJobs(tx, [{ name: 'scope.choose', key: `${scope.id}:${scope.round}`, due: chooseBy }])
  return { effects: result({ ...scope, ...patch }, choosers(initiative, scope)) }
}

async function endChoosing(tx: Tx, { id }: ScopeRecord): Promise<void> {
  for (const name of ['scope.choose', 'scope.sponsor']) await cancelJobs(tx, name, `${id}:`)
}

/** The owners chose to ask, or did not choose in time: the sponsor, and without one the steering crew. */
export async function escalate(scope: ScopeRecord, at: At): Promise<Consequence> {
  const { tx, now } = at
  const initiative = await anyInitiative(tx, scope.initiativeId)
  const crew = await crewById(tx, scope.crewId)
  if (!initiative || !crew) return {}
  await endChoosing(tx, scope)
  if (initiative.sponsorId === null) return askSteering(scope, initiative, at)
  const sponsorBy = workingDaysOn(now, 2, crew)
  if (!(await moveScope(tx, scope, { state: 'escalated', sponsorBy, chooseBy: null }, now))) return {}
  await putJobs(tx, [{ name: 'scope.sponsor', key: `${scope.id}:${scope.round}`, due: sponsorBy }])
  return { effects: [dm(initiative.sponsorId, sponsorCardOf(scope), 'urgent'), ...later(scope)] }
}

/** Members of the steering crew vote; without one the card says that nobody is left. */
export async function askSteering(scope: ScopeRecord, initiative: InitiativeRecord, { tx, now }: At): Promise<Consequence> {
  const crew = initiative.steeringCrewId === null ? null : await crewById(tx, initiative.steeringCrewId)
  const voters = crew?.members.filter(({ part }) => part !== 'watches') ?? []
  if (!crew || voters.length === 0) {
    const course = { ...scope.course, nobodyLeft: true }
    if (!(await moveScope(tx, scope, { state: 'escalated', course, sponsorBy: null, chooseBy: null }, now))) return {}
    return { effects: [...later(scope), ...choosers(initiative, scope).filter((id) => id !== scope.proposerId).map((id) => dm(id, resultCardOf(scope), 'urgent'))] }
  }
  if (!(await moveScope(tx, scope, { state: 'escalated', sponsorBy: null, chooseBy: null }, now))) return {}
  const card = steeringCardOf(scope)
  // One poll for each card: asked again in this round, the vote that is there goes on.
  if (await pollOfCard(tx, card)) return { effects: later(scope) }
  await openPoll(
    tx,
    {
      organizationId: scope.organizationId,
      card,
      question: titleOf(scope),
      method: 'single',
      authorId: scope.proposerId,
      options: ['Accept', 'Reject'],
      settings: {
        quorum: { overall: { percent: 50 } },
        reason: 'never',
        name: scopeName(scope),
        readers: `the ${crew.name} crew`,
        zone: crew.zone,
        crewIds: [crew.id],
        decides: `the ${crew.name} crew by the majority of those who vote, at least half of it voting`,
        sides: crew.labels,
      },
      closesAt: workingDaysOn(now, 2, crew),
      electorate: voters.map(({ personId, side }) => ({ personId, side })),
    },
    now,
  )
  // A steering crew may have no channel: then each is asked in person.
  const asked: Effect[] = crew.channels.length ? [{ do: 'announce', to: crew.id, card }] : voters.map(({ personId }) => dm(personId, card, 'urgent'))
  return { effects: [...asked, ...later(scope)] }
}

async function steered(scope: ScopeRecord, initiative: InitiativeRecord, counted: Closed['result'], at: At): Promise<Consequence> {
  if (scope.state !== 'escalated' || counted.method !== 'single') return {}
  const view = await pollOfCard(at.tx, steeringCardOf(scope))
  const [first, second] = counted.winners
  const winner = first !== undefined && second === undefined && counted.quorumMet ? view?.options.find(({ id }) => id === first)?.text : undefined
  const course: ScopeCourse = { ...scope.course, decidedBy: 'steering' }
  if (winner === 'Accept') return accept(scope, initiative, course, at)
  const reasons = winner === 'Reject' ? ['the steering crew voted against it'] : ['the steering crew came to no result']
  return reject(scope, course, reasons, at)
}
