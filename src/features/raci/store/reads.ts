/** Responsibilities, read. */
import type { Prisma, Tx } from '../../../db.ts'
import type { Activity, roles } from '../rules/matrix.ts'

const parts = { parts: { orderBy: { personId: 'asc' as const } } }
type Row = Prisma.RaciActivityGetPayload<{ include: typeof parts }>

function activity({ id, initiativeId, phase, name, parts: held }: Row): Activity {
  const of = (role: (typeof roles)[number]) => held.filter((one) => one.role === role).map(({ personId }) => personId)
  return {
    id,
    initiativeId,
    phase,
    activity: name,
    responsible: of('responsible'),
    accountable: of('accountable'),
    consulted: of('consulted'),
    informed: of('informed'),
  }
}

/** As they were written down; the card orders them by phase. */
export const matrixOf = (read: Tx, initiativeId: number): Promise<Activity[]> => matricesOf(read, [initiativeId])

/** Of several at once. */
export async function matricesOf(read: Tx, initiativeIds: number[]): Promise<Activity[]> {
  const rows = await read.raciActivity.findMany({
    where: { initiativeId: { in: initiativeIds } },
    include: parts,
    orderBy: [{ position: 'asc' }, { id: 'asc' }],
  })
  return rows.map(activity)
}

/** Who is informed of which activity. */
export async function informedIn(read: Tx, initiativeId: number): Promise<{ personId: number; activity: string }[]> {
  const rows = await read.raciPart.findMany({
    where: { role: 'informed', activity: { initiativeId } },
    select: { personId: true, activity: { select: { name: true } } },
    orderBy: [{ activityId: 'asc' }, { personId: 'asc' }],
  })
  return rows.map(({ personId, activity: { name } }) => ({ personId, activity: name }))
}

/** Who is told of changes: informed of an activity, or a stakeholder who is here. Each once, in the order of their ids. */
export async function informedOf(read: Tx, initiativeId: number): Promise<number[]> {
  const [told, stakeholders] = await Promise.all([
    informedIn(read, initiativeId),
    read.stakeholder.findMany({ where: { initiativeId, personId: { not: null } }, select: { personId: true } }),
  ])
  const ids = [...told, ...stakeholders].flatMap(({ personId }) => personId ?? [])
  return [...new Set(ids)].sort((a, b) => a - b)
}
