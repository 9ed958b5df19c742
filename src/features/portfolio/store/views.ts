/** What status, roadmap, why and capacity are drawn from; and what people say to a why. */
import type { Tx } from '../../../db.ts'
import type { Day } from '../../../schedule/calendar.ts'
import { networkOf, type PlanNetwork } from '../rules/network.ts'
import type {
  AllocationRecord,
  BaselineRecord,
  BookingRecord,
  InitiativeRecord,
  KeyResultRecord,
  PlanRecords,
  RateRecord,
} from '../rules/records.ts'
import { type Status, statusOf } from '../rules/status.ts'
import { type KeyResultLink, keyResultLinksOf, keyResultsByIds } from './objectives.ts'
import { allocationsAround, baselinesOf, bookingsOf, deliverablesOf, planAround, ratesOf } from './reads.ts'

export interface PortfolioRecords {
  plan: PlanRecords
  network: PlanNetwork
  results: KeyResultRecord[]
  links: KeyResultLink[]
  allocations: AllocationRecord[]
  rates: RateRecord[]
  /** The newest of each, by initiative. */
  baselines: Map<number, BaselineRecord>
  bookings: BookingRecord[]
}

/** What is known of `wanted`, and of others what bears on them: plans that are linked to theirs, people whom they share. */
export async function portfolioOf(
  read: Tx,
  organizationId: number,
  wanted: InitiativeRecord[],
  today: Day,
): Promise<PortfolioRecords> {
  const ids = wanted.map(({ id }) => id)
  const allocations = await allocationsAround(read, ids)
  const elsewhere = allocations.map(({ initiativeId }) => initiativeId)
  const plan = await planAround(read, organizationId, ids, elsewhere)
  const links = await keyResultLinksOf(read, ids)
  const results = await keyResultsByIds(
    read,
    links.map(({ keyResultId }) => keyResultId),
  )
  const rates = await ratesOf(read, organizationId)
  const baselines = await baselinesOf(read, ids)
  const bookings = await bookingsOf(read, ids)
  // A retired one is in nobody's network any more; its own still has days.
  for (const one of wanted.filter(({ phase }) => phase === 'retired')) {
    plan.initiatives.push(one)
    plan.deliverables.push(...(await deliverablesOf(read, one.id)))
  }
  const newest = new Map<number, BaselineRecord>()
  for (const baseline of baselines) {
    if (!newest.has(baseline.initiativeId)) newest.set(baseline.initiativeId, baseline)
  }
  return { plan, network: networkOf(plan, today), results, links, allocations, rates, baselines: newest, bookings }
}

export function resultsOf({ results, links }: PortfolioRecords, initiativeId: number): KeyResultRecord[] {
  const linked = new Set(links.filter((one) => one.initiativeId === initiativeId).map((one) => one.keyResultId))
  return results.filter(({ id }) => linked.has(id))
}

export function statusIn(records: PortfolioRecords, initiative: InitiativeRecord, today: Day): Status {
  const { plan, network, rates, allocations, baselines, bookings } = records
  return statusOf({
    initiative,
    plan,
    network,
    rates,
    allocations,
    today,
    baseline: baselines.get(initiative.id) ?? null,
    bookings: bookings.filter(({ initiativeId }) => initiativeId === initiative.id),
    results: resultsOf(records, initiative.id),
  })
}

/** The last word of a person on this version; `reason` where they disagree. */
export async function sayToWhy(
  tx: Tx,
  of: { whyId: number; personId: number },
  voice: { agrees: boolean; reason: string | null },
  now: Date,
): Promise<void> {
  await tx.whyVoice.upsert({
    where: { whyId_personId: of },
    create: { ...of, ...voice, at: now },
    update: { ...voice, at: now },
  })
}

/** The initiative that a version of a why is of. */
export async function whyInitiative(read: Tx, whyId: number): Promise<number | null> {
  return (await read.why.findUnique({ where: { id: whyId }, select: { initiativeId: true } }))?.initiativeId ?? null
}
