/** From what has come to a draft, and to one direct message that asks for a word. */
import type { Consequence, Effect, Facts, JobContext } from '../../../chat/feature.ts'
import type { Tx } from '../../../db.ts'
import { type Crew, crewById } from '../../../people/crews.ts'
import { personById } from '../../../people/persons.ts'
import { isAway } from '../../../people/sides.ts'
import { addDays, type Day, toInstant, toLocal } from '../../../schedule/calendar.ts'
import { worksIn } from '../../../schedule/deadlines.ts'
import { putJobs } from '../../../schedule/jobs.ts'
import { decisionsOfInitiative } from '../../decisions/store/reads.ts'
import { dayOf } from '../../portfolio/rules/network.ts'
import type { DeliverableRecord, InitiativeRecord } from '../../portfolio/rules/records.ts'
import { whysOf } from '../../portfolio/store/objectives.ts'
import { anyInitiative } from '../../portfolio/store/reads.ts'
import { type PortfolioRecords, portfolioOf } from '../../portfolio/store/views.ts'
import {
  agreedDay,
  aheadText,
  confirmDays,
  involved,
  keyOf,
  madePossible,
  milestonesOnLine,
  newsDays,
  type OnTheLine,
  valueText,
  whoIsAsked,
} from '../rules/drafting.ts'
import {
  type CelebrationOf,
  type CelebrationRecord,
  type CelebrationWords,
  celebrationWords,
} from '../rules/records.ts'
import { addCelebration, anyCelebration, celebrationsOf, moveCelebration, setWords, unnamedAmong } from '../store.ts'
import { draftCardOf, refreshed } from './own.ts'

type At = { tx: Tx; now: Date }
type Reached = Facts['portfolio.reached']

const ofs: Record<Reached['of'], CelebrationOf> = {
  milestone: 'milestone',
  baseline: 'baseline',
  launched: 'delivered',
  delivered: 'delivered',
  realized: 'realized',
}

/** Written down with the fact, once for ever; drafted by a job, so that a report never waits for it. */
export async function reached(fact: Reached, { tx, now }: At): Promise<Consequence> {
  const { organizationId, initiativeId, deliverableId, day } = fact
  const initiative = await anyInitiative(tx, initiativeId)
  const crew = initiative?.crewId ? await crewById(tx, initiative.crewId) : null
  if (!initiative || !crew?.startedAt) return {}
  if (day < addDays(toLocal(now, crew.zone).day, -newsDays)) return {}
  // A launch is one of what has customers; of a project it is a phase.
  if (fact.of === 'launched' && initiative.kind === 'project') return {}
  // The last milestone says it too: one thing is not celebrated twice on a day.
  if (fact.of === 'baseline' && (await isTold(tx, initiativeId, day))) return {}
  const celebration = await addCelebration(tx, {
    organizationId,
    crewId: crew.id,
    initiativeId,
    of: ofs[fact.of],
    key: keyOf(fact.of, initiativeId, deliverableId),
    day,
    askedId: await askedOf(tx, whoIsAsked(ofs[fact.of], initiative), now),
    words: celebrationWords.parse({ title: initiative.name, where: initiative.key }),
    at: now,
  })
  if (celebration) await putJobs(tx, [{ name: 'celebrations.draft', key: String(celebration.id), due: now }])
  return {}
}

/** The first who is there; while all are away the first of all, who finds it when they are back. */
async function askedOf(read: Tx, candidates: number[], now: Date): Promise<number | null> {
  for (const id of candidates) {
    const person = await personById(read, id)
    if (person && !isAway(person, toLocal(now, person.zone).day)) return id
  }
  return candidates[0] ?? null
}

async function isTold(tx: Tx, initiativeId: number, day: Day): Promise<boolean> {
  return (await celebrationsOf(tx, [initiativeId])).some((one) => one.day === day && one.of === 'milestone')
}

/** However late: within the days in which it is news it is drafted, after them it lapses. */
export async function draftLate(key: string, { tx, now }: JobContext): Promise<Consequence> {
  const celebration = await anyCelebration(tx, Number(key))
  if (celebration?.state !== 'drafted') return {}
  if (now > (await lapsesAt(tx, celebration))) {
    await moveCelebration(tx, celebration.id, 'lapsed')
    return {}
  }
  return { effects: await draft(tx, celebration, now) }
}

/** The end of the crew's first working day on or after the third. */
async function lapsesAt(read: Tx, { crewId, at }: CelebrationRecord): Promise<Date> {
  const crew = await crewById(read, crewId)
  const zone = crew?.zone ?? 'UTC'
  const works = worksIn(crew ?? { workDays: '12345', country: null })
  let day = addDays(toLocal(at, zone).day, confirmDays)
  for (let step = 0; step < 14 && !works(day); step += 1) day = addDays(day, 1)
  return toInstant(day, crew?.workTo ?? '17:00', zone)
}

