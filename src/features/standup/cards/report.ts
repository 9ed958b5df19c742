/** Report and history. Every figure says its unit, its period and how many records it rests on. */

import type { Message } from '../../../chat/message.ts'
import { command } from '../../../chat/spoken.ts'
import type { Crew } from '../../../people/crews.ts'
import { type Day, formatDay } from '../../../schedule/calendar.ts'
import { fewest, type Range, type Report } from '../rules/report.ts'
import { sideLabel } from '../rules/view.ts'

export function reportCard(crew: Crew, { from, to }: Range, figures: Report): Message {
  const period = `${formatDay(from, { year: true })} to ${formatDay(to, { year: true })}`
  const title = `${crew.name} stand-up, ${period}`
  const rounds = roundsText(figures.rounds)
  const since = (day: Day | null) => (day ? `; no data before ${formatDay(day, { year: true })}` : '')
  return {
    summary: title,
    blocks: [
      { block: 'heading', text: title },
      {
        block: 'facts',
        facts: [
          { label: 'Rounds held', value: figures.rounds === 0 ? 'none in this period' : rounds },
          ...figures.sides.map((count) => ({
            label: `Answers, ${sideLabel(crew, count.side).toLowerCase()}`,
            value: `${answersText(count, roundsText(figures.counted))}${since(figures.peopleFrom)}`,
          })),
          {
            label: 'Blockers opened',
            value: `${figures.blockers}, of which ${figures.resolved} resolved${since(figures.wordsFrom)}`,
          },
          {
            label: 'Median time to resolve',
            value:
              figures.medianHours === null
                ? `no data (0 of ${figures.blockers} resolved)`
                : `${hoursText(figures.medianHours)} (${figures.resolved} of ${figures.blockers} resolved)`,
          },
        ],
      },
      { block: 'note', text: 'Counted per side. Who answered how often is shown nowhere.' },
      {
        block: 'buttons',
        buttons: [{ press: 'standup.share', label: 'Share here', value: { crew: crew.id, from, to } }],
      },
    ],
  }
}

const roundsText = (count: number) => (count === 1 ? '1 round' : `${count} rounds`)

function answersText({ answered, expected, few }: Report['sides'][number], rounds: string): string {
  if (expected === 0) return `no data (0 expected in ${rounds})`
  if (few) return `not shown: fewer than ${fewest} people stand on this side`
  return `${answered} of ${expected} expected, ${rounds}`
}

/** Elsewhere than in the crew's own channels it is not shared. */
export function shareElsewhere(crew: Crew): string {
  const channels = crew.channels.map(({ name }) => name).join(', ')
  return channels
    ? `This report is for the crew. Share it in ${channels}, with ${command('standup report')}.`
    : 'This report is for the crew, and it meets in no channel where it could be shared.'
}

function hoursText(hours: number): string {
  if (hours < 1) return `${Math.round(hours * 60)} minutes`
  return `${Math.round(hours * 10) / 10} hours`
}

export function historyCard(
  crew: Crew,
  rounds: { id: number; day: Day; forgotten: boolean; answered: number; expected: number }[],
): Message {
  const title = `${crew.name} stand-up: the last rounds`
  if (rounds.length === 0) {
    return {
      summary: title,
      blocks: [
        { block: 'heading', text: title },
        { block: 'text', text: `No round has been held yet. ${command('standup now')} starts one.` },
      ],
    }
  }
  return {
    summary: title,
    blocks: [
      { block: 'heading', text: title },
      {
        block: 'facts',
        facts: rounds.map(({ day, forgotten, answered, expected }) => ({
          label: formatDay(day, { year: true }),
          value: forgotten ? 'no data: deleted for its age' : `${answered} of ${expected} answered`,
        })),
      },
      {
        block: 'buttons',
        buttons: rounds
          .slice(0, 5)
          .map(({ id, day }) => ({ press: 'standup.read', label: formatDay(day), value: { round: id } })),
      },
    ],
  }
}
