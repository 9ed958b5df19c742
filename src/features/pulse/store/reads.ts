/** What others show of pulses: an agenda, and the trend on its own cards. */
import type { Tx } from '../../../db.ts'
import { gapIn } from '../rules/counting.ts'
import { type PulseResult, pulseResult, type StatementId } from '../rules/records.ts'

export interface CountedPulse {
  id: number
  day: string
  result: PulseResult
}

/** Newest first; `before`: those of earlier days. */
export async function countedPulses(read: Tx, crewId: number, most: number, before?: string): Promise<CountedPulse[]> {
  const rows = await read.pulse.findMany({
    where: { crewId, state: 'closed', ...(before !== undefined && { day: { lt: before } }) },
    select: { id: true, day: true, result: true },
    orderBy: [{ day: 'desc' }, { id: 'desc' }],
    take: most,
  })
  return rows.flatMap(({ result, ...row }) => {
    const read = pulseResult.safeParse(result)
    return read.success ? [{ ...row, result: read.data }] : []
  })
}

export interface PulseGap {
  day: string
  /** Project minus product, of NPSS points. */
  gap: number
  answered: { project: number; product: number }
}

/** Of the newest pulse in which both sides can be shown. */
export async function lastGap(
  read: Tx,
  crewId: number,
  statement: StatementId = 'perceptions',
): Promise<PulseGap | null> {
  for (const { day, result } of await countedPulses(read, crewId, 12)) {
    const gap = gapIn(result, statement)
    if (gap !== null) return { day, gap, answered: result.answered }
  }
  return null
}
