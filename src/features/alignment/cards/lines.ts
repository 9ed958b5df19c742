/** Lines that the cards of a session have in common. */
import type { Block, Button, Inline } from '../../../chat/message.ts'
import { shorten } from '../../../chat/plain.ts'
import { formatDay, toLocal } from '../../../schedule/calendar.ts'
import { actionName } from '../../actions/rules/records.ts'
import { decisionName } from '../../decisions/rules/records.ts'
import { ageInDays } from '../../portfolio/rules/status-line.ts'
import { type DoubtRecord, type Item, kindNames } from '../rules/records.ts'
import type { SessionView } from './view.ts'

export const lineLength = 140
/** Older figures are marked: a session decides by them. */
export const oldDays = 14
const mostDoubts = 2
const shortReason = 100

/** "Strategic review of Checkout, Mon 4 Jan 2027"; "of all crews" where it looks at the whole organization. */
export function titleOf({ session, crew }: Pick<SessionView, 'session' | 'crew'>): string {
  const whose = session.covers === 'organization' ? 'all crews' : crew.name
  return `${kindNames[session.kind]} of ${whose}, ${formatDay(session.day, { year: true })}`
}

const mostNamed = 12

/** People in a row: "Ana, Ben, and 30 more". */
export function named(ids: number[]): Inline[] {
  const names = ids.slice(0, mostNamed).flatMap((person, at): Inline[] => (at ? [', ', { person }] : [{ person }]))
  return ids.length > mostNamed ? [...names, `, and ${ids.length - mostNamed} more`] : names
}

export function whenAndWho({ session, crew, minutes, startsAt }: SessionView): Inline[] {
  const { projectLeadId, productLeadId } = session
  const leads = [
    ...(projectLeadId === null ? [] : [{ id: projectLeadId, label: crew.labels.project }]),
    ...(productLeadId === null ? [] : [{ id: productLeadId, label: crew.labels.product }]),
  ]
  const led = leads.flatMap(({ id, label }, at): Inline[] => [
    at ? ' and ' : ' Led by ',
    { person: id },
    ` (${label.toLowerCase()})`,
  ])
  const held = session.covers === 'organization' ? ` Held by ${crew.name}.` : ''
  return [{ when: startsAt, zone: crew.zone }, `, ${minutes} minutes.${held}`, ...led, ...(leads.length ? ['.'] : [])]
}

/** "of that day", "3 days old": how old a figure was when the agenda was made. */
export function ageText(asOf: string, made: string): Inline {
  const age = Math.max(0, ageInDays(asOf, made))
  const text = age === 0 ? 'of that day' : age === 1 ? '1 day old' : `${age} days old`
  return age > oldDays ? { strong: `! ${text}` } : { quiet: text }
}

const madeOn = ({ session, crew, today }: SessionView) =>
  session.agendaAt ? toLocal(session.agendaAt, crew.zone).day : today

function itemLine(item: Item, doubts: DoubtRecord[], made: string, number: string): Inline[] {
  const own = doubts.filter(({ figure }) => figure === item.key)
  const more = own.length - mostDoubts
  return [
    `${number}${shorten(item.text, lineLength)}`,
    ...(item.who.length ? [' · ', ...named(item.who)] : []),
    ...(item.asOf ? [' · ', ageText(item.asOf, made)] : []),
    ...own
      .slice(0, mostDoubts)
      .flatMap(({ byId, why }): Inline[] => [
        '\n↳ ',
        { strong: 'Doubted' },
        ' by ',
        { person: byId },
        `: ${shorten(why, shortReason)}`,
      ]),
    ...(more > 0 ? [`\n↳ and by ${more} more`] : []),
  ]
}

export function itemLines(items: Item[], view: SessionView, from?: number): Inline[] {
  return items.flatMap((item, at) => [
    ...(at ? ['\n'] : []),
    ...itemLine(item, view.doubts, madeOn(view), from === undefined ? '• ' : `${from + at} `),
  ])
}

/** What is decided and talked about, each with its minutes. */
export function agendaBlocks(view: SessionView): Block[] {
  const { decide, talk, decideMinutes, talkMinutes } = view.agenda
  const part = (label: string, minutes: number, lines: Inline[]): Block => ({
    block: 'text',
    text: [{ strong: `${label} (${minutes} min)` }, '\n', ...lines],
  })
  const blocks: Block[] = []
  if (decide.length) blocks.push(part('TO DECIDE', decideMinutes, itemLines(decide, view, 1)))
  if (talk.length) blocks.push(part('TO TALK ABOUT', talkMinutes, itemLines(talk, view, decide.length + 1)))
  if (blocks.length) return blocks
  return [{ block: 'text', text: 'Nothing waits for a decision, and nothing is off track. Add a point, or skip it.' }]
}

export function recordBlocks({ decided, promised }: SessionView): Block[] {
  const decisions = decided.map((one) => `${decisionName(one)} ${shorten(one.what, lineLength)}`)
  const actions = promised.flatMap((one, at): Inline[] => [
    `${at ? '\n' : ''}• ${actionName(one)} ${shorten(one.text, lineLength)} · `,
    { person: one.ownerId },
    `, by ${formatDay(one.dueOn)}`,
  ])
  return [
    ...(decisions.length
      ? [{ block: 'text' as const, text: [{ strong: 'DECIDED' }, `\n• ${decisions.join('\n• ')}`] }]
      : []),
    ...(actions.length ? [{ block: 'text' as const, text: [{ strong: 'PROMISED' }, '\n', ...actions] }] : []),
  ]
}

export const button = (press: string, label: string, session: number, more: Partial<Button> = {}): Button => ({
  press: `alignment.${press}`,
  label,
  value: { session },
  ...more,
})
