/** The question to one person, and what a crew is told of the answers. */
import type { Block, Inline, Message } from '../../../chat/message.ts'
import { command } from '../../../chat/spoken.ts'
import type { Crew } from '../../../people/crews.ts'
import { formatDay } from '../../../schedule/calendar.ts'
import { fewest } from '../rules/counting.ts'
import { kindWords } from '../rules/questions.ts'
import { type Kind, type PulsePerson, type PulseRecord, sides } from '../rules/records.ts'
import type { CountedPulse } from '../store/reads.ts'
import { countedBlocks, headline, onDay } from './counted.ts'

export interface PulseView {
  pulse: PulseRecord
  crew: Crew
  people: PulsePerson[]
  /** Counted before this one, newest first. */
  before: CountedPulse[]
}

const titleOf = ({ crew, pulse }: Pick<PulseView, 'crew' | 'pulse'>) =>
  `${crew.name} ${kindWords[pulse.kind]} of ${onDay(pulse.day)}`

const asks: Record<Kind, string> = {
  pulse: ': how do both sides see value? Four numbers, without your name.',
  confidence: ': how sure are both sides of dates and outcomes? Percent, without your name.',
}

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
      { block: 'text', text: [{ strong: title }, asks[pulse.kind]] },
      { block: 'note', text: secrecy(crew) },
      { block: 'note', text: ['Open until ', ...until, '.'] },
      buttons('Answer...'),
    ],
  }
}

export function waitingBlock({ pulse, crew }: Pick<PulseView, 'pulse' | 'crew'>): Block {
  return {
    block: 'alert',
    label: pulse.kind === 'pulse' ? 'Pulse' : 'Confidence',
    text: [`${titleOf({ crew, pulse })} waits for your answer until `, { when: pulse.closesAt, zone: crew.zone }, '.'],
    buttons: [{ press: 'pulse.answer', label: 'Answer', value: { pulse: pulse.id }, opens: true }],
  }
}

/** Once, in every channel of the crew. */
export function resultCard({ pulse, crew, before }: PulseView): Message | null {
  const { kind, questions, result } = pulse
  if (!result) return null
  const title = titleOf({ crew, pulse })
  return {
    summary: `${title}: ${headline(kind, crew, questions, result)}`,
    blocks: [{ block: 'heading', text: title }, ...countedBlocks(kind, crew, { questions, result }, before)],
  }
}

interface Shown {
  crew: Crew
  kind: Kind
  open: PulseView | null
  counted: CountedPulse[]
  /** In words, with the next day; null where nobody is asked. */
  schedule: string | null
  personId: number
}

/** `/tandem pulse`: what is open, what was counted last, and when the next one asks. */
export function shownCard({ crew, kind, open, counted, schedule, personId }: Shown): Message {
  const [last, ...before] = counted
  const own = open?.people.find((one) => one.personId === personId)
  const title = `${crew.name} ${kindWords[kind]}`
  const next =
    schedule ??
    `No ${kindWords[kind]} ${kind === 'pulse' ? '' : 'question '}asks this crew. ${command(`${kind} settings`)} switches it on.`
  return {
    summary: title,
    blocks: [
      { block: 'heading', text: title },
      ...(open ? [progress(open)] : []),
      ...(open && own ? (askCard(open, personId)?.blocks ?? []) : []),
      ...(last
        ? [
            { block: 'text' as const, text: [{ strong: `Counted ${onDay(last.day)}` }] },
            ...countedBlocks(kind, crew, last, before),
          ]
        : []),
      { block: 'note', text: next },
      {
        block: 'buttons',
        buttons: [
          {
            press: 'pulse.settings',
            label: 'Settings...',
            value: { crew: crew.id, kind },
            style: 'quiet',
            opens: true,
          },
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
    label: `Answered, ${kindWords[pulse.kind]} of ${formatDay(pulse.day)}`,
    done: done(of()),
    of: people.length,
    sides: sides.map((side) => ({ label: crew.labels[side], done: done(of(side)), of: of(side).length })),
  }
}
