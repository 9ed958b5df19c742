/** What became of a scope vote, in the thread of its card; where the sides disagree, what can be chosen. */
import type { Block, Button, Inline, Message } from '../../../chat/message.ts'
import { resultBlocks } from '../../../voting/cards/result.ts'
import type { PollView } from '../../../voting/rules/view.ts'
import type { FrozenImpact } from '../rules/impact.ts'
import { countText } from '../rules/outcome.ts'
import { type ScopeRecord, scopeName, titleOf } from '../rules/records.ts'
import type { ScopeView } from './draft.ts'
import { longDay } from './lines.ts'

import { afterwards, choiceLines, choosersOf, conditionBlocks, people, wayButtons } from './undecided.ts'

export interface ResultView extends ScopeView {
  poll: PollView | null
  /** Of the steering crew, where it was asked. */
  steering: PollView | null
  round: number
  /** What the first condition that is a change of the plan comes to; a sentence where it cannot be computed any more. */
  condition: {
    words: string
    byId: number
    impact: FrozenImpact | null
    refused: string | null
    benefit: number | null
  } | null
  /** The steering crew's name, where there is one. */
  steeringName: string | null
}

export function resultCard(view: ResultView): Message {
  const { scope, poll, round } = view
  const past = round !== scope.round
  const said = past ? [`Voted on again as round ${scope.round}.`] : headline(view)
  const name = round > 1 || past ? `${titleOf(scope)}, round ${round}` : titleOf(scope)
  return {
    summary: `${titleOf(scope)}: ${plain(said)}`,
    blocks: [
      { block: 'heading', text: name },
      { block: 'text', text: said },
      ...(poll ? resultBlocks(poll, { outcome: false }) : []),
      ...(past ? [] : stateBlocks(view)),
    ],
  }
}

const plain = (parts: Inline[]) =>
  parts.map((part) => (typeof part === 'string' ? part : 'strong' in part ? part.strong : '')).join('')

function headline({ scope, labels }: ResultView): Inline[] {
  const { course, state, decisionNumber, baselineVersion, impact } = scope
  const plan = impact?.version == null ? 'The plan stays as it is.' : `The plan stays as it is (v${impact.version}).`
  const recorded = decisionNumber === null ? '' : ` Recorded as DEC-${decisionNumber}.`
  const own = impact?.initiatives[0]
  const by =
    course.decidedBy === 'sponsor' && course.sponsor
      ? ['by the sponsor, ', { person: course.sponsor.personId }]
      : course.decidedBy === 'steering'
        ? ['by the steering crew']
        : ['by both sides', tallyWords(scope, labels)]
  switch (state) {
    case 'accepted':
      return [
        { strong: 'Accepted ' },
        ...by,
        `.${recorded}`,
        ...(baselineVersion === null
          ? []
          : [` Plan v${baselineVersion} is the baseline${own ? `: finish ${longDay(own.after)}` : ''}.`]),
        ...(scope.reviewOn ? [` Review on ${longDay(scope.reviewOn)}: did it come true?`] : []),
      ]
    case 'rejected':
      return [{ strong: 'Rejected ' }, ...by, `.${recorded} ${plan}`]
    case 'undecided':
    case 'escalated':
      return [{ strong: course.outcome === 'noResult' ? 'No result' : 'No agreement' }, `. ${plan}`]
    case 'withdrawn':
      return [{ strong: 'Withdrawn' }, `${course.ended ? ` (${course.ended})` : ''}. ${plan}`]
    default:
      return [{ strong: 'Not decided yet' }, '.']
  }
}

function tallyWords({ course: { tally } }: ScopeRecord, labels: { project: string; product: string }): string {
  if (!tally) return ''
  const side = (one: { for: number; against: number }) => `${one.for} to ${one.against}`
  return ` (${labels.project} ${side(tally.project)}, ${labels.product} ${side(tally.product)})`
}

function stateBlocks(view: ResultView): Block[] {
  const { scope, zone, labels } = view
  switch (scope.state) {
    case 'accepted':
      return acceptedBlocks(view)
    case 'rejected':
      return scope.course.sponsor ? [{ block: 'note', text: `Why: ${scope.course.sponsor.reason}` }] : []
    case 'undecided':
      return [
        ...conditionBlocks(view),
        {
          block: 'text',
          text: [
            ...people(choosersOf(view)),
            ' choose by ',
            { when: scope.chooseBy ?? view.now, zone },
            '. What both choose holds.',
          ],
        },
        ...choiceLines(view),
        { block: 'buttons', buttons: wayButtons(view) },
        {
          block: 'note',
          text: [afterwards(view), ` Kept as ${scopeName(scope)}, round ${scope.round}. Not a decision yet.`],
        },
      ]
    case 'escalated':
      return escalatedBlocks(view)
    default:
      return scope.course.tally
        ? [
            {
              block: 'note',
              text: `${labels.project}: ${countText(scope.course.tally.project)} · ${labels.product}: ${countText(scope.course.tally.product)}`,
            },
          ]
        : []
  }
}

function acceptedBlocks({ scope, initiative, zone }: ResultView): Block[] {
  const { correctBy, baselineVersion, course } = scope
  const value = { scope: scope.id, round: scope.round }
  if (course.problem)
    return [
      {
        block: 'alert',
        label: 'Not in the plan',
        text: course.problem,
        buttons: [{ press: 'scope.report', label: 'Vote again', value, opens: true }],
      },
    ]
  const list: Button[] = [{ press: 'scope.changes', label: 'Change list', value: { scope: scope.id }, style: 'quiet' }]
  if (baselineVersion === null) {
    const owner: Inline[] =
      initiative.projectOwnerId === null ? ['Whoever proposed it'] : [{ person: initiative.projectOwnerId }]
    return [
      {
        block: 'text',
        text: [
          ...owner,
          ' can report an error in the computed plan until ',
          { when: correctBy ?? scope.updatedAt, zone },
          '. Then it becomes the next baseline.',
        ],
      },
      { block: 'buttons', buttons: [{ press: 'scope.report', label: 'Report an error', value, opens: true }, ...list] },
    ]
  }
  return [{ block: 'buttons', buttons: list }]
}

function escalatedBlocks(view: ResultView): Block[] {
  const { scope, initiative, zone, steering, steeringName } = view
  if (scope.course.nobodyLeft) {
    return [
      {
        block: 'alert',
        label: 'Nobody is left to decide',
        text: `${initiative.key} has no sponsor who answered and no steering crew. The plan stays as it is. Its owners can still choose; an admin can name a steering crew.`,
      },
      {
        block: 'buttons',
        buttons: wayButtons(view).filter(({ value }) => (value as { way: string }).way !== 'escalate'),
      },
      ...choiceLines(view),
    ]
  }
  if (steering)
    return [
      {
        block: 'text',
        text: [
          `The ${steeringName ?? 'steering'} crew votes on it until `,
          { when: steering.poll.closesAt, zone },
          '.',
        ],
      },
    ]
  return [
    {
      block: 'text',
      text: [
        ...(initiative.sponsorId === null ? ['The sponsor'] : [{ person: initiative.sponsorId }]),
        ' is asked until ',
        { when: scope.sponsorBy ?? view.now, zone },
        ', with both sides’ reasons.',
      ],
    },
  ]
}
