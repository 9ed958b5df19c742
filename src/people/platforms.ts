/** Where people have accounts. */
import type { PlatformName } from '../chat/ports.ts'
import type { Tx } from '../db.ts'

const order: PlatformName[] = ['slack', 'teams', 'web']

/** The platforms these people are on, in one order for all readers. */
export async function platformsOf(read: Tx, personIds: number[]): Promise<PlatformName[]> {
  const rows = await read.installation.findMany({
    where: { identities: { some: { personId: { in: personIds } } } },
    distinct: ['platform'],
    select: { platform: true },
  })
  return order.filter((platform) => rows.some((row) => row.platform === platform))
}