/** Fills in what the plan knows, asks, and books the day on which nobody is asked any more. */
export async function draft(tx: Tx, celebration: CelebrationRecord, now: Date): Promise<Effect[]> {
  const words = await wordsOf(tx, celebration, now)
  await setWords(tx, celebration.id, words)
  await putJobs(tx, [{ name: 'celebrations.lapse', key: String(celebration.id), due: await lapsesAt(tx, celebration) }])
  const { askedId } = celebration
  return askedId === null ? [] : [{ do: 'dm', to: askedId, card: draftCardOf(celebration), kind: 'urgent' }]
}

export async function lapse(key: string, { tx }: JobContext): Promise<Consequence> {
  const id = Number(key)
  return (await moveCelebration(tx, id, 'lapsed')) ? { effects: refreshed({ id }) } : {}
}

/** What the plan knows of it now. */
export async function wordsOf(tx: Tx, celebration: CelebrationRecord, now: Date): Promise<CelebrationWords> {
  const { initiativeId, words, day } = celebration
  const initiative = initiativeId === null ? null : await anyInitiative(tx, initiativeId)
  const crew = await crewById(tx, celebration.crewId)
  if (!initiative || !crew) return words
  const today = toLocal(now, crew.zone).day
  const records = await portfolioOf(tx, initiative.organizationId, [initiative], today)
  const pieces = records.plan.deliverables.filter((one) => one.initiativeId === initiative.id)
  const piece = pieceOf(celebration, pieces)
  const until = toInstant(addDays(day, 1), '00:00', crew.zone)
  const decisions = madePossible(await decisionsOfInitiative(tx, initiative.id), until)
  const sides = await sidesOf(tx, { initiative, crew, records, pieces, decisions, day })
  const baseline = records.baselines.get(initiative.id) ?? null
  const linked = new Set(
    records.links.filter((link) => link.initiativeId === initiative.id).map(({ keyResultId }) => keyResultId),
  )
  const results = records.results.filter(({ id }) => linked.has(id))
  const [why] = await whysOf(tx, initiative.id)
  return {
    ...words,
    ...titled(celebration, initiative, piece),
    ...sides,
    ahead: celebration.of === 'realized' ? null : aheadOf(celebration, piece, baseline, initiative),
    forWhom: why?.forWhom ?? null,
    decisions: decisions.map(({ number, what }) => ({ number, what })),
    value: valueText(celebration.of, results, initiative.outcomeCheckOn, today),
    milestones: milestonesOnLine(onTheLine(records, pieces)),
  }
}

const pieceOf = ({ key }: CelebrationRecord, pieces: DeliverableRecord[]) =>
  pieces.find(({ id }) => key === keyOf('milestone', 0, id)) ?? null

function aheadOf(
  { key, day }: CelebrationRecord,
  piece: DeliverableRecord | null,
  baseline: Parameters<typeof agreedDay>[0],
  { crew }: InitiativeRecord,
): string | null {
  // What stands in no plan was agreed for no day.
  if (key.startsWith('hand.')) return null
  return aheadText(agreedDay(baseline, piece?.key ?? null), day, crew)
}

function titled(
  { of, key, words }: CelebrationRecord,
  { key: initiative, name }: InitiativeRecord,
  piece: DeliverableRecord | null,
): Pick<CelebrationWords, 'title' | 'where'> {
  if (key.startsWith('hand.')) return { title: words.title, where: initiative }
  const launched = key.startsWith('launched.')
  switch (of) {
    case 'milestone':
      return { title: `${piece?.name ?? name} is reached`, where: `${initiative} milestone ${piece?.key ?? ''}`.trim() }
    case 'delivered':
      return { title: `${name} is ${launched ? 'launched' : 'delivered'}`, where: initiative }
    case 'realized':
      return { title: `${name} is worth it`, where: initiative }
    case 'baseline':
      return { title: `${name} kept its baseline`, where: `${initiative}, all of its plan is done` }
    case 'anniversary':
      return { title: words.title, where: words.where }
  }
}

interface Around {
  initiative: InitiativeRecord
  crew: Crew
  records: PortfolioRecords
  pieces: DeliverableRecord[]
  decisions: ReturnType<typeof madePossible>
  day: Day
}

async function sidesOf(tx: Tx, { initiative, crew, records, pieces, decisions, day }: Around) {
  const allocations = records.allocations.filter((one) => one.initiativeId === initiative.id)
  const all = { initiative, members: crew.members, allocations, pieces, decisions, day }
  const found = involved({ ...all, unnamed: new Set() })
  return involved({ ...all, unnamed: await unnamedAmong(tx, [...found.project, ...found.product]) })
}

/** Reached on the day it was, the others as the plan says now; without dates only what is reached. */
export function onTheLine({ network }: Pick<PortfolioRecords, 'network'>, pieces: DeliverableRecord[]): OnTheLine[] {
  return pieces
    .filter(({ likely }) => likely === 0)
    .flatMap(({ id, key, name, finishedOn }) => {
      const planned = 'network' in network ? network.network.pieces.get(String(id)) : undefined
      const day = finishedOn ?? (planned && dayOf(planned.end))
      return day ? [{ key, name, day, done: finishedOn !== null }] : []
    })
}
