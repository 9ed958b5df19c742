/** What Northwind works on: objectives, four initiatives with plans, money, people and baselines. In few writes. */
import type { Tx } from '../db.ts'
import { networkOf } from '../features/portfolio/rules/network.ts'
import { planOfOrganization } from '../features/portfolio/store/reads.ts'
import { dayText } from '../methods/days.ts'
import { type Day, toInstant, toLocal } from '../schedule/calendar.ts'
import { dayFrom, zone } from './days.ts'
import { sampleResults, sampleWhys } from './goals.ts'
import { sampleInitiatives } from './plans.ts'
import type { SampleInitiative } from './shapes.ts'

const cents = (amount: number) => BigInt(amount * 100)

interface House {
  organizationId: number
  id(account: string): number
  day(at: number): Day
  moment(ago: number): Date
}

export async function addSamplePortfolio(
  tx: Tx,
  organizationId: number,
  id: (account: string) => number,
  now: Date,
): Promise<void> {
  const today = toLocal(now, zone).day
  const day = dayFrom(today)
  const house: House = { organizationId, id, day, moment: (ago) => toInstant(day(-ago), '16:00', zone) }
  const results = await addResults(tx, house)
  const initiatives = await addInitiatives(tx, house)
  await tx.initiativeKeyResult.createMany({
    data: sampleInitiatives.flatMap((one) =>
      one.results.map((key) => ({ initiativeId: got(initiatives, one.key), keyResultId: got(results, key) })),
    ),
  })
  await addPieces(tx, house, initiatives)
  await tx.booking.createMany({
    data: sampleInitiatives.flatMap((one) =>
      one.costs.map(({ ago, amount, note, by }) => ({
        organizationId,
        initiativeId: got(initiatives, one.key),
        kind: 'cost' as const,
        day: day(-ago),
        amount: cents(amount),
        currency: 'EUR',
        note,
        byId: id(by),
        at: house.moment(ago),
      })),
    ),
  })
  await tx.allocation.createMany({
    data: sampleInitiatives.flatMap((one) =>
      one.people.map(({ account, percent, from, to }) => ({
        organizationId,
        initiativeId: got(initiatives, one.key),
        personId: id(account),
        percent,
        fromDay: day(from),
        toDay: day(to),
      })),
    ),
  })
  await addBaselines(tx, house, initiatives, today)
  await addWhys(tx, house, initiatives)
}

function got(ids: Map<string, number>, key: string): number {
  const id = ids.get(key)
  if (id === undefined) throw new Error(`The sample has no ${key}`)
  return id
}

async function addResults(tx: Tx, { organizationId, id, day, moment }: House): Promise<Map<string, number>> {
  const objective = await tx.objective.create({
    data: { organizationId, key: 'O1', name: 'Shoppers finish what they begin, and come back', createdAt: moment(60) },
  })
  const rows = await tx.keyResult.createManyAndReturn({
    data: sampleResults.map(({ key, name, unit, baseline, target, owners }) => ({
      organizationId,
      objectiveId: objective.id,
      key,
      name,
      unit,
      baseline,
      target,
      projectOwnerId: id(owners[0] ?? ''),
      productOwnerId: id(owners[1] ?? ''),
    })),
    select: { id: true, key: true },
  })
  const ids = new Map(rows.map((row) => [row.key, row.id]))
  await tx.keyResultReading.createMany({
    data: sampleResults.flatMap(({ key, readings }) =>
      readings.map(({ ago, value, count, by }) => ({
        keyResultId: got(ids, key),
        day: day(-ago),
        value,
        count,
        byId: id(by),
        at: moment(ago),
      })),
    ),
  })
  return ids
}

async function addInitiatives(tx: Tx, { organizationId, id, day, moment }: House): Promise<Map<string, number>> {
  const crews = await tx.crew.findMany({ where: { organizationId }, select: { id: true, name: true } })
  const crew = new Map(crews.map((one) => [one.name, one.id]))
  const rows = await tx.initiative.createManyAndReturn({
    data: sampleInitiatives.map((one) => ({
      organizationId,
      key: one.key,
      name: one.name,
      kind: one.kind,
      methodology: one.methodology,
      phase: one.phase,
      crewId: crew.get(one.crew) ?? null,
      steeringCrewId: one.steering ? (crew.get(one.steering) ?? null) : null,
      projectOwnerId: id(one.owners.project),
      productOwnerId: id(one.owners.product),
      sponsorId: one.owners.sponsor ? id(one.owners.sponsor) : null,
      budget: cents(one.budget),
      benefit: one.benefit === null ? null : cents(one.benefit),
      burnPerDay: one.burn ? cents(one.burn) : null,
      currency: 'EUR',
      startOn: day(one.start),
      proposedOn: day(one.start - 10),
      acceptedOn: day(one.start),
      createdById: id(one.owners.project),
      createdAt: moment(-one.start),
      updatedAt: moment(one.reported.ago),
    })),
    select: { id: true, key: true },
  })
  return new Map(rows.map((row) => [row.key, row.id]))
}

