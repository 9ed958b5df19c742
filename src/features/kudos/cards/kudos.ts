/** Thanks as they read: one, those of a day, those of a month. */
import type { Block, Inline, Message } from '../../../chat/message.ts'
import { shorten } from '../../../chat/plain.ts'
import { command } from '../../../chat/spoken.ts'
import { type Day, formatDay, monthNames } from '../../../schedule/calendar.ts'
import { acrossFirst, type KudosRecord, type Month } from '../rules/kudos.ts'

export interface KudosView {
  kudos: KudosRecord
  /** Who may be named. */
  from: number | null
  to: number[]
  /** "Project to Product", where it goes across. */
  across: string | null
}

const mostShown = 12
const longest = 140

function names(ids: number[]): Inline[] {
  return ids.flatMap((person, at): Inline[] => {
    const before = at === 0 ? [] : [at === ids.length - 1 ? ' and ' : ', ']
    return [...before, { person }]
  })
}

const whom = ({ from, to }: KudosView): Inline[] => [
  ...(from === null ? ['Somebody'] : [{ person: from }]),
  ' thanks ',
  ...(to.length ? names(to) : ['somebody']),
]

/** Thanks across sides stand out by the words before them. */
function line({ across, kudos, ...view }: KudosView, whole: boolean): Block {
  const text = whole ? kudos.text : shorten(kudos.text, longest)
  const said: Inline[] = [...whom({ across, kudos, ...view }), `: ${text}`]
  return { block: 'text', text: across ? [{ strong: `${across}: ` }, ...said] : said }
}

export function kudosCard(view: KudosView): Message {
  return {
    summary: `Thanks: ${shorten(view.kudos.text, longest)}`,
    blocks: [line(view, true)],
  }
}

/** To somebody who is thanked; `alone`: nobody else reads it. */
export function gotCard(view: KudosView, alone: boolean, crew: string | null): Message {
  const read = alone ? 'Only those who are thanked read this.' : `Said to ${crew ? `the ${crew} crew` : 'your crew'}.`
  return {
    summary: 'Somebody thanks you',
    blocks: [line(view, true), { block: 'note', text: read }],
  }
}

export function dayCard(crew: { id: number; name: string }, day: Day, views: KudosView[]): Message {
  const title = `Thanks in ${crew.name}, ${formatDay(day)}`
  return {
    summary: title,
    blocks: [
      { block: 'heading', text: title },
      ...list(views),
      {
        block: 'buttons',
        buttons: [{ press: 'kudos.new', label: 'Say thanks', value: { crew: crew.id }, opens: true }],
      },
    ],
  }
}

export function monthCard(crew: { name: string }, month: Month, views: KudosView[]): Message {
  const name = monthNames[Number(month.slice(5)) - 1] ?? ''
  const title = `Thanks of ${name.charAt(0).toUpperCase()}${name.slice(1)} in ${crew.name}`
  return {
    summary: title,
    blocks: [
      { block: 'heading', text: title },
      ...list(views),
      { block: 'note', text: `Once a month, without counts. ${command('kudos settings')} switches it off.` },
    ],
  }
}

function list(views: KudosView[]): Block[] {
  const byId = new Map(views.map((view) => [view.kudos.id, view]))
  const all = acrossFirst(views.map(({ kudos }) => kudos)).flatMap(({ id }) => byId.get(id) ?? [])
  const shown = all.slice(0, mostShown)
  const more = all.length - shown.length
  return [
    ...shown.map((view) => line(view, false)),
    ...(more > 0 ? [{ block: 'note' as const, text: `and ${more} more` }] : []),
  ]
}
