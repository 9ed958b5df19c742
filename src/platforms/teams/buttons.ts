/** Buttons: what they carry, and which kind of action Teams needs for it. */
import type { Button } from '../../chat/message.ts'
import { type Pressed, pressedKey } from './activity.ts'
import { limits } from './limits.ts'
import type { Drawing } from './render.ts'
import type { SealedCard } from './seal.ts'
import { type CardElement, cut, paragraphs, type Writing } from './text.ts'

export function buttonRows(buttons: Button[], writing: Writing, drawing: Drawing): CardElement[] {
  const rows: CardElement[] = []
  for (let at = 0; at < buttons.length; at += limits.actionsInRow) {
    const row = buttons.slice(at, at + limits.actionsInRow)
    rows.push(rowOf(row.map((button) => action(button, drawing, writing))))
  }
  return rows
}

export const rowOf = (actions: CardElement[]): CardElement => ({ type: 'ActionSet', actions })

const styles = { primary: 'positive', danger: 'destructive', quiet: 'default' } as const

function action(button: Button, drawing: Drawing, writing: Writing): CardElement {
  const { press, label, value, style, confirm } = button
  const pressed: Pressed = { do: 'press', press, value, card: drawing.card }
  const look = { title: cut(label, limits.buttonTitle), ...(style && { style: styles[style] }) }
  if (!confirm) return { ...pressAction(pressed, button, drawing), ...look }
  const yes = { ...pressAction(pressed, button, drawing), ...look, title: cut(confirm.yes, limits.buttonTitle) }
  const asked = [...paragraphs([{ strong: confirm.title }], writing), ...paragraphs(confirm.text, writing)]
  return { type: 'Action.ShowCard', ...look, card: { type: 'AdaptiveCard', body: [...asked, rowOf([yes])] } }
}

function pressAction(pressed: Pressed, { press, opens }: Button, { dialog = false }: Drawing): CardElement {
  // Inputs of the card are no business of its other buttons.
  const common = { associatedInputs: 'none' }
  if (dialog) return { type: 'Action.Submit', ...common, data: { [pressedKey]: pressed } }
  // Only a button that says so beforehand can open a dialog.
  if (opens)
    return { type: 'Action.Submit', ...common, data: { msteams: { type: 'task/fetch' }, [pressedKey]: pressed } }
  return { type: 'Action.Execute', ...common, verb: press, data: { [pressedKey]: pressed } }
}

export function backAction(card: SealedCard): CardElement {
  const pressed: Pressed = { do: 'back', card }
  const data = { [pressedKey]: pressed }
  return { type: 'Action.Execute', title: 'Back', verb: 'back', associatedInputs: 'none', data }
}
