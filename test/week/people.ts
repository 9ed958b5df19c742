/** Who is in the simulated week and how they go about it. Pure: the same numbers for the same seed, in whatever order they are asked. */
import type { Day } from '../../src/schedule/calendar.ts'

export interface Member {
  account: string
  name: string
  side: string
  /** What they do in this week, in words. */
  habit: string
}

export interface Actor extends Member {
  id: number
  zone: string
  answers: 'promptly' | 'by mood' | 'never'
}

export type Mood = 'at once' | 'later' | 'evening' | 'reminded' | 'skip' | 'never'

/** Out of 100 days. */
const moods: Record<Actor['answers'], Partial<Record<Mood, number>>> = {
  promptly: { 'at once': 75, later: 15, skip: 10 },
  'by mood': { 'at once': 35, later: 25, reminded: 20, evening: 5, skip: 15 },
  never: {},
}

/** From 0 to 1. */
export type Roll = (...about: unknown[]) => number

export function dice(seed: number): Roll {
  return (...about) => {
    let hash = 2_166_136_261
    for (const letter of `${seed}:${about.join(':')}`) hash = Math.imul(hash ^ letter.charCodeAt(0), 16_777_619)
    hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
    return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32
  }
}

export function pick<T>(list: T[], roll: number): T {
  return list[Math.floor(roll * list.length)] as T
}

export interface Cast {
  /** Those the stand-up asks. */
  asked: Actor[]
  /** The sponsor too. */
  everybody: Actor[]
  /** Gone on Wednesday and Thursday. */
  away: Actor
  /** Shortens their own working day on Wednesday, before they answered. */
  leavesEarly: Actor
  /** Presses Fewer messages on Tuesday. */
  fewer: Actor
  silent: Actor
  /** Needs the silent one on Tuesday, and on Saturday the one who was away. */
  stuck: Actor
}

/** One never answers, two do promptly, three by mood; with another seed it is other people. */
export function castOf(crew: Omit<Actor, 'habit' | 'answers'>[], roll: Roll): Cast {
  const members = crew.map((one): Actor => ({ ...one, answers: 'never', habit: 'sponsor, is not asked' }))
  const asked = members.filter(({ side }) => side !== 'both').sort((a, b) => roll(a.account) - roll(b.account))
  for (const [index, actor] of asked.entries()) {
    actor.answers = index === 0 ? 'never' : index < 3 ? 'promptly' : 'by mood'
    actor.habit = `answers ${actor.answers}`
  }
  const byMood = asked.filter(({ answers }) => answers === 'by mood')
  const leavesEarly = byMood.find(({ zone }) => zone === 'Europe/Berlin') as Actor
  const [fewer, other] = byMood.filter((one) => one !== leavesEarly) as [Actor, Actor]
  const [silent, prompt, stuck] = asked as [Actor, Actor, Actor]
  const away = pick([prompt, other], roll('away'))
  away.habit += ', away Wed and Thu'
  leavesEarly.habit += ', leaves at 15:00 from Wed'
  fewer.habit += ', fewer messages from Tue'
  return { asked, everybody: members, away, leavesEarly, fewer, silent, stuck }
}

export function moodOf({ account, answers }: Actor, day: Day, roll: Roll): Mood {
  let left = 100 * roll(account, day, 'mood')
  for (const [mood, chance] of Object.entries(moods[answers]) as [Mood, number][]) {
    left -= chance
    if (left < 0) return mood
  }
  return 'never'
}

/** Of 100 answers 15 are blocked, most of them on somebody by name; 12 ask the other side; 10 have something to know. */
export function answerOf(actor: Actor, day: Day, { everybody }: Cast, roll: Roll, stuckOn?: Actor) {
  const need = stuckOn ? 0 : roll(actor.account, day, 'need')
  const others = everybody.filter((one) => one !== actor)
  const named = stuckOn ?? pick(others, roll(actor.account, day, 'helper'))
  const helper = need < 0.1 ? `${named.id}` : need < 0.15 ? 'anyone' : need < 0.27 ? 'side' : 'nobody'
  const question = actor.side === 'project' ? 'p' : 'v'
  return {
    [`${question}1`]: `Done by ${actor.name} on ${day}`,
    [`${question}2`]: 'The next step',
    ...(need < 0.37 && {
      [`${question}3`]: `What ${actor.name} needs ${stuckOn ? `from ${named.name}` : `on ${day}`}`,
    }),
    helper,
  }
}
