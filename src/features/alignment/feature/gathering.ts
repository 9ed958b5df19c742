/** What a session's agenda is made from: the records of the other features, read. */

import type { Tx } from '../../../db.ts'
import { type Crew, crewById, startedCrews } from '../../../people/crews.ts'
import { addDays, daysAgo } from '../../../schedule/calendar.ts'
import { openActionsOfCrews } from '../../actions/store/reads.ts'
import { proposedOf, reviewedIn } from '../../decisions/store/reads.ts'
import { acceptedSince } from '../../decisions/store/since.ts'
import { crewCalendar, dayOf, slip } from '../../portfolio/rules/network.ts'
import type { InitiativeRecord } from '../../portfolio/rules/records.ts'
import { roadmapOf } from '../../portfolio/rules/roadmap.ts'
import { countWhy } from '../../portfolio/rules/why.ts'
import { whysOf } from '../../portfolio/store/objectives.ts'
import { baselinesOf } from '../../portfolio/store/reads.ts'
import { type PortfolioRecords, portfolioOf, statusIn } from '../../portfolio/store/views.ts'
import { openScopesOf, scopesSince } from '../../scope/store/scopes.ts'
import { type Findings, findingsOf, type MovedLink } from '../rules/finding.ts'
import type { Found, Kind, SessionRecord } from '../rules/records.ts'
import { sessionBefore } from '../store/sessions.ts'
import { learnedFindings } from './learning.ts'
import { coveredBy } from './meeting.ts'
import { todayIn } from './own.ts'

/** Where there was none before: about as long as one lasts until the next. */
const usualDays: Record<Kind, number> = { followUp: 31, strategicReview: 92, planning: 183 }

export async function gather(read: Tx, session: SessionRecord, crew: Crew, now: Date): Promise<Found> {
  const today = todayIn(crew, now)
  const initiatives = await coveredBy(read, crew, session.covers)
  const ids = initiatives.map(({ id }) => id)
  const last = await sessionBefore(read, { crewId: crew.id, id: session.id }, session.kind)
  const since = last?.openedAt ?? daysAgo(now, usualDays[session.kind])
  const records = await portfolioOf(read, crew.organizationId, initiatives, today)
  const crewIds = session.covers === 'crew' ? [crew.id] : await startedCrews(read, crew.organizationId)
  const from = addDays(today, -usualDays[session.kind])
  const findings: Findings = {
    today,
    day: session.day,
    zone: crew.zone,
    scopes: await openScopesOf(read, { crewId: { in: crewIds } }),
    proposed: await proposedOf(read, crewIds, ids),
    reviews: await reviewedIn(read, { crewIds, initiativeIds: ids }, { from, to: session.day }),
    statuses: initiatives.map((one) => statusIn(records, one, today)),
    orphans: orphansOf(records, initiatives),
    moved: await movedLinks(read, records, ids),
    whys: await whyFindings(read, initiatives),
    actions: await openActionsOfCrews(read, crewIds),
    ...(await learnedFindings(read, {
      initiatives,
      crewId: session.covers === 'crew' ? crew.id : null,
      kind: session.kind,
    })),
    since: {
      decisions: await acceptedSince(read, crewIds, since),
      scopes: await scopesSince(read, crewIds, since),
    },
  }
  return findingsOf(findings)
}

/** A share of the spend is money: where a crew hides it, it is not said. */
function orphansOf(records: PortfolioRecords, initiatives: InitiativeRecord[]): Findings['orphans'] {
  const { orphans, spend } = roadmapOf({ ...records, initiatives })
  const shown = initiatives.every(({ crew }) => crew?.money !== 'hidden')
  return { keys: orphans.map(({ initiative }) => initiative.key), share: shown ? spend.share : null }
}

/** Deliverables of one initiative that another waits for, and that end on another day than was agreed. */
async function movedLinks(read: Tx, { plan, network }: PortfolioRecords, own: number[]): Promise<MovedLink[]> {
  if ('cycle' in network) return []
  const pieces = new Map(plan.deliverables.map((one) => [one.id, one]))
  const across = plan.dependencies.flatMap(({ fromId, toId }) => {
    const [from, to] = [pieces.get(fromId), pieces.get(toId)]
    if (!from || !to || from.initiativeId === to.initiativeId || to.finishedOn !== null) return []
    return own.includes(from.initiativeId) || own.includes(to.initiativeId) ? [{ from, to }] : []
  })
  const baselines = await baselinesOf(read, [...new Set(across.map(({ from }) => from.initiativeId))])
  const initiatives = new Map(plan.initiatives.map((one) => [one.id, one]))
  return across.flatMap(({ from, to }): MovedLink[] => {
    // The newest comes first.
    const baseline = baselines.find(({ initiativeId }) => initiativeId === from.initiativeId)
    const agreed = baseline?.plan.find(({ key }) => key === from.key)?.end
    const at = network.network.pieces.get(String(from.id))
    const [one, other] = [initiatives.get(from.initiativeId), initiatives.get(to.initiativeId)]
    if (!agreed || !at || !one || !other) return []
    const end = dayOf(at.end)
    const by = slip(crewCalendar(one.crew), agreed, end)
    if (by === 0) return []
    const name = { from: `${one.key} ${from.key} ${from.name}`, to: `${other.key} ${to.key} ${to.name}` }
    return [{ fromId: from.id, toId: to.id, ...name, end, by }]
  })
}

/** By the sides of the crew that each initiative belongs to. */
async function whyFindings(read: Tx, initiatives: InitiativeRecord[]): Promise<Findings['whys']> {
  const found: Findings['whys'] = []
  const members = new Map<number, Crew['members']>()
  for (const { id: initiativeId, key, crewId } of initiatives) {
    const [newest] = await whysOf(read, initiativeId)
    if (!newest || crewId === null) continue
    if (!members.has(crewId)) members.set(crewId, (await crewById(read, crewId))?.members ?? [])
    found.push({ initiativeId, key, count: countWhy(newest, members.get(crewId) ?? []), at: newest.at })
  }
  return found
}
