/** The sample's plans. Days are working days from today: -16 was sixteen ago, 79 is the eightieth from now on. */

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

export const sampleResults = [
  {
    key: 'KR1',
    name: 'Conversion',
    unit: '%',
    baseline: 2.1,
    target: 2.6,
    owners: ['ana', 'cleo'],
    readings: [
      { ago: 22, value: 2.1, count: 41_200, by: 'cleo' },
      { ago: 12, value: 2.2, count: 42_900, by: 'cleo' },
      { ago: 2, value: 2.3, count: 43_350, by: 'cleo' },
    ],
  },
  {
    key: 'KR2',
    name: 'Returning shoppers',
    unit: '%',
    baseline: 31,
    target: 35,
    owners: ['hanna', 'mira'],
    readings: [{ ago: 10, value: 32, count: 18_400, by: 'mira' }],
  },
]

const weekly = (first: number, weeks: number, amount: number, by: string) =>
  Array.from({ length: weeks }, (_, week) => ({
    ago: first - week * 5,
    amount,
    note: `Week ${week + 1} of the team`,
    by,
  }))

export const sampleInitiatives: SampleInitiative[] = [
  {
    key: 'CHK',
    name: 'Checkout v2',
    kind: 'project',
    methodology: 'hybrid',
    phase: 'build',
    crew: 'Checkout',
    steering: 'Commerce board',
    owners: { project: 'ana', product: 'cleo', sponsor: 'finn' },
    budget: 120_000,
    benefit: 210_000,
    burn: 1_100,
    start: -31,
    results: ['KR1'],
    pieces: [
      {
        key: 'T1',
        name: 'Address form',
        days: [8, 10, 14],
        percent: 100,
        started: -26,
        finished: -16,
        owner: 'paul',
        points: 8,
      },
      { key: 'M1', name: 'Address form live', days: 0, percent: 100, started: -16, finished: -16, after: ['T1'] },
      {
        key: 'T2',
        name: 'Guest sign-in',
        days: 10,
        percent: 100,
        started: -16,
        finished: -7,
        owner: 'paul',
        points: 5,
      },
      { key: 'T3', name: 'Staging data', days: 5, percent: 100, started: -7, finished: -3, owner: 'ana' },
      {
        key: 'T4',
        name: 'Beta build',
        days: [15, 20, 28],
        percent: 75,
        started: -15,
        owner: 'ana',
        agreed: [-14, 5],
        points: 13,
      },
      { key: 'M2', name: 'Checkout beta', days: 0, after: ['T4'], agreed: [5, 5] },
      { key: 'T5', name: 'Guest checkout', days: [15, 20, 30], after: ['M2'], owner: 'paul', points: 13 },
      { key: 'T6', name: 'Gift cards', days: [10, 15, 22], after: ['T5'], owner: 'paul', points: 5 },
      { key: 'T7', name: 'Address check for guests', days: 10, after: ['T6'], owner: 'uma' },
      { key: 'T9', name: 'Payment form', days: [12, 16, 24], percent: 50, started: -8, owner: 'paul', points: 8 },
      {
        key: 'T10',
        name: 'Payment in the checkout',
        days: [16, 20, 30],
        after: ['T9', 'PAY T2'],
        owner: 'paul',
        points: 13,
      },
      { key: 'T11', name: 'Phone layout', days: 20, after: ['T10'], owner: 'uma', points: 8 },
      { key: 'M3', name: 'Pilot ready', days: 0, after: ['T7', 'T11'] },
      { key: 'T12', name: 'Load test', days: [8, 10, 15], after: ['M3'], owner: 'ana' },
      { key: 'T13', name: 'Pilot in three stores', days: 15, after: ['T12'], owner: 'cleo' },
      { key: 'T14', name: 'Rollout to all stores', days: [4, 5, 9], after: ['T13'], owner: 'ana' },
      { key: 'M4', name: 'Launch', days: 0, after: ['T14'], promised: { on: 79, to: 'sales' } },
    ],
    baselines: [
      { decision: 'DEC-2 Checkout v2 begins', ago: 31, finish: 69 },
      { decision: 'DEC-5 Guest sign-in first', ago: 20, finish: 76 },
      { decision: 'SC-3 Smaller pilot, accepted by both sides', ago: 8, finish: 79 },
    ],
    costs: [...weekly(30, 6, 5_500, 'ana'), { ago: 3, amount: 1_100, note: 'Staging data', by: 'ana' }],
    people: [
      { account: 'ana', percent: 80, from: -31, to: 79 },
      { account: 'paul', percent: 60, from: -31, to: 79 },
      { account: 'cleo', percent: 50, from: -31, to: 79 },
      { account: 'uma', percent: 40, from: -20, to: 79 },
    ],
    reported: { ago: 1, by: 'ana' },
  },
  {
    key: 'PAY',
    name: 'Payments core',
    kind: 'project',
    methodology: 'phaseGate',
    phase: 'build',
    crew: 'Checkout',
    owners: { project: 'ben', product: 'dev', sponsor: 'finn' },
    budget: 80_000,
    benefit: null,
    start: -25,
    results: [],
    pieces: [
      { key: 'T1', name: 'Provider contract', days: 15, percent: 100, started: -25, finished: -10, owner: 'ben' },
      {
        key: 'T2',
        name: 'Provider sandbox',
        days: [9, 12, 20],
        percent: 50,
        started: -6,
        after: ['T1'],
        owner: 'paul',
        agreed: [-8, 3],
      },
      { key: 'T3', name: 'Ledger', days: [18, 24, 35], after: ['T2'], owner: 'paul', agreed: [4, 27] },
      { key: 'T4', name: 'Integration test', days: 20, after: ['T3', 'CHK T10'], owner: 'ben', agreed: [28, 47] },
      { key: 'T5', name: 'Security audit', days: 21, after: ['T3'], owner: 'ben', agreed: [28, 48] },
      { key: 'T6', name: 'Certification', days: [15, 19, 30], after: ['T4', 'T5'], owner: 'ben', agreed: [49, 67] },
    ],
    baselines: [{ decision: 'DEC-3 Gate "scope", go', ago: 24, finish: 67 }],
    costs: weekly(20, 4, 3_300, 'ben'),
    people: [
      { account: 'ben', percent: 60, from: -25, to: 69 },
      { account: 'paul', percent: 50, from: -6, to: 29 },
      { account: 'dev', percent: 20, from: -25, to: 69 },
    ],
    reported: { ago: 9, by: 'ben' },
  },
  {
    key: 'SHOP',
    name: 'The shop',
    kind: 'product',
    methodology: 'agile',
    phase: 'grow',
    crew: 'Commerce board',
    owners: { project: 'hanna', product: 'mira' },
    budget: 40_000,
    benefit: 70_000,
    start: -60,
    results: ['KR2'],
    pieces: [
      { key: 'T1', name: 'Wish list', days: 15, percent: 100, started: -40, finished: -22, owner: 'igor', points: 8 },
      {
        key: 'T2',
        name: 'Search with filters',
        days: [15, 20, 30],
        percent: 60,
        started: -12,
        owner: 'igor',
        points: 13,
      },
      { key: 'T3', name: 'Reorder in one step', days: [8, 12, 18], after: ['T2'], owner: 'jonas', points: 8 },
    ],
    baselines: [{ decision: 'DEC-1 Plan of the quarter', ago: 50, finish: 19 }],
    costs: weekly(40, 8, 2_750, 'hanna'),
    people: [
      { account: 'igor', percent: 70, from: -40, to: 19 },
      { account: 'jonas', percent: 50, from: -40, to: 19 },
    ],
    reported: { ago: 3, by: 'hanna' },
  },
  {
    key: 'EXP-1',
    name: 'Guest checkout experiment',
    kind: 'experiment',
    methodology: 'agile',
    phase: 'discovery',
    crew: 'Checkout',
    owners: { project: 'paul', product: 'uma' },
    budget: 9_000,
    benefit: null,
    start: -10,
    results: ['KR1'],
    pieces: [
      {
        key: 'T1',
        name: 'Prototype without accounts',
        days: 5,
        percent: 100,
        started: -10,
        finished: -5,
        owner: 'uma',
      },
      {
        key: 'T2',
        name: 'Test with 30 shoppers',
        days: [8, 10, 15],
        percent: 40,
        started: -4,
        after: ['T1'],
        owner: 'uma',
      },
      { key: 'T3', name: 'What we learned', days: 2, after: ['T2'], owner: 'cleo' },
    ],
    baselines: [{ decision: 'DEC-6 Try it with 30 shoppers', ago: 10, finish: 7 }],
    costs: [
      { ago: 9, amount: 1_500, note: 'Prototype', by: 'paul' },
      { ago: 3, amount: 2_500, note: 'Thanks for 30 shoppers', by: 'paul' },
    ],
    people: [
      { account: 'uma', percent: 40, from: -10, to: 7 },
      { account: 'cleo', percent: 10, from: -10, to: 7 },
    ],
    reported: { ago: 1, by: 'uma' },
  },
]

export const sampleWhys = [
  {
    of: 'CHK',
    by: 'cleo',
    ago: 30,
    sentence: 'Shoppers give up at the address: a shorter checkout keeps them.',
    forWhom: 'shoppers on phones',
    evidence: null,
    voices: [],
  },
  {
    of: 'CHK',
    by: 'cleo',
    ago: 14,
    sentence: 'Shoppers leave at the address and at card entry; a checkout without an account keeps them.',
    forWhom: 'shoppers on phones, in 3 pilot stores first',
    evidence: 'Survey of 3 weeks ago, n = 212: 31 % leave at card entry; 5 of 8 testers left at the address.',
    voices: [
      { by: 'ana', agrees: true, reason: null },
      { by: 'ben', agrees: true, reason: null },
      {
        by: 'paul',
        agrees: false,
        reason: 'The survey asked phone shoppers only; half of our orders come from desktops.',
      },
      { by: 'dev', agrees: true, reason: null },
      { by: 'uma', agrees: true, reason: null },
    ],
  },
  {
    of: 'PAY',
    by: 'dev',
    ago: 24,
    sentence: 'One payment core instead of three: every new way to pay then costs days, not months.',
    forWhom: 'the teams behind every store',
    evidence: null,
    voices: [],
  },
]
