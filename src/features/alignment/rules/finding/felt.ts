/** How far apart both sides are, from the newest pulses: something to talk about, never a verdict. Pure. */
import type { ConfidenceGap, PulseGap } from '../../../pulse/rules/gaps.ts'
import type { Item } from '../records.ts'

export interface Felt {
  gap: PulseGap | null
  confidence: ConfidenceGap[]
}

/** "3 answers a side"; where they differ, of each. */
function answers({ project, product }: PulseGap['answered']): string {
  return project === product ? `${project} answers a side` : `${project} answers of project, ${product} of product`
}

const verdict = 'a talk and not a verdict'

export function gapItems({ gap, confidence }: Felt): Item[] {
  // Of what both are sure of, where they are furthest apart: more would be a list of doubts.
  const far = confidence.reduce<ConfidenceGap | null>(
    (most, one) => (Math.abs(one.gap) > Math.abs(most?.gap ?? 0) ? one : most),
    null,
  )
  return [
    ...(gap && gap.gap !== 0
      ? [
          {
            key: 'gap',
            text: `How we see value: gap ${Math.abs(gap.gap)}, ${answers(gap.answered)}, ${verdict}`,
            who: [],
            asOf: gap.day,
          },
        ]
      : []),
    ...(far
      ? [
          {
            key: 'confidence',
            text: `How sure we are of ${far.name}: gap ${Math.abs(far.gap)} percent points, ${answers(far.answered)}, ${verdict}`,
            who: [],
            asOf: far.day,
          },
        ]
      : []),
  ]
}
