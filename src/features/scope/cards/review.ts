/** After the review date: what was predicted beside what came, and what the sides say to it. */
import type { Inline, Message } from '../../../chat/message.ts'
import { moneyText } from '../../portfolio/rules/money.ts'
import { titleOf, type Verdict, verdicts } from '../rules/records.ts'
import type { ScopeView } from './draft.ts'
import { longDay } from './lines.ts'

const labels: Record<Verdict, string> = { keep: 'Keep', revise: 'Revise', reverse: 'Reverse' }
const count = (many: number, what: string) => `${many} ${what}${many === 1 ? '' : 's'} booked`

export function reviewCard(view: ScopeView): Message | null {
  const { scope, initiative, money } = view
  const { review } = scope
  if (!review) return null
  const { predicted, actual } = review
  const amount = (one: number | null) =>
    moneyText(one, initiative.currency, money, { amount: scope.impact?.budget ?? null, name: 'budget' })
  const finish =
    actual.finish === null ? 'no data' : `${longDay(actual.finish)}${actual.finished ? '' : ', as planned now'}`
  const said = review.answers.flatMap(({ personId, side, verdict }, at): Inline[] => [
    at ? ' · ' : '',
    { person: personId },
    ` (${side}): ${labels[verdict].toLowerCase()}`,
  ])
  return {
    summary: `${titleOf(scope)}: did it come true?`,
    blocks: [
      { block: 'heading', text: `${titleOf(scope)}: did it come true?` },
      {
        block: 'facts',
        facts: [
          { label: 'Finish', value: `predicted ${longDay(predicted.finish)} · ${finish}` },
          {
            label: 'Benefit',
            value: `predicted ${amount(predicted.benefit)} · ${actual.benefits ? `${amount(actual.benefit)}, ${count(actual.benefits, 'benefit')}` : 'no data (0 benefits booked)'}`,
          },
          {
            label: 'Cost',
            value: `predicted ${amount(predicted.cost)} · ${actual.costs ? `${amount(actual.cost)}, ${count(actual.costs, 'cost')}` : 'no data (0 costs booked)'}`,
          },
        ],
      },
      ...(said.length ? [{ block: 'text' as const, text: said }] : []),
      {
        block: 'buttons',
        buttons: verdicts.map((verdict) => ({
          press: 'scope.verdict',
          label: labels[verdict],
          value: { scope: scope.id, verdict },
        })),
      },
      { block: 'note', text: 'Each owner answers for their side, and may answer again.' },
    ],
  }
}
