/** Responsibilities, written. */
import type { Tx } from '../../../db.ts'
import type { Phase } from '../../portfolio/rules/records.ts'
import { type Parts, roles } from '../rules/matrix.ts'

export interface ActivityData {
  phase: Phase
  name: string
}

export async function addActivity(
  tx: Tx,
  { initiativeId, phase, name }: ActivityData & { initiativeId: number },
  held: Parts,
): Promise<void> {
  const position = await tx.raciActivity.count({ where: { initiativeId } })
  const { id } = await tx.raciActivity.create({ data: { initiativeId, phase, name, position } })
  await setParts(tx, id, held)
}

export async function changeActivity(tx: Tx, id: number, data: ActivityData, held: Parts): Promise<void> {
  await tx.raciActivity.update({ where: { id }, data })
  await setParts(tx, id, held)
}

async function setParts(tx: Tx, activityId: number, held: Parts): Promise<void> {
  await tx.raciPart.deleteMany({ where: { activityId } })
  await tx.raciPart.createMany({
    data: roles.flatMap((role) => [...new Set(held[role])].map((personId) => ({ activityId, personId, role }))),
  })
}

export async function removeActivity(tx: Tx, id: number): Promise<void> {
  await tx.raciActivity.deleteMany({ where: { id } })
}

/** Whoever presses first: the activity's row is held while it is looked at. */
export async function lockActivity(tx: Tx, id: number): Promise<void> {
  await tx.$executeRaw`UPDATE "RaciActivity" SET "position" = "position" WHERE "id" = ${id}`
}

export async function addPart(
  tx: Tx,
  activityId: number,
  personId: number,
  role: (typeof roles)[number],
): Promise<void> {
  const data = { activityId, personId, role }
  await tx.raciPart.upsert({ where: { activityId_personId_role: data }, create: data, update: {} })
}

/** Two persons turned out to be one: a part that both had is one part. */
export async function joinPersons(tx: Tx, personId: number, formerId: number): Promise<void> {
  for (const { activityId, role } of await tx.raciPart.findMany({ where: { personId: formerId } })) {
    await addPart(tx, activityId, personId, role)
  }
  await tx.raciPart.deleteMany({ where: { personId: formerId } })
}
