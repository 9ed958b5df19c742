/** How an action item reads on every card, and the buttons beside it. */
import type { Block, Button, Inline, Text } from '../../../chat/message.ts'
import { shorten } from '../../../chat/plain.ts'
import type { Day } from '../../../schedule/calendar.ts'
import { dueText, isDue } from '../rules/items.ts'
import { type ActionRecord, actionName } from '../rules/records.ts'

/** An action item with what it is from. */
export interface ActionView {
  action: ActionRecord
  /** "CHK" */
  initiative: string | null
  /** "DEC-7", "a retro" */
  from: string | null
}

const longest = 140

/** Small enough for a list of ten on every platform. */
export function actionButtons({ id }: Pick<ActionRecord, 'id'>, all = true): Button[] {
  const value = { action: id }
  return [
    { press: 'actions.done', label: 'Done', value },
    { press: 'actions.replan', label: 'Re-plan', value, opens: true },
    ...(all
      ? ([
          { press: 'actions.hand', label: 'Hand over', value, opens: true },
          { press: 'actions.drop', label: 'Drop', value, opens: true },
        ] satisfies Button[])
      : []),
  ]
}

/** Who, by when, for what; `owner`: their name, which they need not read themselves. */
export function actionText({ action, initiative, from }: ActionView, today: Day, owner: boolean): Text {
  const told: Inline[] = [
    ...(owner ? [' · ', { person: action.ownerId } satisfies Inline] : []),
    ` · ${dueText(action, today)}`,
    ...(initiative ? [` · ${initiative}`] : []),
    ...(from ? [` · from ${from}`] : []),
  ]
  return [shorten(action.text, longest), ...told]
}

interface Shown {
  owner: boolean
  all?: boolean
}

/** One line with its buttons: what is due stands out. A closed one says what became of it. */
export function actionBlocks(view: ActionView, today: Day, shown: Shown): Block[] {
  const { action } = view
  if (action.state !== 'open') return [{ block: 'text', text: endText(view) }]
  if (isDue(action, today)) return [dueBlock(view, today, shown)]
  const buttons = actionButtons(action, shown.all)
  return [
    { block: 'text', text: actionLine(view, today, shown.owner) },
    { block: 'buttons', buttons },
  ]
}

/** Of what is due: in one block, as what waits for somebody is counted. */
export function dueBlock(view: ActionView, today: Day, { owner, all = true }: Shown): Block {
  const { action } = view
  const text = actionText(view, today, owner)
  return { block: 'alert', label: actionName(action), text, buttons: actionButtons(action, all) }
}

/** For who only reads it, or has the buttons below. */
export function actionLine(view: ActionView, today: Day, owner: boolean): Inline[] {
  const text = actionText(view, today, owner)
  return [{ strong: actionName(view.action) }, ' ', ...(typeof text === 'string' ? [text] : text)]
}

export function endText({ action }: ActionView): Text {
  const what = `${actionName(action)} ${shorten(action.text, longest)}`
  switch (action.state) {
    case 'open':
      return [what, ' by ', { person: action.ownerId }, ': open']
    case 'done':
      return [what, ' by ', { person: action.ownerId }, ': done']
    case 'dropped':
      return [what, ': dropped', ...(action.reason ? [`, "${shorten(action.reason, longest)}"`] : [])]
  }
}

/** "and 12 more" */
export const moreText = (more: number) => `and ${more} more`
