/** Which crew and which round a command means; and `/standup now`. */

import type { Context, Outcome } from '../../../chat/feature.ts'
import { tell } from '../../../chat/say.ts'
import { command } from '../../../chat/spoken.ts'
import { crewsOf } from '../../../people/crews.ts'
import { ensureRound, roundOn } from '../../../rounds/store.ts'
import { type Day, formatDay, toLocal } from '../../../schedule/calendar.ts'
import { whichCrew } from '../cards/prompt.ts'
import { askedMembers, planDay } from '../rules/echo.ts'
import { currentDay } from '../rules/target.ts'
import { readStandup } from '../store/ritual.ts'
import { openAnswer, skipRound } from './answering.ts'
import { nextDaysOf, roundsOfPerson, today } from './records.ts'
import { openPlanned } from './rounds.ts'
import type { CrewStandup } from './settings.ts'

/** What to do once it is clear which crew is meant. */
export type Then = 'answer' | 'now' | 'skip' | 'settings' | 'report' | 'history' | 'export'

/** The stand-up of the channel's crew; else the only one of this person; else they are asked which. */
export async function whichStandup(then: Then, ctx: Context): Promise<CrewStandup | { outcome: Outcome }> {
  const mine: CrewStandup[] = []
  for (const crew of await crewsOf(ctx.tx, ctx.actor.id)) {
    const standup = crew.organizationId === ctx.actor.organizationId ? await readStandup(ctx.tx, crew.id) : null
    if (standup) mine.push({ crew, standup })
  }
  const here = mine.find(({ crew }) => crew.id === ctx.place.crewId)
  if (here) return here
  const [only, ...others] = mine
  if (!only) return { outcome: tell(`You are in no crew with a stand-up yet. ${command('setup')} makes one.`) }
  if (others.length === 0) return only
  const choices = mine.map(({ crew }) => ({ crew, label: crew.name }))
  return { outcome: tell(whichCrew(choices, `standup.pick-${then}`)) }
}

/** Opens the form for a day: the current round where none is named. */
export async function answerDay({ crew, standup }: CrewStandup, day: Day | undefined, ctx: Context): Promise<Outcome> {
  const member = askedMembers(crew).find(({ personId }) => personId === ctx.actor.id)
  const local = toLocal(ctx.now, member?.zone ?? ctx.actor.zone).day
  const coming = nextDaysOf(crew, standup, local, 2)
  const rounds = await roundsOfPerson(ctx.tx, standup.id, ctx.actor.id)
  const target = day ?? currentDay(local, rounds, coming[0], ctx.now)
  if (!target) return tell(`This stand-up has no coming round. ${command('standup settings')} shows its schedule.`)
  const known = await roundOn(ctx.tx, standup.id, target)
  if (known) return openAnswer(known.id, ctx)
  if (!coming.includes(target)) {
    const when = coming.map((one) => formatDay(one)).join(' and ')
    return tell(`There is no stand-up of ${crew.name} on ${formatDay(target)}. You can answer for ${when}.`)
  }
  return openAnswer((await ensureRound(ctx.tx, standup, target)).id, ctx)
}

export async function skipDay(found: CrewStandup, ctx: Context): Promise<Outcome> {
  const { crew, standup } = found
  const local = toLocal(ctx.now, ctx.actor.zone).day
  const rounds = await roundsOfPerson(ctx.tx, standup.id, ctx.actor.id)
  const target = currentDay(local, rounds, nextDaysOf(crew, standup, local, 1)[0], ctx.now)
  if (!target) return tell('This stand-up has no coming round, so there is nothing to skip.')
  return skipRound((await ensureRound(ctx.tx, standup, target)).id, ctx)
}

/** Asks everybody now, as far as their working hours allow; the rest when those begin. */
export async function startNow({ crew, standup }: CrewStandup, ctx: Context): Promise<Outcome> {
  const day = today(crew.zone, ctx.now)
  const plan = planDay(crew, standup.settings, day, { at: ctx.now })
  const asked = plan.people.filter(({ state }) => state === 'notYet')
  if (asked.length === 0) {
    return tell(`Nobody of ${crew.name} can be asked any more today: all are off, away or past their working hours.`)
  }
  const round = await openPlanned(ctx.tx, standup, plan, ctx.now)
  if (!round) {
    return tell(
      `The stand-up of ${formatDay(day)} has begun already; nobody was asked twice. ${command('standup')} opens your answer.`,
    )
  }
  const atOnce = asked.filter(({ askAt }) => askAt <= ctx.now).length
  const later = asked.length - atOnce
  const laterText = later ? ` ${later} more when their working hours begin.` : ''
  return tell({
    summary: 'The stand-up begins.',
    blocks: [
      { block: 'text', text: `The stand-up of ${formatDay(day)} begins: ${atOnce} asked now.${laterText}` },
      { block: 'note', text: ['Digest at ', { when: plan.digestAt, zone: crew.zone }, '.'] },
    ],
  })
}
