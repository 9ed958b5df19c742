/** Experiments: those of an initiative, the question for the result, and the insight to both owners. */
import type { Block, Button, Message } from '../../../chat/message.ts'
import { shorten } from '../../../chat/plain.ts'
import { command } from '../../../chat/spoken.ts'
import { type Day, formatDay } from '../../../schedule/calendar.ts'
import {
  confirmed,
  type ExperimentRecord,
  type ExperimentState,
  nameOf,
  type OwnSide,
  sidesOf,
} from '../rules/experiment.ts'

interface Of {
  id: number
  key: string
  name: string
  projectOwnerId: number | null
  productOwnerId: number | null
}

const lineLength = 140
const mostShown = 10
const onDay = (day: Day) => formatDay(day, { year: true })
const named = ({ key, name }: Of) => `${key} ${shorten(name, 60)}`

const words: Record<ExperimentState, string> = {
  draft: 'not started',
  running: 'running',
  measured: 'insight to accept',
  accepted: 'insight accepted',
  rejected: 'insight rejected',
}

const button = (press: string, label: string, one: ExperimentRecord, opens: boolean): Button => ({
  press,
  label,
  value: { experiment: one.id },
  ...(opens && { opens: true as const }),
})
const resultButton = (one: ExperimentRecord) => button('experiments.result', 'Result...', one, true)
const wordButtons = (one: ExperimentRecord): Button[] => [
  button('experiments.accept', 'Accept', one, false),
  button('experiments.reject', 'Reject...', one, true),
]

const bar = ({ metric, unit, threshold, atLeast }: ExperimentRecord) =>
  `${shorten(metric, 80)}: at ${atLeast ? 'least' : 'most'} ${threshold} ${shorten(unit, 30)}`

/** "24 %, confirmed; ended Tue 8 Dec 2026, 2 days early" */
function resultText(one: ExperimentRecord): string {
  const { result, endedOn, endOn, unit } = one
  if (result === null || endedOn === null) return `ends ${onDay(endOn)}`
  const early = endedOn < endOn ? `, before its end on ${onDay(endOn)}` : ''
  return `${result} ${shorten(unit, 30)}, ${confirmed(one, result) ? 'confirmed' : 'not confirmed'}; ended ${onDay(endedOn)}${early}`
}

export function listCard(of: Of, all: ExperimentRecord[], personId: number, edits: boolean): Message {
  const title = `${named(of)}: experiments`
  const shown = all.slice(-mostShown)
  const buttons = (one: ExperimentRecord): Button[] => {
    if (one.state === 'measured') return sidesOf(of, personId).length ? wordButtons(one) : []
    if (!edits && one.ownerId !== personId) return []
    if (one.state === 'running') return [resultButton(one)]
    if (one.state !== 'draft') return []
    const change: Button = {
      press: 'experiments.plan',
      label: 'Change...',
      value: { initiative: of.id, experiment: one.id },
      opens: true,
    }
    return [
      {
        ...button('experiments.start', 'Start', one, false),
        style: 'primary',
        confirm: {
          title: `Start ${nameOf(one)}?`,
          text: 'From then on nothing of it can be changed: not the metric, and not what counts.',
          yes: 'Start',
        },
      },
      change,
    ]
  }
  return {
    summary: title,
    blocks: [
      { block: 'heading', text: title },
      ...(all.length ? [] : [{ block: 'text' as const, text: 'No experiment yet.' }]),
      ...(all.length > shown.length
        ? [{ block: 'note' as const, text: `${all.length - shown.length} earlier ones are not shown.` }]
        : []),
      ...shown.flatMap((one) => entry(one, buttons(one))),
      ...(edits
        ? [
            {
              block: 'buttons' as const,
              buttons: [
                {
                  press: 'experiments.plan',
                  label: 'New experiment...',
                  value: { initiative: of.id, experiment: null },
                  opens: true as const,
                  style: 'primary' as const,
                },
              ],
            },
          ]
        : []),
    ],
  }
}

