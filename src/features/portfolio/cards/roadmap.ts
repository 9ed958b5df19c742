/** The roadmap in words: what works toward each key result, when; and what works toward none. */
import type { Block, Button, Message } from '../../../chat/message.ts'
import { shorten } from '../../../chat/plain.ts'
import { type Day, formatDay } from '../../../schedule/calendar.ts'
import type { Roadmap, RoadmapRow } from '../rules/roadmap.ts'
import { lateWords, resultWords, valueWords } from '../rules/status-line.ts'
import { spanText } from '../rules/words.ts'
import { cut, dotted, longDay, longestName, named } from './lines.ts'
import { roadmapChart } from './roadmap-rows.ts'

export interface RoadmapView {
  roadmap: Roadmap
  today: Day
  /** False where the crew of any of them hides money here. */
  spendShown: boolean
  buttons: Button[]
}

/** Slack takes 50 blocks in a message. */
const mostGroups = 12
const mostRows = 12
const mostMilestones = 3

export function roadmapCard({ roadmap, today, spendShown, buttons }: RoadmapView): Message {
  const title = `Roadmap, ${longDay(today)}`
  const { orphans, axis } = roadmap
  const { shown: groups, more } = cut(roadmap.groups, mostGroups)
  return {
    summary: title,
    blocks: [
      { block: 'heading', text: title },
      ...(axis ? picture(roadmap, today, `From ${longDay(axis.from)} to ${longDay(axis.to)}`) : []),
      ...groups.flatMap(({ result, rows }): Block[] => [
        { block: 'text', text: [{ strong: `${result.key} ${shorten(resultWords(result, today), longestName)}` }] },
        ...(rows.length
          ? rowBlocks(rows, today, false)
          : [{ block: 'text' as const, text: 'Nothing works toward it yet.' }]),
      ]),
      ...(more ? [{ block: 'note' as const, text: `${more} key results` }] : []),
      ...orphanBlocks(orphans, roadmap, today, spendShown),
      ...(buttons.length ? [{ block: 'buttons' as const, buttons }] : []),
    ],
  }
}

/** The rows follow in words: beside the picture stands only what it spans. */
function picture(roadmap: Roadmap, today: Day, span: string): Block[] {
  const chart = roadmapChart(roadmap, today)
  if (!chart) return [{ block: 'note', text: `${span}.` }]
  return [{ block: 'chart', chart, text: `${chart.title}. ${span}; each row follows in words.` }]
}

function orphanBlocks(orphans: RoadmapRow[], { spend }: Roadmap, today: Day, spendShown: boolean): Block[] {
  if (orphans.length === 0) return []
  return [
    { block: 'text', text: [{ strong: 'No key result' }] },
    ...rowBlocks(orphans, today, true),
    { block: 'note', text: spendShown ? spendText(spend) : 'Their share of spend is not shown here.' },
  ]
}

/** "18 % of spend has no key result, 4 bookings since Mon 26 Oct 2026". */
export function spendText({ share, bookings, since, without }: Roadmap['spend']): string {
  const left = without ? ` Not counted, no rate given: ${without} of all bookings.` : ''
  if (share === null) return `Share of spend: no data (nothing is booked).${left}`
  if (since === null) return `0 % of spend has no key result: nothing is booked on them.${left}`
  const count = bookings === 1 ? '1 booking' : `${bookings} bookings`
  return `${Math.round(share * 100)} % of spend has no key result, ${count} since ${longDay(since)}.${left}`
}

function rowBlocks(rows: RoadmapRow[], today: Day, withValue: boolean): Block[] {
  const { shown, more } = cut(rows, mostRows)
  return [
    {
      block: 'facts',
      facts: shown.map((row) => ({ label: named(row.initiative), value: rowText(row, today, withValue) })),
    },
    ...(more ? [{ block: 'note' as const, text: more }] : []),
  ]
}

/** Dates, how late, what comes next; under a key result its value stands above, elsewhere here. */
function rowText({ from, to, finish, milestones, results }: RoadmapRow, today: Day, withValue: boolean) {
  const value = withValue ? valueWords(results, today) : null
  if (finish.cycle) return dotted(['no dates: its plan goes in a circle', value])
  if (!from || !to) return dotted(['no dates: nothing is planned yet', value])
  const { shown, more } = cut(milestones, mostMilestones)
  const next = shown.map(({ name, day }) => `${shorten(name, 30)} ${formatDay(day)}`)
  return dotted([
    spanText(from, to),
    finish.late === null ? 'no baseline yet' : lateWords(finish.late),
    next.length ? `next: ${[...next, ...(more ? [more] : [])].join(', ')}` : null,
    value,
  ])
}
