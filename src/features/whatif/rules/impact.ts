/** What a change does to dates, money and key results, computed on the plan as it is. Typed: others propose from it. Pure. */
import { formatDay } from '../../../schedule/calendar.ts'
import { circleText } from '../../portfolio/rules/links.ts'
import type { KeyResultRecord, PlanRecords } from '../../portfolio/rules/records.ts'
import { type Chance, forecast } from './chance.ts'
import type { Change } from './change.ts'
import { burnOf, type Cost, costOf, extraOf, movesOnePerson } from './cost.ts'
import { fingerprintOf, seedOf } from './fingerprint.ts'
import type { Ground } from './ground.ts'
import { outdated, type Question } from './question.ts'
import { type InitiativeShift, type PieceShift, ripple } from './ripple.ts'
import { overload, ownPieces, plannedBefore, type Staffing } from './staff.ts'

/** A card names no more, and every one more is simulated with all that it waits for. */
export const mostInitiatives = 6

export interface Impact {
  /** The initiative itself first, then those that are reached and may be seen, by how much their finish moves. */
  initiatives: InitiativeShift[]
  /** How many more are reached, which may not be seen. */
  unseen: number
  /** The deliverables that the question names: their float, before and after. */
  named: PieceShift[]
  /** P50 and P80 of the first ones; `null`: no duration that matters is three-point. */
  chance: Chance | null
  /** Of those that change in money; `null`: the question moves a person, and is answered in days alone. */
  costs: Cost[] | null
  /** Of initiatives that finish later. */
  risks: { result: KeyResultRecord; shifts: InitiativeShift[] }[]
  /** What else the question brings up. */
  warnings: string[]
  /** By person who is moved: the part that was planned; `null`: nothing. */
  planned: Map<number, number | null>
  basis: Basis
}

export interface Basis {
  today: string
  /** Of the baseline; `null`: none was agreed yet. */
  planVersion: number | null
  fingerprint: string
  /** The newest word about progress of the initiative's deliverables, how many have one, and how many there are. */
  reported: { at: Date; by: number } | null
  reporting: number
  deliverables: number
}

export type Computed = { impact: Impact } | { refused: string }

/** Hands back often, so that others have their turn. The same question on the same plan has the same impact. */
export function* recompute(question: Question, ground: Ground): Generator<void, Computed> {
  const { initiative, plan, seen, allocations, today } = ground
  const { changes } = question
  const old = outdated(changes, { initiative, records: seen })
  if (old) return { refused: old }
  const staffing: Staffing = { initiativeId: initiative.id, deliverables: plan.deliverables, allocations, today }
  const result = ripple({ initiative, records: plan, changes, staffing })
  if ('cycle' in result) return { refused: circle(result, seen) }
  yield
  const { before, after, initiatives: shifts, named } = result.ripple
  const mine = new Set(seen.initiatives.map(({ id }) => id))
  const shown = shifts.filter((shift) => mine.has(shift.initiative.id))
  const fingerprint = fingerprintOf(before)
  const groups = shown.slice(0, mostInitiatives).map((shift) => shift.initiative.key)
  const moves = changes.filter((change) => change.do === 'staff')
  return {
    impact: {
      initiatives: shown,
      unseen: shifts.length - shown.length,
      named,
      chance: yield* forecast(before, after, { groups, today, seed: seedOf(question.words, fingerprint) }),
      costs: movesOnePerson(changes) ? null : costs(shown, changes, ground),
      risks: risks(shown, ground),
      warnings: warnings(changes, staffing, ground),
      planned: new Map(moves.map((one) => [one.person, plannedBefore(one, staffing)])),
      basis: basisOf(ground, fingerprint),
    },
  }
}

/** Deliverables of what they may not see have no names here. */
function circle({ cycle, already }: { cycle: string[]; already: boolean }, seen: PlanRecords): string {
  const keys = seen.initiatives.map(({ key }) => key)
  const names = cycle.map((name) =>
    name.startsWith('"') || keys.some((key) => name.startsWith(`${key} `)) ? name : 'one that is not yours',
  )
  return already ? `The plan itself has no dates yet. ${circleText(names)}` : circleText(names)
}

function costs(shifts: InitiativeShift[], changes: Change[], { initiative, today, rates, costs: booked }: Ground) {
  return shifts
    .map((shift) => {
      const burn = burnOf(shift.initiative, booked, { today, rates })
      return costOf(shift, burn, shift.initiative.id === initiative.id ? extraOf(changes) : 0)
    })
    .filter(({ days, extra }) => days !== 0 || extra !== 0)
}

function risks(shifts: InitiativeShift[], { results, links }: Ground): Impact['risks'] {
  const later = shifts.filter(({ days }) => days > 0)
  return results.flatMap((result) => {
    const ids = links.flatMap((link) => (link.keyResultId === result.id ? [link.initiativeId] : []))
    const touched = later.filter(({ initiative }) => ids.includes(initiative.id))
    return touched.length ? [{ result, shifts: touched }] : []
  })
}

function warnings(changes: Change[], staffing: Staffing, { who, initiative }: Ground): string[] {
  return changes.flatMap((change) => {
    if (change.do !== 'staff') return []
    const idle = ownPieces(change, staffing).length === 0
    // A guest learns nothing of other initiatives.
    const over = who.guest ? null : overload(change, staffing)
    const day = over && formatDay(over.day, { year: true })
    return [
      ...(idle
        ? [`${change.name} owns no unfinished deliverable of ${initiative.key}, so no date depends on it.`]
        : []),
      ...(over ? [`With other initiatives ${change.name} would be at ${over.percent} % from ${day}.`] : []),
    ]
  })
}

function basisOf({ initiative, plan, today, version }: Ground, fingerprint: string): Basis {
  const own = plan.deliverables.filter(({ initiativeId }) => initiativeId === initiative.id)
  const reports = own
    .flatMap(({ reportedAt, reportedById }) =>
      reportedAt && reportedById !== null ? [{ at: reportedAt, by: reportedById }] : [],
    )
    .sort((a, b) => b.at.getTime() - a.at.getTime())
  return {
    today,
    planVersion: version,
    fingerprint,
    reported: reports[0] ?? null,
    reporting: reports.length,
    deliverables: own.length,
  }
}