async function addPieces(tx: Tx, house: House, initiatives: Map<string, number>): Promise<void> {
  const { organizationId, id, day, moment } = house
  const rows = await tx.deliverable.createManyAndReturn({
    data: sampleInitiatives.flatMap((one) =>
      one.pieces.map((piece, position) => {
        const [optimistic, likely, pessimistic] = typeof piece.days === 'number' ? [null, piece.days, null] : piece.days
        const begun = piece.started !== undefined
        return {
          organizationId,
          initiativeId: got(initiatives, one.key),
          key: piece.key,
          name: piece.name,
          optimistic,
          likely,
          pessimistic,
          percent: piece.percent ?? 0,
          startedOn: piece.started === undefined ? null : day(piece.started),
          finishedOn: piece.finished === undefined ? null : day(piece.finished),
          promisedOn: piece.promised ? day(piece.promised.on) : null,
          promisedTo: piece.promised?.to ?? null,
          valuePoints: piece.points ?? null,
          ownerId: piece.owner ? id(piece.owner) : null,
          position: position + 1,
          reportedAt: begun ? moment(one.reported.ago) : null,
          reportedById: begun ? id(one.reported.by) : null,
        }
      }),
    ),
    select: { id: true, key: true, initiativeId: true },
  })
  const keys = new Map([...initiatives].map(([key, initiativeId]) => [initiativeId, key]))
  const ids = new Map(rows.map((row) => [`${keys.get(row.initiativeId)} ${row.key}`, row.id]))
  await tx.dependency.createMany({
    data: sampleInitiatives.flatMap((one) =>
      one.pieces.flatMap((piece) =>
        (piece.after ?? []).map((from) => ({
          fromId: got(ids, from.includes(' ') ? from : `${one.key} ${from}`),
          toId: got(ids, `${one.key} ${piece.key}`),
        })),
      ),
    ),
  })
}

/** As agreed: what the plan says now, except where the sample names other days. */
async function addBaselines(tx: Tx, house: House, initiatives: Map<string, number>, today: Day): Promise<void> {
  const plan = await planOfOrganization(tx, house.organizationId)
  const result = networkOf(plan, today)
  if ('cycle' in result) throw new Error(`The sample goes in a circle: ${result.cycle.join(', ')}`)
  const agreedPlan = (one: SampleInitiative) => {
    const rows = plan.deliverables.filter(({ initiativeId }) => initiativeId === got(initiatives, one.key))
    return rows.flatMap(({ id, key, name, likely }) => {
      const at = result.network.pieces.get(String(id))
      const agreed = one.pieces.find((piece) => piece.key === key)?.agreed
      if (!at) return []
      const [start, end] = agreed ? agreed.map(house.day) : [dayText(at.start), dayText(at.end)]
      return [{ key, name, start: start ?? today, end: end ?? today, likely }]
    })
  }
  await tx.baseline.createMany({
    data: sampleInitiatives.flatMap((one) =>
      one.baselines.map(({ decision, ago, finish }, index) => ({
        initiativeId: got(initiatives, one.key),
        version: index + 1,
        finish: house.day(finish),
        budget: cents(one.budget),
        benefit: one.benefit === null ? null : cents(one.benefit),
        plan: agreedPlan(one),
        decision,
        byId: house.id(one.owners.project),
        at: house.moment(ago),
      })),
    ),
  })
}

async function addWhys(tx: Tx, { id, moment }: House, initiatives: Map<string, number>): Promise<void> {
  const rows = await tx.why.createManyAndReturn({
    data: sampleWhys.map(({ of, by, ago, sentence, forWhom, evidence }, index) => ({
      initiativeId: got(initiatives, of),
      version: sampleWhys.slice(0, index).filter((before) => before.of === of).length + 1,
      sentence,
      forWhom,
      evidence,
      byId: id(by),
      at: moment(ago),
    })),
    select: { id: true, sentence: true },
  })
  const ids = new Map(rows.map((row) => [row.sentence, row.id]))
  await tx.whyVoice.createMany({
    data: sampleWhys.flatMap(({ sentence, ago, voices }) =>
      voices.map(({ by, agrees, reason }) => ({
        whyId: got(ids, sentence),
        personId: id(by),
        agrees,
        reason,
        at: moment(ago - 1),
      })),
    ),
  })
}
