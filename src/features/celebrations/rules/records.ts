/** What is known of a celebration. */
import { z } from 'zod'
import type { Day } from '../../../schedule/calendar.ts'

export const celebrationKinds = ['milestone', 'delivered', 'realized', 'baseline', 'anniversary'] as const
export type CelebrationOf = (typeof celebrationKinds)[number]
export type CelebrationState = 'drafted' | 'announced' | 'declined' | 'lapsed'

const person = z.number().int()

/** As drafted, and then as confirmed. */
export const celebrationWords = z.object({
  /** "Checkout beta is reached" */
  title: z.string(),
  /** "CHK milestone M2" */
  where: z.string(),
  /** "one working day ahead of the baseline" */
  ahead: z.string().nullable().default(null),
  project: z.array(person).default([]),
  product: z.array(person).default([]),
  forWhom: z.string().nullable().default(null),
  decisions: z.array(z.object({ number: z.number().int(), what: z.string() })).default([]),
  /** What is known of its value, in a sentence. */
  value: z.string().nullable().default(null),
  milestones: z.array(z.object({ label: z.string(), day: z.string(), done: z.boolean() })).default([]),
  stories: z.array(z.object({ byId: person, text: z.string() })).default([]),
})
export type CelebrationWords = z.infer<typeof celebrationWords>

export interface CelebrationRecord {
  id: number
  organizationId: number
  crewId: number
  initiativeId: number | null
  of: CelebrationOf
  /** What it is about, once for ever: "milestone.12". */
  key: string
  state: CelebrationState
  /** On the crew's calendar. */
  day: Day
  askedId: number | null
  words: CelebrationWords
  announcedAt: Date | null
  at: Date
}

/** Named in words: a screen reader says them. */
export const reactions = {
  clap: { sign: '👏', name: 'Clap' },
  heart: { sign: '❤️', name: 'Heart' },
  rocket: { sign: '🚀', name: 'Rocket' },
} as const
export const reactionNames = ['clap', 'heart', 'rocket'] as const
export type Reaction = (typeof reactionNames)[number]

export const longestTitle = 120
export const longestWords = 300
export const longestStory = 2_000
