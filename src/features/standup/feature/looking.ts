/** Looking back: everything of a round, who is missing, figures, history, export. For the crew only. */
import { stringify } from 'csv-stringify/sync'
import type { Context, Outcome } from '../../../chat/feature.ts'
import { tell } from '../../../chat/say.ts'
import type { Crew } from '../../../people/crews.ts'
import { isMember } from '../../../people/sides.ts'
import { countRound, countSides } from '../../../rounds/counts.ts'
import { figuresOf, lastRounds } from '../../../rounds/figures.ts'
import { participationsOf } from '../../../rounds/store.ts'
import { addDays, formatDay, toInstant } from '../../../schedule/calendar.ts'
import { readAll, silentPeople } from '../cards/digest.ts'
import { historyCard, reportCard, shareElsewhere } from '../cards/report.ts'
import { type Range, rangeOf, report } from '../rules/report.ts'
import { memberName, sideLabel } from '../rules/view.ts'
import { answersBetween } from '../store/answers.ts'
import { blockersBetween } from '../store/items.ts'
import type { Standup } from '../store/ritual.ts'
import { digestRecords, type RoundOfCrew, roundOfCrew } from './records.ts'
import { ownStandup } from './settings.ts'

const historyRounds = 10

/** A round that this person may read: they are in the crew, or stand in its channel, where the digest is anyway. */
async function readable(roundId: number, ctx: Context): Promise<RoundOfCrew | null> {
  const found = await roundOfCrew(ctx.tx, roundId)
  if (!found || found.crew.organizationId !== ctx.actor.organizationId) return null
  const inside = isMember(found.crew, ctx.actor.id)
  return inside || ctx.place.crewId === found.crew.id ? found : null
}

const notHere = 'This stand-up is not here any more, or belongs to a crew you are not in.'

export async function readRoundAll(value: { round: number }, ctx: Context): Promise<Outcome> {
  const found = await readable(value.round, ctx)
  return tell(found ? readAll(await digestRecords(ctx.tx, found, ctx.now), ctx.actor.id) : notHere)
}

export async function missing(value: { round: number }, ctx: Context): Promise<Outcome> {
  const found = await readable(value.round, ctx)
  if (!found || !isMember(found.crew, ctx.actor.id)) return tell(notHere)
  if (found.standup.settings.names === 'never') return tell('This crew does not show who has not answered.')
  if (found.round.peopleForgottenAt) return tell('Who took part in this round was deleted for its age.')
  const counts = countRound(await participationsOf(ctx.tx, value.round))
  if (counts.noAnswerYet.length + counts.missed.length === 0) return tell('Everybody who was asked has answered.')
  const title = `Who has not answered, ${formatDay(found.round.day)}`
  return tell({ summary: title, blocks: [silentPeople(counts)] })
}

export async function makeReport(crew: Crew, standup: Standup, range: Range, ctx: Context) {
  const blockers = await blockersBetween(
    ctx.tx,
    crew.id,
    toInstant(range.from, '00:00', crew.zone),
    toInstant(addDays(range.to, 1), '00:00', crew.zone),
  )
  return reportCard(crew, range, report({ ...(await figuresOf(ctx.tx, standup.id, range)), blockers }))
}

/** In the crew's own channels only: what a crew counts about itself stays there. */
export async function share(value: { crew: number } & Range, ctx: Context): Promise<Outcome> {
  const found = await ownStandup(value.crew, ctx)
  if ('refused' in found) return tell(found.refused)
  const range = rangeOf(value.from, value.to, value.to)
  if ('error' in range) return tell(range.error)
  if (ctx.place.crewId !== found.crew.id) return tell(shareElsewhere(found.crew))
  const card = await makeReport(found.crew, found.standup, range, ctx)
  const blocks = card.blocks.filter(({ block }) => block !== 'buttons')
  return { answer: { do: 'post', message: { ...card, blocks } } }
}

export async function history(crew: Crew, standup: Standup, ctx: Context): Promise<Outcome> {
  const rounds = (await lastRounds(ctx.tx, standup.id, historyRounds)).map(({ id, day, forgotten, counts }) => {
    const [one, other] = countSides(counts)
    return { id, day, forgotten, answered: one.answered + other.answered, expected: one.expected + other.expected }
  })
  return tell(historyCard(crew, rounds))
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
