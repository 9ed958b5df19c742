/** A draft, to its two owners and whoever proposes it: what is in it, and who must fill in what. */
import type { Block, Button, Inline, Message } from '../../../chat/message.ts'
import type { InitiativeRecord, MoneyShown } from '../../portfolio/rules/records.ts'
import { isComplete, missingOf } from '../rules/draft.ts'
import { type ScopeRecord, scopeName, titleOf } from '../rules/records.ts'
import { computedLine, datesFacts, type KeyResultLine, moneyFact, valueFact, whyFact } from './impact.ts'

export interface ScopeView {
  scope: ScopeRecord
  initiative: InitiativeRecord
  result: KeyResultLine | null
  labels: { project: string; product: string }
  zone: string
  now: Date
  money: MoneyShown
}

export const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

export function bodyOf(view: ScopeView): Block[] {
  const { scope, initiative, result, money } = view
  const facts = [
    ...whyFact(scope, result),
    ...valueFact(scope, initiative.currency, money),
    ...(scope.impact ? datesFacts(scope.impact) : []),
    ...moneyFact(scope, money),
  ]
  return facts.length ? [{ block: 'facts', facts }] : []
}

export function askButtons({ id }: ScopeRecord): Button[] {
  return [
    { press: 'scope.how', label: 'How computed', value: { scope: id }, style: 'quiet' },
    { press: 'scope.plans', label: 'Compare plans', value: { scope: id }, style: 'quiet' },
  ]
}

function neededLine(side: string, owner: number | null, what: string[]): Inline[] {
  const who: Inline[] = [{ strong: capital(side) }, ...(owner === null ? [] : [' (', { person: owner }, ')'])]
  return what.length ? [...who, `: ${what.join(', ')}.`] : [...who, ': nothing more.']
}

export function draftCard(view: ScopeView): Message {
  const { scope, initiative, labels, zone, now } = view
  const title = `${titleOf(scope)} · ${initiative.key} ${initiative.name}`
  if (scope.state !== 'draft') {
    return {
      summary: titleOf(scope),
      blocks: [
        { block: 'text', text: [{ strong: titleOf(scope) }, `: ${stateWords(scope)}.`] },
        { block: 'buttons', buttons: [{ press: 'scope.show', label: 'Show', value: { scope: scope.id } }] },
      ],
    }
  }
  const missing = missingOf(scope)
  const complete = isComplete(scope)
  const again = scope.round > 1 ? `, round ${scope.round}` : ''
  const buttons: Button[] = [
    {
      press: 'scope.edit',
      label: complete ? 'Change it' : 'Fill in',
      value: { scope: scope.id },
      opens: true,
      ...(!complete && { style: 'primary' as const }),
    },
    ...(complete
      ? [
          {
            press: 'scope.vote',
            label: 'Open the vote',
            value: { scope: scope.id, round: scope.round },
            style: 'primary' as const,
          },
        ]
      : []),
    withdrawButton(scope),
  ]
  return {
    summary: `${titleOf(scope)}: a draft`,
    blocks: [
      { block: 'heading', text: title },
      { block: 'text', text: [`A draft${again}, by `, { person: scope.proposerId }, '. Nobody votes on it yet.'] },
      ...(scope.course.ended ? [{ block: 'alert' as const, label: 'Back to a draft', text: scope.course.ended }] : []),
      ...bodyOf(view),
      ...(scope.effects === null ? [] : [{ block: 'note' as const, text: `On the plan: ${scope.effects}` }]),
      {
        block: 'text',
        text: [
          { strong: 'Still needed. ' },
          ...neededLine(labels.product, initiative.productOwnerId, missing.product),
          ' ',
          ...neededLine(labels.project, initiative.projectOwnerId, missing.project),
        ],
      },
      ...(scope.impact
        ? [
            { block: 'note' as const, text: computedLine(scope, zone, now) },
            { block: 'buttons' as const, buttons: askButtons(scope) },
          ]
        : []),
      { block: 'buttons', buttons },
    ],
  }
}

export const withdrawButton = (scope: ScopeRecord): Button => ({
  press: 'scope.withdraw',
  label: 'Withdraw',
  value: { scope: scope.id, round: scope.round },
  confirm: {
    title: `Withdraw ${scopeName(scope)}?`,
    text: 'It is not voted on, and the plan stays as it is.',
    yes: 'Withdraw',
  },
})

/** Where it stands, in a few words. */
export function stateWords({ state, course, baselineVersion, decisionNumber }: ScopeRecord): string {
  const recorded = decisionNumber === null ? '' : `, DEC-${decisionNumber}`
  switch (state) {
    case 'draft':
      return 'a draft'
    case 'announced':
      return 'announced to those whose dates move'
    case 'voting':
      return 'the vote is open'
    case 'accepted':
      return `accepted${recorded}${baselineVersion === null ? '' : `, plan v${baselineVersion}`}`
    case 'rejected':
      return `rejected${recorded}`
    case 'undecided':
      return 'no agreement, its owners choose what comes next'
    case 'escalated':
      return course.nobodyLeft ? 'no agreement, and nobody is left to decide' : 'no agreement, somebody above is asked'
    case 'withdrawn':
      return course.ended ? `withdrawn (${course.ended})` : 'withdrawn'
  }
}
