/** Who is to be informed of an initiative, by its responsibilities. */
import type { Tx } from '../../../db.ts'

export async function informedOf(read: Tx, initiativeId: number): Promise<{ personId: number; activity: string }[]> {
  const rows = await read.raciPart.findMany({
    where: { role: 'informed', activity: { initiativeId } },
    select: { personId: true, activity: { select: { name: true } } },
    orderBy: [{ activityId: 'asc' }, { personId: 'asc' }],
  })
  return rows.map(({ personId, activity }) => ({ personId, activity: activity.name }))
}
