/** Who stands behind a why, counted per side. Pure. */

export type WhySide = 'project' | 'product' | 'both'

export interface WhyVersion {
  id: number
  version: number
  sentence: string
  forWhom: string
  evidence: string | null
  byId: number
  at: Date
  voices: { personId: number; agrees: boolean; reason: string | null; at: Date }[]
}

export interface SideCount {
  yes: number
  no: number
  of: number
}

export interface WhyCount {
  project: SideCount
  product: SideCount
  /** Sponsors, who are in neither side's count. */
  both: SideCount
  reasons: { personId: number; side: WhySide; reason: string }[]
}

/** Of those who are in its crews now: who left is counted no more. */
export function countWhy(why: WhyVersion | null, members: { personId: number; side: WhySide }[]): WhyCount {
  const sides = new Map(members.map(({ personId, side }) => [personId, side]))
  const voices = (why?.voices ?? []).flatMap((voice) => {
    const side = sides.get(voice.personId)
    return side ? [{ ...voice, side }] : []
  })
  const count = (side: WhySide): SideCount => ({
    yes: voices.filter((voice) => voice.side === side && voice.agrees).length,
    no: voices.filter((voice) => voice.side === side && !voice.agrees).length,
    of: members.filter((member) => member.side === side).length,
  })
  return {
    project: count('project'),
    product: count('product'),
    both: count('both'),
    reasons: voices.flatMap(({ personId, side, agrees, reason }) =>
      agrees || !reason ? [] : [{ personId, side, reason }],
    ),
  }
}
