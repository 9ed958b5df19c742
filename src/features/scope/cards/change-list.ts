/** "Accepted, not yet entered": what to enter where the plan really lives. */
import type { Block, Message } from '../../../chat/message.ts'
import { scopeName, titleOf } from '../rules/records.ts'
import type { ScopeView } from './draft.ts'
import { longDay, money } from './lines.ts'

export function changeListCard(
  { scope, initiative, money: shown }: ScopeView,
  action: { dueOn: string; state: 'open' | 'done' | 'dropped' } | null,
): Message {
  const cost = scope.settings.cost?.amount ?? 0
  const lines = [
    ...(scope.impact?.words ?? []),
    ...(cost !== 0 && scope.impact && shown !== 'hidden' ? [`Budget: ${money(cost, scope.impact, shown)} more.`] : []),
  ]
  const value = { scope: scope.id }
  const end: Block[] = !action
    ? []
    : action.state !== 'open'
      ? [{ block: 'note', text: action.state === 'done' ? 'Entered.' : 'It was dropped, and is not to be entered.' }]
      : [
          { block: 'note', text: `Accepted, not yet entered. Due ${longDay(action.dueOn)}.` },
          {
            block: 'buttons',
            buttons: [
              { press: 'scope.entered', label: 'Entered', value, style: 'primary' },
              { press: 'scope.changes', label: 'As CSV', value },
            ],
          },
        ]
  return {
    summary: `${scopeName(scope)}: accepted, to be entered where the plan of ${initiative.key} lives`,
    blocks: [
      { block: 'heading', text: titleOf(scope) },
      {
        block: 'text',
        text: [`The plan of ${initiative.key} lives here: ${initiative.planAt ?? 'nowhere else'}. Enter there:`],
      },
      { block: 'text', text: lines.join('\n') || 'Nothing.' },
      ...end,
    ],
  }
}