/** Only one that waits for the word of its owners must not be overlooked. */
function entry(one: ExperimentRecord, buttons: Button[]): Block[] {
  const label = `${nameOf(one)} ${words[one.state]}`
  const text = shorten(one.hypothesis, lineLength)
  return [
    one.state === 'measured'
      ? { block: 'alert', label, text }
      : { block: 'text', text: [{ strong: label }, ` ${text}`] },
    ...(one.insight ? [{ block: 'text' as const, text: `"${shorten(one.insight, lineLength)}"` }] : []),
    { block: 'note', text: [`${bar(one)} · ${resultText(one)} · `, { person: one.ownerId }] },
    ...(buttons.length ? [{ block: 'buttons' as const, buttons }] : []),
  ]
}

/** To whoever runs it, on its last day. */
export function askCard(of: Of, one: ExperimentRecord): Message {
  const title = `${named(of)}, ${nameOf(one)}: what came of it?`
  return {
    summary: title,
    blocks: [
      { block: 'heading', text: title },
      { block: 'text', text: shorten(one.hypothesis, lineLength) },
      { block: 'note', text: `${bar(one)} · ${resultText(one)}` },
      ...(one.state === 'running' ? [{ block: 'buttons' as const, buttons: [resultButton(one)] }] : []),
    ],
  }
}

/** To an owner: adopt it, or not. */
export function insightCard(of: Of, one: ExperimentRecord, personId: number): Message {
  const title = `${named(of)}, ${nameOf(one)}: ${one.state === 'measured' ? 'adopt as insight?' : words[one.state]}`
  const own = sidesOf(of, personId)
  const open = own.some((side) => saysOf(one, side) === null)
  return {
    summary: title,
    blocks: [
      { block: 'heading', text: title },
      { block: 'text', text: [{ strong: shorten(one.insight ?? '', lineLength) }] },
      { block: 'text', text: shorten(one.hypothesis, lineLength) },
      { block: 'note', text: `${bar(one)} · ${resultText(one)}` },
      { block: 'note', text: standing(one) },
      ...(one.state === 'measured' && open ? [{ block: 'buttons' as const, buttons: wordButtons(one) }] : []),
    ],
  }
}

const saysOf = (one: ExperimentRecord, side: OwnSide) => (side === 'project' ? one.projectSays : one.productSays)

function standing(one: ExperimentRecord): string {
  if (one.state === 'accepted') return 'Accepted by the owners of both sides, and recorded as a decision.'
  if (one.state === 'rejected')
    return `Rejected, and recorded as a decision: "${shorten(one.reason ?? '', lineLength)}"`
  const waiting = (['project', 'product'] as const).filter((side) => saysOf(one, side) === null)
  return `Both owners decide. Waits for the ${waiting.join(' and the ')} side. ${command('experiment')} shows it again.`
}

export function waitingBlock(of: Of, one: ExperimentRecord, personId: number): Block {
  const what = one.state === 'running' ? 'what came of it?' : 'adopt as insight?'
  return {
    block: 'alert',
    label: 'Experiment',
    text: `${of.key} ${nameOf(one)} "${shorten(one.state === 'running' ? one.hypothesis : (one.insight ?? ''), 100)}" ${what}`,
    buttons: one.state === 'running' ? [resultButton(one)] : sidesOf(of, personId).length ? wordButtons(one) : [],
  }
}

export function whichCard(initiatives: Of[]): Message {
  const title = 'Whose experiments?'
  return {
    summary: title,
    blocks: [
      { block: 'text', text: title },
      {
        block: 'buttons',
        buttons: initiatives
          .slice(0, 20)
          .map((one) => ({ press: 'experiments.show', label: named(one), value: { initiative: one.id } })),
      },
      ...(initiatives.length > 20
        ? [{ block: 'note' as const, text: `and more: type the key, such as ${command('experiment CHK')}.` }]
        : []),
    ],
  }
}
