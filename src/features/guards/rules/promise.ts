/** A promised day with less than an even chance: who must stand for it, and what becomes of that as plans move. Pure. */
import { addDays, type Day } from '../../../schedule/calendar.ts'
import { lessThanEven, type Weighed } from '../../portfolio/rules/promise.ts'
import { deciderOf, type Owners, type Side, sides, standsFor } from './sides.ts'

export const promiseStates = ['held', 'waiting', 'signed', 'refused'] as const
export type PromiseState = (typeof promiseStates)[number]

export interface PromiseData {
  promisedOn: Day
  promisedById: number | null
  state: PromiseState
  chance: number | null
  p50: Day | null
  p80: Day | null
  threePoint: number | null
  of: number | null
  weighedOn: Day
  projectById: number | null
  productById: number | null
  reason: string | null
  refusedById: number | null
  toldOn: Day | null
}

export interface PromiseRecord extends PromiseData {
  id: number
  organizationId: number
  initiativeId: number
  deliverableId: number
  at: Date
}

/** With its deliverable's key and name. */
export interface WeakPromise extends PromiseRecord {
  key: string
  name: string
}

type Signed = Pick<PromiseData, 'projectById' | 'productById'>

export const unsigned = ({ state }: Pick<PromiseData, 'state'>): boolean => state === 'waiting' || state === 'refused'

export const signedBy = ({ projectById, productById }: Signed, side: Side): number | null =>
  side === 'project' ? projectById : productById

/** Whose word is missing: who decides for the sides that do not stand for it. */
export function missing(row: Signed, owners: Owners): number[] {
  const open = sides.filter((side) => signedBy(row, side) === null)
  return [...new Set(open.map((side) => deciderOf(owners, side)).filter((id) => id !== null))]
}

const unknown = { chance: null, p50: null, p80: null, threePoint: null, of: null }

const figures = (weighed: Weighed | null) => weighed ?? unknown

const complete = ({ projectById, productById }: Signed) => projectById !== null && productById !== null

/** As it was just promised: whoever does stands for their side. */
export function given(
  { promisedOn, byId, bySides }: { promisedOn: Day; byId: number | null; bySides: Side[] },
  weighed: Weighed | null,
  today: Day,
): PromiseData {
  const signed = {
    projectById: bySides.includes('project') ? byId : null,
    productById: bySides.includes('product') ? byId : null,
  }
  const open = lessThanEven(weighed)
  return {
    ...figures(weighed),
    ...signed,
    promisedOn,
    promisedById: byId,
    state: open ? (complete(signed) ? 'signed' : 'waiting') : 'held',
    weighedOn: today,
    reason: null,
    refusedById: null,
    toldOn: open ? today : null,
  }
}

/** After its owners were told that it fell they are not told again so soon, should the chance go up and down. */
const againDays = 14

/** Weighed anew as the plan moved. `tell`: it fell under an even chance. A signature for this day stands. */
export function weighedAgain(
  row: PromiseData,
  weighed: Weighed | null,
  today: Day,
): { data: PromiseData; tell: boolean } {
  const data = { ...row, ...figures(weighed), weighedOn: today }
  const open = lessThanEven(weighed)
  switch (row.state) {
    case 'signed':
      return { data, tell: false }
    case 'waiting':
    case 'refused':
      return { data: open ? data : { ...data, state: 'held', reason: null, refusedById: null }, tell: false }
    case 'held': {
      if (!open) return { data, tell: false }
      const tell = row.toldOn === null || addDays(row.toldOn, againDays) <= today
      const state = complete(row) ? 'signed' : 'waiting'
      return { data: { ...data, state, toldOn: tell ? today : row.toldOn }, tell }
    }
  }
}

/** Signed for each side this person decides for and that does not stand for it yet; `null`: they have none to give. */
export function cosigned<Row extends PromiseData>(row: Row, owners: Owners, personId: number): Row | null {
  if (!unsigned(row)) return null
  const open = standsFor(owners, personId).filter((side) => signedBy(row, side) === null)
  if (open.length === 0) return null
  const signed = {
    projectById: open.includes('project') ? personId : row.projectById,
    productById: open.includes('product') ? personId : row.productById,
  }
  const state = complete(signed) ? 'signed' : 'waiting'
  return { ...row, ...signed, state, reason: null, refusedById: null }
}
