/** What a vote needs to know of people: when they work, and whether they are of the crews that see it. */
import type { Tx } from '../../db.ts'
import type { Hours } from '../../people/hours.ts'

export async function hoursOf(read: Tx, ids: number[]): Promise<(Hours & { id: number; fewerMessages: boolean })[]> {
  return read.person.findMany({
    where: { id: { in: ids } },
    select: {
      id: true,
      zone: true,
      workDays: true,
      workFrom: true,
      workTo: true,
      awayFrom: true,
      awayTo: true,
      fewerMessages: true,
    },
    orderBy: { id: 'asc' },
  })
}

export async function inCrews(read: Tx, personId: number, crewIds: number[]): Promise<boolean> {
  return (await read.member.count({ where: { personId, crewId: { in: crewIds } } })) > 0
}
