/** One-time codes and wrong tries. */
import type { Tx } from '../../../db.ts'

export interface KeptCode {
  id: number
  personId: number
  installationId: number
  channelId: number | null
  crewId: number | null
  salt: string
  hash: string
  expiresAt: Date
  usedAt: Date | null
  usedById: number | null
}

export type NewCode = Omit<KeptCode, 'id' | 'usedAt' | 'usedById'>

/** In place of what this person asked for before, for the same; what is long over goes too. */
export async function putCode(tx: Tx, code: NewCode, olderThan: Date): Promise<void> {
  const { personId, channelId } = code
  await tx.linkCode.deleteMany({ where: { personId, channelId, usedAt: null } })
  await tx.linkCode.deleteMany({ where: { expiresAt: { lt: olderThan } } })
  await tx.linkCode.create({ data: code })
}

/** Codes that can still be typed: few, whoever asked for them. */
export async function openCodes(read: Tx, now: Date): Promise<KeptCode[]> {
  return read.linkCode.findMany({ where: { usedAt: null, expiresAt: { gt: now } }, orderBy: { id: 'asc' } })
}

export async function codeById(read: Tx, id: number): Promise<KeptCode | null> {
  return read.linkCode.findUnique({ where: { id } })
}

/** Once: false when somebody was faster. */
export async function takeCode(tx: Tx, id: number, personId: number, now: Date): Promise<boolean> {
  const { count } = await tx.linkCode.updateMany({
    where: { id, usedAt: null },
    data: { usedAt: now, usedById: personId },
  })
  return count === 1
}

/** Wrong tries of a person, oldest first. Their row is held until the end, so that tries at the same moment count too. */
export async function triesOf(tx: Tx, personId: number, since: Date): Promise<Date[]> {
  await tx.$executeRaw`UPDATE "Person" SET "zone" = "zone" WHERE "id" = ${personId}`
  await tx.linkTry.deleteMany({ where: { personId, triedAt: { lte: since } } })
  const rows = await tx.linkTry.findMany({ where: { personId }, orderBy: { triedAt: 'asc' } })
  return rows.map(({ triedAt }) => triedAt)
}

export async function noteTry(tx: Tx, personId: number, triedAt: Date): Promise<void> {
  await tx.linkTry.create({ data: { personId, triedAt } })
}
