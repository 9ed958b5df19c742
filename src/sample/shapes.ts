/** How the sample's plans are written. Days are working days from today: -16 was sixteen ago, 79 is the eightieth from now on. */

export interface SamplePiece {
  key: string
  name: string
  /** Optimistic, likely, pessimistic; one number where nobody estimated a range. */
  days: [number, number, number] | number
  percent?: number
  started?: number
  finished?: number
  owner?: string
  after?: string[]
  promised?: { on: number; to: string }
  points?: number
  /** As it was agreed in the newest baseline: first and last day; absent: as the plan says now. */
  agreed?: [number, number]
}

export interface SampleInitiative {
  key: string
  name: string
  kind: 'project' | 'product' | 'release' | 'experiment'
  methodology: 'agile' | 'waterfall' | 'phaseGate' | 'hybrid'
  phase: 'discovery' | 'build' | 'grow'
  crew: 'Checkout' | 'Commerce board'
  steering?: 'Commerce board'
  owners: { project: string; product: string; sponsor?: string }
  /** Whole units of its currency. */
  budget: number
  benefit: number | null
  burn?: number
  start: number
  results: string[]
  pieces: SamplePiece[]
  /** Decisions that allowed each version, oldest first, and how many working days ago. */
  baselines: { decision: string; ago: number; finish: number }[]
  costs: { ago: number; amount: number; note: string; by: string }[]
  people: { account: string; percent: number; from: number; to: number }[]
  /** When and by whom progress was last given. */
  reported: { ago: number; by: string }
}

/** What the team cost, week by week. */
export const weekly = (first: number, weeks: number, amount: number, by: string) =>
  Array.from({ length: weeks }, (_, week) => ({
    ago: first - week * 5,
    amount,
    note: `Week ${week + 1} of the team`,
    by,
  }))
