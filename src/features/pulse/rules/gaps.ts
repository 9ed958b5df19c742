/** How far apart both sides are in a pulse, as others show it. Pure. */
export interface PulseGap {
  day: string
  /** Project minus product: of NPSS points, or of percent. */
  gap: number
  answered: { project: number; product: number }
}

export interface ConfidenceGap extends PulseGap {
  /** "CHK date" */
  name: string
}
