/** The last word of each side about each initiative of a crew: what counts as one is written in docs/decisions/0025. */
import type { Tx } from '../../../db.ts'
import type { Crew } from '../../../people/crews.ts'
import { addDays, type Day, toInstant, toLocal } from '../../../schedule/calendar.ts'
import { castSince } from '../../../voting/store/ballots.ts'
import { assumptionVoices } from '../../assumptions/store/reads.ts'
import { decisionVoices } from '../../decisions/store/since.ts'
import { experimentVoices } from '../../experiments/store.ts'
import type { InitiativeRecord } from '../../portfolio/rules/records.ts'
import { allocationsOf, deliverablesOf } from '../../portfolio/store/reads.ts'
import { portfolioVoices, type Voice } from '../../portfolio/store/voices.ts'
import { scopeVoices, votedScopes } from '../../scope/store/scopes.ts'
import { saidSince } from '../../standup/store/answers.ts'
import { votedSteerings } from '../../steering/store.ts'
import { type Belonging, type Side, sidesOf } from '../rules/sides.ts'
import { aboutOf } from '../rules/silence.ts'
import { answersTo } from '../store/silences.ts'

/** What was said before is not looked for. */
const farthestDays = 90

export type LastWords = Map<number, Record<Side, Day | null>>

export async function lastWords(
  read: Tx,
  crew: Crew,
  initiatives: InitiativeRecord[],
  members: Map<number, Belonging[]>,
  today: Day,
): Promise<LastWords> {
  const from = addDays(today, -farthestDays)
  const since = toInstant(from, '00:00', crew.zone)
  const ids = initiatives.map(({ id }) => id)
  const voices = [
    ...(await portfolioVoices(read, ids, since)),
    ...(await decisionVoices(read, ids, since)),
    ...(await assumptionVoices(read, ids, since)),
    ...(await experimentVoices(read, ids, since)),
    ...(await scopeVoices(read, ids, since)),
    ...(await answersTo(read, ids, since)),
    ...(await cast(read, 'scope.vote', await votedScopes(read, ids, since), since)),
    ...(await cast(read, 'steering.poll', await votedSteerings(read, ids), since)),
  ].map(({ at, ...voice }) => ({ ...voice, day: toLocal(at, crew.zone).day }))
  const found: LastWords = new Map(ids.map((id) => [id, { project: null, product: null }]))
  const all = [...voices, ...(await standups(read, crew, initiatives, from))]
  for (const { initiativeId, personId, day } of all) {
    const initiative = initiatives.find(({ id }) => id === initiativeId)
    const last = found.get(initiativeId)
    if (!initiative || !last) continue
    for (const side of sidesOf(initiative, members.get(initiativeId) ?? [], personId)) {
      if ((last[side] ?? '') < day) last[side] = day
    }
  }
  return found
}

async function cast(
  read: Tx,
  kind: string,
  cards: { key: string; initiativeId: number }[],
  since: Date,
): Promise<Voice[]> {
  const of = new Map(cards.map(({ key, initiativeId }) => [key, initiativeId]))
  return (await castSince(read, kind, [...of.keys()], since)).flatMap(({ cardKey, personId, at }) => {
    const initiativeId = of.get(cardKey)
    return initiativeId === undefined ? [] : [{ initiativeId, personId, at }]
  })
}

async function standups(
  read: Tx,
  crew: Crew,
  initiatives: InitiativeRecord[],
  from: Day,
): Promise<{ initiativeId: number; personId: number; day: Day }[]> {
  const answers = await saidSince(read, crew.id, from)
  if (answers.length === 0) return []
  const works = await workers(read, initiatives)
  return answers.flatMap(({ personId, day, text }) =>
    aboutOf(text, initiatives, (id) => works.get(id)?.has(personId) ?? false).map((initiativeId) => ({
      initiativeId,
      personId,
      day,
    })),
  )
}

/** Who owns it or a deliverable of it, or has time planned for it. */
async function workers(read: Tx, initiatives: InitiativeRecord[]): Promise<Map<number, Set<number>>> {
  const allocations = await allocationsOf(
    read,
    initiatives.map(({ id }) => id),
  )
  const found = new Map<number, Set<number>>()
  for (const { id, projectOwnerId, productOwnerId } of initiatives) {
    const pieces = await deliverablesOf(read, id)
    const people = [
      projectOwnerId,
      productOwnerId,
      ...pieces.map(({ ownerId }) => ownerId),
      ...allocations.filter(({ initiativeId }) => initiativeId === id).map(({ personId }) => personId),
    ]
    found.set(id, new Set(people.filter((one) => one !== null)))
  }
  return found
}
