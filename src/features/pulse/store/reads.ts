/** What others show of pulses: an agenda, and the trend on its own cards. */
import type { Tx } from '../../../db.ts'
import { gapIn } from '../rules/counting.ts'
import type { ConfidenceGap, PulseGap } from '../rules/gaps.ts'
import { statements } from '../rules/questions.ts'
import { type Kind, type PulseResult, pulseResult, type Question, questions } from '../rules/records.ts'

export interface CountedPulse {
  id: number
  day: string
  questions: Question[]
  result: PulseResult
}

/** Newest first; `before`: those of earlier days. */
export async function countedPulses(
  read: Tx,
  crewId: number,
  kind: Kind,
  most: number,
  before?: string,
): Promise<CountedPulse[]> {
  const rows = await read.pulse.findMany({
    where: { crewId, kind, state: 'closed', ...(before !== undefined && { day: { lt: before } }) },
    select: { id: true, day: true, questions: true, result: true },
    orderBy: [{ day: 'desc' }, { id: 'desc' }],
    take: most,
  })
  return rows.flatMap(({ id, day, questions: asked, result }) => {
    const counted = pulseResult.safeParse(result)
    return counted.success ? [{ id, day, questions: questions.parse(asked), result: counted.data }] : []
  })
}

/** How far apart both sides see value, in the newest pulse in which both can be shown. */
export async function lastGap(read: Tx, crewId: number, id = statements[0]?.id ?? ''): Promise<PulseGap | null> {
  for (const { day, result } of await countedPulses(read, crewId, 'pulse', 12)) {
    const gap = gapIn(result, id)
    if (gap !== null) return { day, gap, answered: result.answered }
  }
  return null
}

/** Of the newest confidence of a crew, each question in which both sides can be shown; percent points. */
export async function lastConfidence(read: Tx, crewId: number): Promise<ConfidenceGap[]> {
  const [newest] = await countedPulses(read, crewId, 'confidence', 1)
  if (!newest) return []
  const { day, questions: asked, result } = newest
  return asked.flatMap(({ id, name }) => {
    const gap = gapIn(result, id)
    return gap === null ? [] : [{ name, day, gap, answered: result.answered }]
  })
}
