/** Lists of action items: one's own, a crew's, those of a week, those that are overdue. */
import type { Block, Button, Message } from '../../../chat/message.ts'
import { command } from '../../../chat/spoken.ts'
import type { Day } from '../../../schedule/calendar.ts'
import { isOverdue } from '../rules/items.ts'
import { type ActionView, actionBlocks, actionLine, moreText } from './lines.ts'

/** More would not be read. */
export const mostShown = 10

export interface ListView {
  /** `null`: one's own, of all crews. */
  crew: { id: number; name: string } | null
  actions: ActionView[]
  skip: number
  today: Day
  /** Of the reader: their lines do not say whose they are. */
  personId: number | null
  /** Whether the reader may change them. */
  mayChange: boolean
  share: Button[]
}

export function listCard({ crew, actions, skip, today, personId, mayChange, share }: ListView): Message {
  const title = crew ? `Action items of ${crew.name}` : 'Your action items'
  const shown = actions.slice(skip, skip + mostShown)
  const after = actions.length - skip - shown.length
  const lines = shown.flatMap((view): Block[] => {
    const owner = crew !== null && view.action.ownerId !== personId
    return mayChange ? actionBlocks(view, today, { owner }) : [{ block: 'text', text: actionLine(view, today, owner) }]
  })
  const buttons: Button[] = [
    { press: 'actions.new', label: 'Add one', value: { crew: crew?.id ?? null }, opens: true },
    ...(after > 0
      ? [{ press: 'actions.list', label: 'Show more', value: { crew: crew?.id ?? null, skip: skip + mostShown } }]
      : []),
    ...(crew ? [{ press: 'actions.list', label: 'Mine', value: { crew: null, skip: 0 } }] : []),
    ...share,
  ]
  return {
    summary: `${title}: ${countText(actions, today)}`,
    blocks: [
      { block: 'heading', text: title },
      { block: 'note', text: `${countText(actions, today)}.${skip > 0 ? ` From number ${skip + 1} on.` : ''}` },
      ...lines,
      ...(after > 0 ? [{ block: 'note' as const, text: moreText(after) }] : []),
      ...(mayChange || personId !== null ? [{ block: 'buttons' as const, buttons }] : []),
    ],
  }
}

export function countText(actions: ActionView[], today: Day): string {
  const open = actions.length
  const overdue = actions.filter(({ action }) => isOverdue(action, today)).length
  if (open === 0) return 'Nothing is open'
  return `${open} open${overdue ? `, ${overdue} overdue` : ''}`
}

/** Once a week, to one person: all that they promised. Closed meanwhile it says so. */
export function weekCard(actions: ActionView[], today: Day): Message {
  const shown = actions.slice(0, mostShown)
  const more = actions.length - shown.length
  const title = 'What you promised'
  if (actions.length === 0) {
    return {
      summary: `${title}: nothing is open any more`,
      blocks: [
        { block: 'heading', text: title },
        { block: 'note', text: 'Nothing is open any more.' },
      ],
    }
  }
  return {
    summary: `${title}: ${countText(actions, today)}`,
    blocks: [
      { block: 'heading', text: title },
      ...shown.flatMap((view) => actionBlocks(view, today, { owner: false })),
      {
        block: 'note',
        text: `${more > 0 ? `${moreText(more)}: ${command('actions')} shows all. ` : ''}Once a week, as long as something is open.`,
      },
    ],
  }
}

/** To the crew, once: what was promised to it and is late. */
export function overdueCard(crew: { name: string }, actions: ActionView[], today: Day): Message {
  const title = `Overdue in ${crew.name}`
  const open = actions.filter(({ action }) => action.state === 'open')
  const shown = actions.slice(0, mostShown)
  const more = actions.length - shown.length
  const count = open.length === 1 ? '1 action item' : `${open.length} action items`
  return {
    summary: open.length ? `${title}: ${count}` : `${title}: nothing any more`,
    blocks: [
      { block: 'heading', text: open.length ? `${title}: ${count}` : `${title}: nothing any more` },
      ...shown.flatMap((view) => actionBlocks(view, today, { owner: true })),
      {
        block: 'note',
        text: `${more > 0 ? `${moreText(more)}. ` : ''}Said once for each. Whoever cannot keep one re-plans it, hands it over, or drops it with a reason.`,
      },
    ],
  }
}
