/** What stands around a plan: people's time, risks, gates, stakeholders. Read and written. */
import type { Prisma, Tx } from '../../../db.ts'
import type { Criterion, GateOutcome } from '../rules/people.ts'
import type { RiskData, RiskState } from '../rules/risk.ts'

type Span = { percent: number; fromDay: string; toDay: string }

/** A person's time on an initiative: exactly these spans from now on. */
export async function setAllocations(
  tx: Tx,
  of: { organizationId: number; initiativeId: number; personId: number },
  spans: Span[],
): Promise<void> {
  await tx.allocation.deleteMany({ where: { initiativeId: of.initiativeId, personId: of.personId } })
  await tx.allocation.createMany({ data: spans.map((span) => ({ ...of, ...span })) })
}

export interface RiskRecord extends RiskData {
  id: number
  initiativeId: number
  number: number
  state: RiskState
  at: Date
}

export async function risksOf(read: Tx, initiativeIds: number[]): Promise<RiskRecord[]> {
  const rows = await read.risk.findMany({ where: { initiativeId: { in: initiativeIds } }, orderBy: { number: 'asc' } })
  return rows.map(risk)
}

export async function riskById(read: Tx, organizationId: number, id: number): Promise<RiskRecord | null> {
  const row = await read.risk.findFirst({ where: { id, initiative: { organizationId } } })
  return row && risk(row)
}

/** For cards, which act for nobody in particular. */
export async function anyRisk(read: Tx, id: number): Promise<(RiskRecord & { organizationId: number }) | null> {
  const row = await read.risk.findUnique({
    where: { id },
    include: { initiative: { select: { organizationId: true } } },
  })
  return row && { ...risk(row), organizationId: row.initiative.organizationId }
}

type RiskRow = Omit<RiskRecord, 'impact'> & { impact: bigint | null }

function risk({
  id,
  initiativeId,
  number,
  text,
  probability,
  impact,
  impactDays,
  response,
  ownerId,
  reviewOn,
  state,
  at,
}: RiskRow): RiskRecord {
  const amount = impact === null ? null : Number(impact)
  return {
    id,
    initiativeId,
    number,
    text,
    probability,
    impact: amount,
    impactDays,
    response,
    ownerId,
    reviewOn,
    state,
    at,
  }
}

export async function addRisk(
  tx: Tx,
  initiativeId: number,
  data: RiskData,
  now: Date,
): Promise<{ id: number; number: number }> {
  const last = await tx.risk.findFirst({
    where: { initiativeId },
    orderBy: { number: 'desc' },
    select: { number: true },
  })
  const impact = data.impact === null ? null : BigInt(data.impact)
  return tx.risk.create({
    data: { ...data, impact, initiativeId, number: (last?.number ?? 0) + 1, at: now },
    select: { id: true, number: true },
  })
}

export async function updateRisk(tx: Tx, id: number, data: RiskData & { state: RiskState }): Promise<void> {
  await tx.risk.update({ where: { id }, data: { ...data, impact: data.impact === null ? null : BigInt(data.impact) } })
}

/** False where it was in that state already. */
export async function setRiskState(tx: Tx, id: number, state: RiskState): Promise<boolean> {
  return (await tx.risk.updateMany({ where: { id, state: { not: state } }, data: { state } })).count === 1
}

export async function moveRiskReview(tx: Tx, id: number, reviewOn: string): Promise<void> {
  await tx.risk.update({ where: { id }, data: { reviewOn } })
}

export interface GateRecord {
  id: number
  initiativeId: number
  name: string
  position: number
  criteria: Criterion[]
  projectKeeperId: number | null
  productKeeperId: number | null
  outcome: GateOutcome | null
  holdUntil: string | null
  reason: string | null
  decidedOn: string | null
  decidedById: number | null
}

// Criteria are written by this feature alone, in this shape.
const gate = <T extends { criteria: Prisma.JsonValue }>(row: T) => ({
  ...row,
  criteria: row.criteria as unknown as Criterion[],
})

export async function gatesOf(read: Tx, initiativeId: number): Promise<GateRecord[]> {
  return (await read.gate.findMany({ where: { initiativeId }, orderBy: { position: 'asc' } })).map(gate)
}

export async function gateById(read: Tx, organizationId: number, id: number): Promise<GateRecord | null> {
  const row = await read.gate.findFirst({ where: { id, initiative: { organizationId } } })
  return row && gate(row)
}

/** For cards and jobs, which act for nobody in particular. */
export async function anyGate(read: Tx, id: number): Promise<GateRecord | null> {
  const row = await read.gate.findUnique({ where: { id } })
  return row && gate(row)
}

export async function addGate(
  tx: Tx,
  data: Pick<GateRecord, 'initiativeId' | 'name' | 'position' | 'criteria' | 'projectKeeperId' | 'productKeeperId'>,
): Promise<void> {
  await tx.gate.create({ data: { ...data, criteria: data.criteria as unknown as Prisma.InputJsonValue } })
}

export async function decideGate(
  tx: Tx,
  id: number,
  data: Pick<GateRecord, 'outcome' | 'holdUntil' | 'reason' | 'decidedOn' | 'decidedById' | 'criteria'>,
): Promise<void> {
  await tx.gate.update({
    where: { id },
    data: { ...data, criteria: data.criteria as unknown as Prisma.InputJsonValue },
  })
}

export interface StakeholderRecord {
  id: number
  initiativeId: number
  name: string
  personId: number | null
  informedOf: string
}

export async function stakeholdersOf(read: Tx, initiativeId: number): Promise<StakeholderRecord[]> {
  return read.stakeholder.findMany({ where: { initiativeId }, orderBy: { name: 'asc' } })
}

/** By name: saying it again changes what they are told. */
export async function putStakeholder(
  tx: Tx,
  { initiativeId, name, personId, informedOf }: Omit<StakeholderRecord, 'id'>,
): Promise<void> {
  await tx.stakeholder.upsert({
    where: { initiativeId_name: { initiativeId, name } },
    create: { initiativeId, name, personId, informedOf },
    update: { personId, informedOf },
  })
}

export async function removeStakeholder(tx: Tx, initiativeId: number, name: string): Promise<boolean> {
  return (await tx.stakeholder.deleteMany({ where: { initiativeId, name } })).count === 1
}
