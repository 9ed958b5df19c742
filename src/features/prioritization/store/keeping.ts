/** What grows old, and people who turn out to be one. */
import type { Prisma, Tx } from '../../../db.ts'
import { agreedShape, objectionShape, proposalShape } from '../rules/records.ts'

const atOnce = 50
const json = (value: unknown) => value as Prisma.InputJsonValue

/** Of long ago: what was never agreed goes, of the rest the reasons that people gave. True when more is left. */
export async function forgetRounds(tx: Tx, before: Date): Promise<boolean> {
  const withdrawn = await tx.prioritization.findMany({
    where: { state: 'withdrawn', at: { lt: before } },
    select: { id: true },
    take: atOnce,
  })
  await tx.prioritization.deleteMany({ where: { id: { in: withdrawn.map(({ id }) => id) } } })
  const agreed = await tx.prioritization.findMany({
    where: { state: 'agreed', closedAt: { lt: before } },
    select: { id: true, objections: true, proposal: true },
    orderBy: { closedAt: 'desc' },
  })
  const worded = agreed.filter((one) => objectionShape.array().parse(one.objections ?? []).length > 0)
  for (const { id } of worded.slice(0, atOnce))
    await tx.prioritization.update({ where: { id }, data: { objections: json([]) } })
  return withdrawn.length === atOnce || worded.length > atOnce
}

/** The ids of those whose cards name them. */
export async function joinPersons(tx: Tx, personId: number, formerId: number): Promise<number[]> {
  const changed = new Set<number>()
  const now = (id: number) => (id === formerId ? personId : id)
  const { organizationId } = await tx.person.findUniqueOrThrow({
    where: { id: personId },
    select: { organizationId: true },
  })
  for (const row of await tx.prioritization.findMany({ where: { organizationId } })) {
    const proposal = row.proposal === null ? null : proposalShape.parse(row.proposal)
    const objections = objectionShape.array().parse(row.objections ?? [])
    const agreed = row.agreed === null ? null : agreedShape.parse(row.agreed)
    const named = [
      row.authorId,
      proposal?.byId,
      agreed?.projectId,
      agreed?.productId,
      ...objections.map((one) => one.personId),
    ]
    if (!named.includes(formerId)) continue
    changed.add(row.id)
    await tx.prioritization.update({
      where: { id: row.id },
      data: {
        authorId: now(row.authorId),
        ...(proposal && { proposal: json({ ...proposal, byId: now(proposal.byId) }) }),
        objections: json(objections.map((one) => ({ ...one, personId: now(one.personId) }))),
        ...(agreed && {
          agreed: json({ ...agreed, projectId: now(agreed.projectId), productId: now(agreed.productId) }),
        }),
      },
    })
  }
  for (const field of ['addedById', 'benefitById', 'costById', 'daysById'] as const) {
    const rows = await tx.priorityItem.findMany({
      where: { [field]: formerId },
      select: { prioritizationId: true },
    })
    for (const { prioritizationId } of rows) changed.add(prioritizationId)
    await tx.priorityItem.updateMany({ where: { [field]: formerId }, data: { [field]: personId } })
  }
  return [...changed]
}
