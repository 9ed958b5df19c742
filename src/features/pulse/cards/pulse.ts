/** The question to one person, and what a crew is told of the answers. */
import type { Block, Inline, Message } from '../../../chat/message.ts'
import { command } from '../../../chat/spoken.ts'
import type { Crew } from '../../../people/crews.ts'
import { type Day, formatDay } from '../../../schedule/calendar.ts'
import { fewest, gapIn } from '../rules/counting.ts'
import {
  type PulsePerson,
  type PulseRecord,
  type PulseResult,
  type StatementId,
  sides,
  statements,
} from '../rules/records.ts'
import type { CountedPulse } from '../store/reads.ts'

export interface PulseView {
  pulse: PulseRecord
  crew: Crew
  people: PulsePerson[]
  /** Counted before this one, newest first. */
  before: CountedPulse[]
}

const titleOf = ({ crew, pulse }: Pick<PulseView, 'crew' | 'pulse'>) =>
  `${crew.name} pulse of ${formatDay(pulse.day, { year: true })}`

const signed = (score: number) => (score > 0 ? `+${score}` : score < 0 ? `−${-score}` : '0')

const secrecy = (crew: Crew): Inline[] => [
  `Read by the ${crew.name} crew: scores by side from ${fewest} answers a side, never names. That you have answered is known, not what. `,
  'Until the close someone with the server’s key and its database could link the two; then the answers are deleted and the key is destroyed.',
]

/** To whoever is asked: the question, then that they have answered, then that it is over. */
export function askCard({ pulse, crew, people }: PulseView, personId: number): Message | null {
  const person = people.find((one) => one.personId === personId)
  const title = titleOf({ crew, pulse })
  if (!person) return null
  const buttons = (label: string): Block => ({
    block: 'buttons',
    buttons: [{ press: 'pulse.answer', label, value: { pulse: pulse.id }, opens: true }],
  })
  if (pulse.state === 'closed') return { summary: title, blocks: [{ block: 'text', text: `${title} is closed.` }] }
  const until: Inline[] = [{ when: pulse.closesAt, zone: crew.zone }]
  if (person.answered)
    return {
      summary: title,
      blocks: [
        { block: 'text', text: [`${title}: you have answered. It can be changed until `, ...until, '.'] },
        buttons('Change...'),
      ],
    }
  return {
    summary: `${title} asks you`,
    blocks: [
      { block: 'text', text: [{ strong: title }, ': how do both sides see value? Four numbers, without your name.'] },
      { block: 'note', text: secrecy(crew) },
      { block: 'note', text: ['Open until ', ...until, '.'] },
      buttons('Answer...'),
    ],
  }
}

export function waitingBlock({ pulse, crew }: Pick<PulseView, 'pulse' | 'crew'>): Block {
  return {
    block: 'alert',
    label: 'Pulse',
    text: [`${titleOf({ crew, pulse })} waits for your answer until `, { when: pulse.closesAt, zone: crew.zone }, '.'],
    buttons: [{ press: 'pulse.answer', label: 'Answer', value: { pulse: pulse.id }, opens: true }],
  }
}

function scoresLine({ labels }: Crew, result: PulseResult, statement: StatementId): Inline[] {
  const score = result.scores[statement]
  const gap = gapIn(result, statement)
  const each = sides.map((side) => `${labels[side]} ${score[side] === null ? 'too few to show' : signed(score[side])}`)
  return [each.join(', '), ...(gap === null ? [] : [' · ', { strong: `gap ${Math.abs(gap)}` }])]
}

/** Who sees it higher, in words: a sign says it to nobody. */
function headline({ labels }: Crew, result: PulseResult): string {
  const gap = gapIn(result, 'perceptions')
  if (gap === null) return 'Too few answered on both sides to show how far apart they see value.'
  if (gap === 0) return 'Both sides see value alike.'
  return `${gap > 0 ? labels.project : labels.product} sees more value than ${gap > 0 ? labels.product : labels.project}: gap ${Math.abs(gap)}.`
}

function basis({ labels }: Crew, { asked, answered }: PulseResult): string {
  const equal = answered.project === answered.product
  const many = (count: number) => `${count} answer${count === 1 ? '' : 's'}`
  const counted = equal
    ? `${many(answered.project)} a side`
    : `${sides.map((side) => `${many(answered[side])} of ${labels[side]}`).join(' and ')}`
  return `${counted}, a talk and not a verdict. Asked: ${sides.map((side) => `${labels[side]} ${asked[side]}`).join(', ')}.`
}

const how =
  'NPSS: percent who say 9 or 10 minus percent who say 0 to 6, from −100 to +100 (PMI). Gap: how far the two are apart.'

const onDay = (day: Day) => formatDay(day, { year: true })

function trend(crew: Crew, before: CountedPulse[]): Block[] {
  if (before.length === 0) return []
  const lines = before.map(({ day, result }): Inline[] => [
    `\n- ${onDay(day)}: `,
    ...scoresLine(crew, result, 'perceptions'),
  ])
  return [{ block: 'text', text: [{ strong: 'Worth it, before' }, ...lines.flat()] }]
}

export function countedBlocks(crew: Crew, result: PulseResult, before: CountedPulse[]): Block[] {
  return [
    { block: 'text', text: headline(crew, result) },
    {
      block: 'facts',
      facts: statements.map(({ id, name }) => ({ label: name, value: scoresLine(crew, result, id) })),
    },
    ...trend(crew, before),
    { block: 'note', text: basis(crew, result) },
    { block: 'note', text: how },
  ]
}

/** Once, in every channel of the crew. */
export function resultCard({ pulse, crew, before }: PulseView): Message | null {
  if (!pulse.result) return null
  const title = titleOf({ crew, pulse })
  return {
    summary: `${title}: ${headline(crew, pulse.result)}`,
    blocks: [{ block: 'heading', text: title }, ...countedBlocks(crew, pulse.result, before)],
  }
}

interface Shown {
  crew: Crew
  open: PulseView | null
  counted: CountedPulse[]
  /** In words, with the next day; null where nobody is asked. */
  schedule: string | null
  personId: number
}

/** `/tandem pulse`: what is open, what was counted last, and when the next one asks. */
export function shownCard({ crew, open, counted, schedule, personId }: Shown): Message {
  const [last, ...before] = counted
  const own = open?.people.find((one) => one.personId === personId)
  const title = `${crew.name} pulse`
  const next = schedule ?? `No pulse asks this crew. ${command('pulse settings')} switches it on.`
  return {
    summary: title,
    blocks: [
      { block: 'heading', text: title },
      ...(open ? [progress(open)] : []),
      ...(open && own ? (askCard(open, personId)?.blocks ?? []) : []),
      ...(last
        ? [
            { block: 'text' as const, text: [{ strong: `Counted ${onDay(last.day)}` }] },
            ...countedBlocks(crew, last.result, before),
          ]
        : []),
      { block: 'note', text: next },
      {
        block: 'buttons',
        buttons: [
          { press: 'pulse.settings', label: 'Settings...', value: { crew: crew.id }, style: 'quiet', opens: true },
        ],
      },
    ],
  }
}

function progress({ people, crew, pulse }: PulseView): Block {
  const of = (side?: string) => people.filter((one) => side === undefined || one.side === side)
  const done = (all: PulsePerson[]) => all.filter((one) => one.answered).length
  return {
    block: 'progress',
    label: `Answered, pulse of ${formatDay(pulse.day)}`,
    done: done(of()),
    of: people.length,
    sides: sides.map((side) => ({ label: crew.labels[side], done: done(of(side)), of: of(side).length })),
  }
}
