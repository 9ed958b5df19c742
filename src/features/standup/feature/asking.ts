/** When a person is next asked today, as their crews plan it: also before a round has opened, and after it has closed for the others. */
import type { Tx } from '../../../db.ts'
import { type Crew, crewsOf } from '../../../people/crews.ts'
import { participationOf, roundOn } from '../../../rounds/store.ts'
import { askedMembers, planDay } from '../rules/echo.ts'
import { answerOf } from '../store/answers.ts'
import { readStandup } from '../store/ritual.ts'
import { nextDaysOf, today } from './records.ts'

export async function nextAsk(personId: number, { tx, now }: { tx: Tx; now: Date }): Promise<Date | null> {
  const moments: Date[] = []
  for (const crew of await crewsOf(tx, personId)) {
    const moment = await askedToday(tx, crew, personId, now)
    if (moment && moment >= now) moments.push(moment)
  }
  return moments.sort((a, b) => a.getTime() - b.getTime())[0] ?? null
}

async function askedToday(tx: Tx, crew: Crew, personId: number, now: Date): Promise<Date | null> {
  const standup = await readStandup(tx, crew.id)
  const member = askedMembers(crew).find((one) => one.personId === personId)
  if (!standup?.active || !member) return null
  const day = today(member.zone, now)
  const round = await roundOn(tx, standup.id, day)
  const own = round && (await participationOf(tx, round.id, personId))
  if (own) return own.state === 'notYet' ? own.askAt : null
  if (round && (round.state !== 'planned' || (await answerOf(tx, round.id, personId)))) return null
  if (nextDaysOf(crew, standup, day, 1)[0] !== day) return null
  const planned = planDay(crew, standup.settings, day).people.find((one) => one.personId === personId)
  return planned?.state === 'notYet' ? planned.askAt : null
}
