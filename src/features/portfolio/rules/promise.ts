/** How likely the plan keeps the days that were promised. Pure; hands back often, so that others have their turn. */
import { dayNumber, dayText } from '../../../methods/days.ts'
import { monteCarloInParts } from '../../../methods/three-point.ts'
import { type Day, formatDay } from '../../../schedule/calendar.ts'
import type { DeliverableData } from './deliverable.ts'
import type { DeliverableRecord, PlanRecords } from './records.ts'
import { scenarioOf, uncertain, upstream } from './scenario.ts'

export interface Weighed {
  /** Of 100 simulated runs, those that have it by the end of the day. */
  chance: number
  p50: Day
  p80: Day
  /** Of the deliverables it rests on, itself among them, how many are estimates of three points. */
  threePoint: number
  of: number
}

export interface Asked {
  id: number
  on: Day
}

const runs = 10_000
/** The same plan has the same chance. */
const seed = 1

/** By deliverable; `null`: no duration that it rests on is three-point, so that no chance is known. Those finished or gone are left out. */
export function* weigh(records: PlanRecords, asked: Asked[], today: Day): Generator<void, Map<number, Weighed | null>> {
  const plan = scenarioOf(records)
  const open = asked.filter(({ id }) =>
    plan.pieces.some((one) => one.id === String(id) && one.finishedOn === undefined),
  )
  const rests = new Map(open.map(({ id }) => [id, upstream(plan, [String(id)])]))
  const known = open.filter(({ id }) => uncertain(rests.get(id) ?? { pieces: [], links: [] }) > 0)
  const found = new Map<number, Weighed | null>(open.map(({ id }) => [id, null]))
  if (known.length === 0) return found
  const own = new Set(known.map(({ id }) => String(id)))
  const needed = upstream(plan, [...own])
  // Each a group of its own: what is asked is when it ends, not its initiative.
  const pieces = needed.pieces.map(({ group: _, ...one }) => (own.has(one.id) ? { ...one, group: one.id } : one))
  const options = { from: dayNumber(today), runs, seed, criticality: false }
  const result = yield* monteCarloInParts(pieces, needed.links, options)
  // A plan that goes in a circle has no days.
  if (!('forecast' in result)) return found
  for (const { id, on } of known) {
    const days = result.forecast.groups.get(String(id))
    const share = result.forecast.chanceBy(String(id), dayNumber(on))
    const rest = rests.get(id)
    if (!days || share === null || !rest) continue
    found.set(id, {
      chance: Math.round(share * 100),
      p50: dayText(days.p50),
      p80: dayText(days.p80),
      threePoint: uncertain(rest),
      of: rest.pieces.length,
    })
  }
  return found
}

/** Below it both sides must stand for a promise. */
export const evenChance = 50
export const lessThanEven = (weighed: Pick<Weighed, 'chance'> | null): boolean =>
  weighed !== null && weighed.chance < evenChance

/** The plan with a deliverable as it is about to be saved; a new one is there by this id. */
export const newId = -1
export function planWith(
  records: PlanRecords,
  data: DeliverableData,
  { before, initiativeId }: { before: DeliverableRecord | null; initiativeId: number },
): PlanRecords {
  if (before) {
    const deliverables = records.deliverables.map((one) => (one.id === before.id ? { ...one, ...data } : one))
    return { ...records, deliverables }
  }
  const nothing = { percent: 0, startedOn: null, finishedOn: null, reportedAt: null, reportedById: null }
  const added = { ...nothing, ...data, ...unweighed, id: newId, initiativeId, position: 0 }
  return { ...records, deliverables: [...records.deliverables, added] }
}

export const unweighed = { chance: null, weighedOn: null, unsigned: false }
export const unpromised = { promisedOn: null, promisedTo: null, ...unweighed }

/** Of 10,000 runs none, or all: still no certainty. */
export function chanceText(chance: number): string {
  if (chance <= 0) return 'under 1 %'
  return chance >= 100 ? 'over 99 %' : `${chance} %`
}

/** "a 34 % chance", "an 80 % chance" */
export const aChance = (chance: number): string =>
  `${/^(8|11 |18 |o|u)/.test(chanceText(chance)) ? 'an' : 'a'} ${chanceText(chance)} chance`

/** "Fri 12 Mar 2027 has a 34 % chance on the plan of Mon 23 Nov 2026; Fri 19 Mar has 50 %, Fri 26 Mar 80 %". */
export function chanceWords(on: Day, { chance, p50, p80 }: Pick<Weighed, 'chance' | 'p50' | 'p80'>, of: Day): string {
  const day = (one: Day) => formatDay(one, { year: one.slice(0, 4) !== on.slice(0, 4) })
  const later = p50 === p80 ? `${day(p80)} has 80 %` : `${day(p50)} has 50 %, ${day(p80)} 80 %`
  return `${formatDay(on, { year: true })} has ${aChance(chance)} on the plan of ${formatDay(of, { year: true })}; ${later}`
}

/** "10,000 simulated runs; 4 of the 9 deliverables it rests on have an estimate of three points" */
export const restsOn = ({ threePoint, of }: Pick<Weighed, 'threePoint' | 'of'>): string =>
  `${runs.toLocaleString('en')} simulated runs; ${threePoint} of the ${of} ${of === 1 ? 'deliverable' : 'deliverables'} it rests on ${threePoint === 1 ? 'has' : 'have'} an estimate of three points`

export const noChance =
  'What its chance is, is not known: nothing it rests on has an estimate of three points (best, likely, worst).'
