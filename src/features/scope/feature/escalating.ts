/** Where the owners do not choose: the sponsor, and without one the steering crew by poll. */

import type { Consequence, Effect, Facts } from '../../../chat/feature.ts'
import { crewById } from '../../../people/crews.ts'
import { workingDaysOn } from '../../../schedule/deadlines.ts'
import { putJobs } from '../../../schedule/jobs.ts'
import { openPoll } from '../../../voting/opening.ts'
import { pollOfCard } from '../../../voting/views.ts'
import type { InitiativeRecord } from '../../portfolio/rules/records.ts'
import { anyInitiative } from '../../portfolio/store/reads.ts'
import { choosers } from '../rules/choosing.ts'
import { type ScopeCourse, type ScopeRecord, scopeName, titleOf } from '../rules/records.ts'
import { moveScope } from '../store/scopes.ts'
import { type At, accept, endChoosing, later, reject } from './recording.ts'
import { dm, resultCardOf, sidesOf, sponsorCardOf, steeringCardOf } from './records.ts'

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
export async function askSteering(
  scope: ScopeRecord,
  initiative: InitiativeRecord,
  { tx, now }: At,
): Promise<Consequence> {
  const crew = initiative.steeringCrewId === null ? null : await crewById(tx, initiative.steeringCrewId)
  const voters = crew?.members.filter(({ part }) => part !== 'watches') ?? []
  if (!crew || voters.length === 0) {
    const course = { ...scope.course, nobodyLeft: true }
    if (!(await moveScope(tx, scope, { state: 'escalated', course, sponsorBy: null, chooseBy: null }, now))) return {}
    return {
      effects: [
        ...later(scope),
        ...choosers(initiative, scope)
          .filter((id) => id !== scope.proposerId)
          .map((id) => dm(id, resultCardOf(scope), 'urgent')),
      ],
    }
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
        sides: sidesOf(crew),
      },
      closesAt: workingDaysOn(now, 2, crew),
      electorate: voters.map(({ personId, side }) => ({ personId, side })),
    },
    now,
  )
  // A steering crew may have no channel: then each is asked in person.
  const asked: Effect[] = crew.channels.length
    ? [{ do: 'announce', to: crew.id, card }]
    : voters.map(({ personId }) => dm(personId, card, 'soon'))
  return { effects: [...asked, ...later(scope)] }
}

export async function steered(
  scope: ScopeRecord,
  initiative: InitiativeRecord,
  counted: Facts['poll.closed']['result'],
  at: At,
): Promise<Consequence> {
  if (scope.state !== 'escalated' || counted.method !== 'single') return {}
  const view = await pollOfCard(at.tx, steeringCardOf(scope))
  const [first, second] = counted.winners
  const winner =
    first !== undefined && second === undefined && counted.quorumMet
      ? view?.options.find(({ id }) => id === first)?.text
      : undefined
  const course: ScopeCourse = { ...scope.course, decidedBy: 'steering' }
  if (winner === 'Accept') return accept(scope, initiative, course, at)
  const reasons = winner === 'Reject' ? ['the steering crew voted against it'] : ['the steering crew came to no result']
  return reject(scope, course, reasons, at)
}
