/** To whoever is to do it, where somebody else said so. */
import type { Message } from '../../../chat/message.ts'
import type { Day } from '../../../schedule/calendar.ts'
import { actionName } from '../rules/records.ts'
import { type ActionView, actionBlocks, endText } from './lines.ts'

/** `personId`: who is told; it may have been handed on since. */
export function givenCard(view: ActionView, personId: number, today: Day): Message {
  const { action } = view
  const title = `${actionName(action)} is yours to do`
  if (action.ownerId !== personId || action.state !== 'open') {
    const now: Message['blocks'] =
      action.state === 'open'
        ? [{ block: 'text', text: [`${actionName(action)} was handed on to `, { person: action.ownerId }, '.'] }]
        : [{ block: 'text', text: endText(view) }]
    return { summary: `${actionName(action)} is not yours to do any more`, blocks: now }
  }
  return {
    summary: title,
    blocks: [{ block: 'heading', text: title }, ...actionBlocks(view, today, { owner: false })],
  }
}
