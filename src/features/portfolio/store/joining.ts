/** What the portfolio knows of two persons who turned out to be one. */
import type { Tx } from '../../../db.ts'

/** What was `formerId`'s is `personId`'s: owned, sponsored, kept, given, allocated. Of a why that both spoke to, theirs stands. */
export async function joinInPortfolio(tx: Tx, personId: number, formerId: number): Promise<void> {
  const moved = <Field extends string>(field: Field) =>
    ({ where: { [field]: formerId }, data: { [field]: personId } }) as {
      where: Record<Field, number>
      data: Record<Field, number>
    }
  await tx.keyResult.updateMany(moved('projectOwnerId'))
  await tx.keyResult.updateMany(moved('productOwnerId'))
  await tx.keyResultReading.updateMany(moved('byId'))
  await tx.initiative.updateMany(moved('projectOwnerId'))
  await tx.initiative.updateMany(moved('productOwnerId'))
  await tx.initiative.updateMany(moved('sponsorId'))
  await tx.initiative.updateMany(moved('createdById'))
  await tx.why.updateMany(moved('byId'))
  const spoken = await tx.whyVoice.findMany({ where: { personId }, select: { whyId: true } })
  await tx.whyVoice.deleteMany({ where: { personId: formerId, whyId: { in: spoken.map(({ whyId }) => whyId) } } })
  await tx.whyVoice.updateMany(moved('personId'))
  await tx.deliverable.updateMany(moved('ownerId'))
  await tx.deliverable.updateMany(moved('reportedById'))
  await tx.booking.updateMany(moved('byId'))
  await tx.currencyRate.updateMany(moved('byId'))
  await tx.allocation.updateMany(moved('personId'))
  await tx.allocationMove.updateMany(moved('personId'))
  await tx.allocationMove.updateMany(moved('byId'))
  await tx.allocationMove.updateMany(moved('objectedById'))
  await tx.allocationMove.updateMany(moved('settledById'))
  await tx.baseline.updateMany(moved('byId'))
  await tx.risk.updateMany(moved('ownerId'))
  await tx.gate.updateMany(moved('projectKeeperId'))
  await tx.gate.updateMany(moved('productKeeperId'))
  await tx.gate.updateMany(moved('decidedById'))
  await tx.stakeholder.updateMany(moved('personId'))
}
