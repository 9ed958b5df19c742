/** Looking back: everything of a round, who is missing, figures, history, export. For the crew only. */
import { stringify } from 'csv-stringify/sync'
import type { Context, Outcome } from '../../../chat/feature.ts'
import { tell } from '../../../chat/say.ts'
import type { Crew } from '../../../people/crews.ts'
import { countRound } from '../../../rounds/counts.ts'
import { participationsOf, roundsOf } from '../../../rounds/store.ts'
import { addDays, type Day, formatDay, toInstant } from '../../../schedule/calendar.ts'
import { readAll, silentPeople } from '../cards/digest.ts'
import { historyCard, type Range, reportCard } from '../cards/report.ts'
import { report } from '../rules/report.ts'
import { memberName, sideLabel } from '../rules/view.ts'
import { answersBetween } from '../store/answers.ts'
import { blockersBetween } from '../store/items.ts'
import type { Standup } from '../store/ritual.ts'
import { digestRecords, type RoundOfCrew, roundOfCrew, today } from './records.ts'

const defaultDays = 28
const historyRounds = 10

/** A round that this person may read: they are in the crew, or stand in its channel, where the digest is anyway. */
async function readable(roundId: number, ctx: Context): Promise<RoundOfCrew | null> {
  const found = await roundOfCrew(ctx.tx, roundId)
  if (!found || found.crew.organizationId !== ctx.actor.organizationId) return null
  const inside = found.crew.members.some(({ personId }) => personId === ctx.actor.id)
  return inside || ctx.place.crewId === found.crew.id ? found : null
}

const notHere = 'This stand-up is not here any more, or belongs to a crew you are not in.'

export async function readRoundAll(value: { round: number }, ctx: Context): Promise<Outcome> {
  const found = await readable(value.round, ctx)
  return tell(found ? readAll(await digestRecords(ctx.tx, found, ctx.now), ctx.actor.id) : notHere)
}

export async function missing(value: { round: number }, ctx: Context): Promise<Outcome> {
  const found = await readable(value.round, ctx)
  if (!found?.crew.members.some(({ personId }) => personId === ctx.actor.id)) return tell(notHere)
  if (found.standup.settings.names === 'never') return tell('This crew does not show who has not answered.')
  const counts = countRound(await participationsOf(ctx.tx, value.round))
  const silent = [...counts.noAnswerYet, ...counts.missed]
  if (!silent.length) return tell('Everybody who was asked has answered.')
  const title = `No answer yet, ${formatDay(found.round.day)}`
  return tell({ summary: title, blocks: [silentPeople(silent)] })
}

export function rangeOf(from: Day | undefined, to: Day | undefined, now: Day): Range | { error: string } {
  const end = to ?? now
  const start = from ?? addDays(end, -(defaultDays - 1))
  if (start > end) return { error: `${formatDay(start)} is after ${formatDay(end)}. Give the earlier day first.` }
  return { from: start, to: end }
}

export async function makeReport(crew: Crew, standup: Standup, range: Range, ctx: Context) {
  const rounds = (await roundsOf(ctx.tx, standup.id, range)).filter(({ state }) => state !== 'planned')
  const figures = report({
    rounds: await Promise.all(
      rounds.map(async ({ id, day }) => ({ day, participations: await participationsOf(ctx.tx, id) })),
    ),
    blockers: await blockersBetween(
      ctx.tx,
      crew.id,
      toInstant(range.from, '00:00', crew.zone),
      toInstant(addDays(range.to, 1), '00:00', crew.zone),
    ),
  })
  return reportCard(crew, range, figures)
}

export async function history(crew: Crew, standup: Standup, ctx: Context): Promise<Outcome> {
  const rounds = (await roundsOf(ctx.tx, standup.id, { take: historyRounds })).filter(
    ({ state }) => state !== 'planned',
  )
  const counted = await Promise.all(
    rounds.map(async ({ id, day }) => {
      const { answered, expected } = countRound(await participationsOf(ctx.tx, id))
      return { id, day, answered, expected }
    }),
  )
  return tell(historyCard(crew, counted))
}

/** Answers as typed, one line per question. Those who did not answer are not listed. */
export async function exportAnswers(crew: Crew, standup: Standup, range: Range, ctx: Context): Promise<Outcome> {
  const rows = await answersBetween(ctx.tx, standup.id, range.from, range.to)
  const records = rows
    .filter(({ answer }) => !answer.skipped)
    .flatMap(({ day, answer }) =>
      answer.parts.map(({ question, text }) => [
        day,
        sideLabel(crew, answer.side),
        memberName(crew, answer.personId),
        question,
        text,
      ]),
    )
  const csv = stringify([['day', 'side', 'person', 'question', 'answer'], ...records], {
    escape_formulas: true,
    bom: true,
  })
  return {
    answer: {
      do: 'file',
      name: `standup-${slug(crew.name)}-${range.from}-to-${range.to}.csv`,
      type: 'text/csv; charset=utf-8',
      content: new TextEncoder().encode(csv),
    },
  }
}

function slug(name: string): string {
  return (
    name
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, '-')
      .replace(/^-|-$/g, '') || 'crew'
  )
}

export function todayOf(crew: Crew, now: Date): Day {
  return today(crew.zone, now)
}
