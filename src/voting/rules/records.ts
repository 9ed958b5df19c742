/** What a vote is made of: the poll, who may vote, what each cast, and the count. Pure. */
import { z } from 'zod'
import type { ChoiceResult } from '../../methods/voting/approval.ts'
import type { SideCounts, VoterSide } from '../../methods/voting/ballots.ts'
import type { ConsentBallot } from '../../methods/voting/consent.ts'
import type { Outcome, SideResult } from '../../methods/voting/dual-majority.ts'
import type { FistBallot } from '../../methods/voting/fist-of-five.ts'
import type { RunoffResult } from '../../methods/voting/instant-runoff.ts'
import type { Votes } from '../../methods/voting/majority.ts'
import type { QuorumPart } from '../../methods/voting/quorum.ts'
import type { SchulzeResult } from '../../methods/voting/schulze.ts'
import type { OptionScore } from '../../methods/voting/score.ts'
import type { RankingResult } from './ranking.ts'

export type { SideCounts, VoterSide }

export const pollMethods = [
  'dualMajority',
  'single',
  'approval',
  'instantRunoff',
  'schulze',
  'score',
  'consent',
  'fist',
  'ranking',
] as const
export type PollMethod = (typeof pollMethods)[number]

const enough = z.union([
  z.object({ percent: z.number().int().min(0).max(100) }),
  z.object({ count: z.number().int().min(0) }),
])

export const pollSettings = z.object({
  /** How people voted; who has voted is always shown. An anonymous vote is hidden until the close, whatever stands here. */
  shown: z.enum(['afterClose', 'live']).default('afterClose'),
  anonymous: z.boolean().default(false),
  quorum: z
    .object({
      overall: enough.optional(),
      perSide: z.object({ project: enough.optional(), product: enough.optional() }).optional(),
    })
    .nullable()
    .default(null),
  reason: z.enum(['never', 'against', 'always']).default('against'),
  /** Closes 60 s after the last ballot once those missing cannot change the result. */
  early: z.boolean().default(false),
  addOptions: z.boolean().default(false),
  /** Of an anonymous fist of five: whoever shows fewer than three is asked for their concern, in private, by who owns the card. */
  asksLow: z.boolean().default(false),
  /** May be closed by a press once everybody has voted. */
  closeNow: z.boolean().default(false),
  abstain: z.boolean().default(true),
  /** Points of a score. */
  max: z.number().int().min(1).max(10).default(5),
  kept: z.number().int().optional(),
  /** What the vote is called: "SC-4". */
  name: z.string(),
  /** Who sees the votes: "the Checkout crew". */
  readers: z.string(),
  zone: z.string(),
  crewIds: z.array(z.number().int()),
  /** The line "Who decides". */
  decides: z.string(),
  /** The names of the sides, in small letters. */
  sides: z.object({ project: z.string(), product: z.string() }).default({ project: 'project', product: 'product' }),
})
export type PollSettings = z.infer<typeof pollSettings>
/** As given by whoever opens a poll: what is left out has its default. */
export type GivenSettings = z.input<typeof pollSettings>

export interface PollRecord {
  id: number
  organizationId: number
  cardKind: string
  cardKey: string
  question: string
  method: PollMethod
  state: 'open' | 'closed' | 'withdrawn'
  authorId: number
  settings: PollSettings
  openedAt: Date
  closesAt: Date
  closedAt: Date | null
  extended: number
  version: number
  /** The key of an anonymous poll's tokens, sealed; made with the first ballot, destroyed at the close. */
  tokenKey: string | null
}

export interface OptionRecord {
  id: number
  position: number
  text: string
  addedById: number | null
}

export interface ElectorRecord {
  personId: number
  side: VoterSide
  standInId: number | null
  observer: boolean
  voted: boolean
  remindedAt: Date | null
}

/** Options by id. */
const choices = {
  dualMajority: z.object({ vote: z.enum(['for', 'against', 'abstain']) }),
  /** null abstains. */
  single: z.object({ option: z.number().int().nullable() }),
  approval: z.object({ options: z.array(z.number().int()) }),
  instantRunoff: z.object({ ranking: z.array(z.number().int()) }),
  schulze: z.object({ ranking: z.array(z.number().int()) }),
  score: z.object({ scores: z.array(z.object({ option: z.number().int(), score: z.number().int() })) }),
  consent: z.object({ stance: z.enum(['consent', 'object', 'abstain']) }),
  fist: z.object({ fingers: z.number().int().min(0).max(5) }),
  ranking: z.object({ ranking: z.array(z.number().int()) }),
} as const satisfies Record<PollMethod, z.ZodType>

export type ChoiceOf<M extends PollMethod> = z.infer<(typeof choices)[M]>
export type Choice = ChoiceOf<PollMethod>

export function readChoice<M extends PollMethod>(method: M, stored: unknown): ChoiceOf<M> {
  return choices[method].parse(stored) as ChoiceOf<M>
}

/** What somebody casts: a choice, and the words with it. */
export interface CastBallot {
  choice: Choice
  reason: string | null
  /** What would make it a yes. Whoever owns the vote reads from the words whether they are a change of the plan. */
  condition: string | null
}

export interface BallotRecord extends CastBallot {
  personId: number
  side: VoterSide
  castById: number
  at: Date
}

/** What counting needs of a ballot: nothing of whose it is. */
export type Counted = Pick<BallotRecord, 'side' | 'choice' | 'reason'>

export interface SideTally extends SideResult {
  /** null where so few voted anonymously that the numbers would tell who. */
  votes: Votes | null
  size: number
}

interface Common {
  electorate: SideCounts
  ballots: SideCounts
  quorum: QuorumPart[]
  quorumMet: boolean
  /** Whether counts by side may be shown; where not, they are 0 and only `all` is given. */
  bySide: boolean
}

/** The count as it is stored at the close; options by id. No person and no word of anybody is in it. */
export type PollResult = Common &
  (
    | { method: 'dualMajority'; outcome: Outcome; project: SideTally; product: SideTally; both: SideTally }
    | ({ method: 'single'; abstained: SideCounts } & Omit<ChoiceResult<number>, 'ballots'>)
    | ({ method: 'approval' } & Omit<ChoiceResult<number>, 'ballots'>)
    | ({ method: 'instantRunoff' } & RunoffResult<number>)
    | ({ method: 'schulze'; firsts: { option: number; counts: SideCounts }[] } & SchulzeResult<number>)
    | { method: 'score'; max: number; options: OptionScore<number>[]; winners: number[] }
    | {
        method: 'consent'
        passes: boolean
        counts: Record<ConsentBallot['stance'], SideCounts>
        objections: number
      }
    | {
        method: 'fist'
        ready: boolean | null
        counts: { fingers: FistBallot['fingers']; counts: SideCounts }[]
        concerns: number
      }
    | ({ method: 'ranking' } & RankingResult)
  )

export type ResultOf<M extends PollMethod> = Extract<PollResult, { method: M }>
