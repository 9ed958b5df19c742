/** What a simulated week amounts to. */
import type { Db } from '../../src/db.ts'
import type { Clock, Day } from '../../src/schedule/calendar.ts'
import type { Member } from './people.ts'

/** A root message in somebody's direct conversation; `day` and `time` are theirs. */
export interface Received {
  account: string
  day: Day
  time: Clock
  /** Of its first card. */
  kind: string
  round: number | null
  inHours: boolean
  /** They had answered or skipped that round. */
  answered: boolean
}

/** In a channel; a reply when it is no root. */
export interface Post {
  channel: string
  day: Day
  root: boolean
}

/** What people did, so that a week in which nothing happens is noticed. */
export type Acts = Record<'answers' | 'skips' | 'blockers' | 'helped' | 'resolved' | 'questions' | 'replies', number>

export interface Week {
  seed: number
  members: Member[]
  received: Received[]
  posts: Post[]
  acts: Acts
}

export function median(numbers: number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b)
  const middle = (sorted.length - 1) / 2
  return ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle)] ?? 0)) / 2
}

/**
 * Messages per person the stand-up asks. The sponsor gets next to none and would only flatter the median. The answer to
 * one's own question never counts.
 */
export function totals({ members, received }: Week): number[] {
  const counted = received.filter(({ kind }) => kind !== 'standup.answered')
  return members
    .filter(({ side }) => side !== 'both')
    .map((member) => counted.filter(({ account }) => account === member.account).length)
}

export function channelsOf({ posts }: Week): string[] {
  return [...new Set(posts.map(({ channel }) => channel))].sort()
}

export function postsOn({ posts }: Week, channel: string, day: Day): { roots: number; replies: number } {
  const here = posts.filter((post) => post.channel === channel && post.day === day)
  const roots = here.filter(({ root }) => root).length
  return { roots, replies: here.length - roots }
}

export async function countActs({ read }: Db): Promise<Acts> {
  return {
    answers: await read.standupAnswer.count({ where: { skipped: false } }),
    skips: await read.standupAnswer.count({ where: { skipped: true } }),
    blockers: await read.blocker.count(),
    helped: await read.blocker.count({ where: { helpedById: { not: null } } }),
    resolved: await read.blocker.count({ where: { resolvedAt: { not: null } } }),
    questions: await read.sideQuestion.count(),
    replies: await read.sideQuestion.count({ where: { answeredAt: { not: null } } }),
  }
}

/** What a delivery says: of a day's message, its first card. */
export async function cardOf({ read }: Db, deliveryId: number): Promise<{ kind: string; key: string }> {
  const { card } = await read.delivery.findUniqueOrThrow({ where: { id: deliveryId }, include: { card: true } })
  if (card.kind !== 'day.message') return card
  const dayMessageId = Number(card.key)
  const item = await read.dayItem.findFirstOrThrow({ where: { dayMessageId }, orderBy: { prompt: 'desc' } })
  return { kind: item.cardKind, key: item.cardKey }
}
