/** Why an initiative is done, on what evidence, and who of its crew stands behind it. */
import type { Form } from '../../../chat/form.ts'
import type { Block, Button, Inline, Message } from '../../../chat/message.ts'
import { shorten } from '../../../chat/plain.ts'
import type { InitiativeRecord } from '../rules/records.ts'
import type { WhyCount, WhyVersion } from '../rules/why.ts'
import { cut, longestName, named } from './lines.ts'

export interface WhyView {
  initiative: InitiativeRecord
  /** The newest; `null`: nobody has said why. */
  why: WhyVersion | null
  count: WhyCount
  labels: { project: string; product: string }
  /** Whether the reader is of the crew: who said what stays there. */
  inside: boolean
  buttons: Button[]
  zone: string
}

const longestReason = 140
const mostReasons = 8

export function whyCard(view: WhyView): Message {
  const { initiative, why, zone } = view
  const title = `Why ${named(initiative)}?`
  const buttons: Block[] = view.buttons.length ? [{ block: 'buttons', buttons: view.buttons }] : []
  if (!why) {
    return {
      summary: title,
      blocks: [{ block: 'heading', text: title }, { block: 'text', text: 'Nobody has said why yet.' }, ...buttons],
    }
  }
  return {
    summary: `${title} ${shorten(why.sentence, longestName)}`,
    blocks: [
      { block: 'heading', text: title },
      { block: 'text', text: [{ strong: why.sentence }] },
      {
        block: 'facts',
        facts: [
          { label: 'For whom', value: why.forWhom },
          { label: 'Evidence', value: why.evidence ?? 'none given' },
          ...countFacts(view),
        ],
      },
      ...reasons(view),
      {
        block: 'note',
        text: [`Version ${why.version}, `, { when: why.at, zone }, ', by ', { person: why.byId }, '.'],
      },
      ...buttons,
    ],
  }
}

/** "Project: acknowledged 2 of 3, 1 disagrees". */
function countFacts({ count, labels }: WhyView) {
  if (count.project.of + count.product.of + count.both.of === 0)
    return [{ label: 'Voices', value: 'no crew owns it yet' }]
  const words = ({ yes, no, of }: WhyCount['project']) =>
    of === 0
      ? 'nobody stands on this side'
      : `${yes} of ${of} acknowledged${no ? `, ${no} ${no === 1 ? 'disagrees' : 'disagree'}` : ''}`
  return [
    { label: labels.project, value: words(count.project) },
    { label: labels.product, value: words(count.product) },
    ...(count.both.of ? [{ label: 'On both sides', value: words(count.both) }] : []),
  ]
}

function reasons({ count, labels, inside }: WhyView): Block[] {
  const { shown, more } = cut(count.reasons, mostReasons)
  if (shown.length === 0) return []
  const said = shown.map(({ personId, side, reason }): Inline[] => [
    ...(inside ? [{ person: personId }] : [side === 'both' ? 'somebody on both sides' : `${labels[side]} side`]),
    `: ${shorten(reason, longestReason)}`,
  ])
  return [
    { block: 'text', text: [{ strong: 'Who disagrees says' }] },
    ...said.map((text): Block => ({ block: 'text', text })),
    ...(more ? [{ block: 'note' as const, text: more }] : []),
  ]
}

export function disagreeForm(
  initiative: InitiativeRecord,
  why: { id: number; version: number },
  reason: string | null,
) {
  return {
    id: 'portfolio.disagree',
    title: `Disagree: why ${initiative.key}`,
    submit: 'Send',
    note: `The crew reads your name and your reason; others read the reason only. It is about version ${why.version}.`,
    value: { why: why.id },
    inputs: {
      reason: {
        input: 'text',
        label: 'What is wrong with it, or missing?',
        lines: 3,
        max: 500,
        value: reason ?? '',
      },
    },
  } as const satisfies Form
}
