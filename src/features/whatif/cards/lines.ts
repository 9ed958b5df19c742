/** Lines of a what-if in words: dates and working days, never day numbers. */
import type { Inline, Text } from '../../../chat/message.ts'
import { shorten } from '../../../chat/plain.ts'
import { type Day, formatDay } from '../../../schedule/calendar.ts'
import { moneyText } from '../../portfolio/rules/money.ts'
import type { InitiativeRecord, MoneyShown, PlanRecords } from '../../portfolio/rules/records.ts'
import { daysText, spanText } from '../../portfolio/rules/words.ts'
import type { Change } from '../rules/change.ts'
import type { PieceShift } from '../rules/ripple.ts'

const longestName = 60
export const longDay = (day: Day) => formatDay(day, { year: true })
export const named = ({ key, name }: { key: string; name: string }) =>
  key === '' ? `"${shorten(name, longestName)}"` : `${key} ${shorten(name, longestName)}`

/** Parts on one line, with dots between. */
export function dotted(parts: (Inline | Inline[] | null)[]): Text {
  const there = parts.filter((part) => part !== null)
  return there.flatMap((part, index) => [...(index ? [' · '] : []), ...(Array.isArray(part) ? part : [part])])
}

/** The first ones, and how many more there are. */
export function some(items: string[], most: number): string {
  const more = items.length - most
  return more > 0 ? `${items.slice(0, most).join(', ')} and ${more} more` : items.join(', ')
}

const workingDays = (days: number) => daysText(days).replace('day', 'working day')

/** "1 working day later", "same finish". */
export function laterText({ before, after, days }: { before: Day; after: Day; days: number }): string {
  if (before === after) return 'same finish'
  if (days === 0) return 'no working day of difference'
  return days > 0 ? `${workingDays(days)} later` : `${workingDays(-days)} earlier`
}

export function finishText(shift: { before: Day; after: Day; days: number }): string {
  if (shift.before === shift.after) return `${longDay(shift.before)}, same finish`
  return `${longDay(shift.before)} > ${longDay(shift.after)} · ${laterText(shift)}`
}

/** A line of the table: before > after. */
export function shiftText({ before, after, newlyCritical }: PieceShift): Text {
  const critical = newlyCritical ? [{ strong: 'now critical' }] : []
  if (!before && after) return dotted([`new: ${spanText(after.from, after.to)}`, ...critical])
  if (!after) return before ? `${spanText(before.from, before.to)} > left out` : 'left out'
  if (before && before.from === after.from && before.to === after.to) {
    return dotted([`${spanText(after.from, after.to)}, same days`, ...critical])
  }
  return dotted([`${before ? spanText(before.from, before.to) : ''} > ${spanText(after.from, after.to)}`, ...critical])
}

/** What a deliverable of the question does with its float. */
export function floatText(shift: PieceShift): string | null {
  const { floatBefore, floatAfter } = shift
  if (floatAfter === null) return null
  if (floatBefore === null) return `${named(shift)} has ${floatAfter === 0 ? 'none' : daysText(floatAfter)}`
  if (floatBefore === 0) return `${named(shift)} had none`
  const used = floatBefore - floatAfter
  if (used <= 0) return `${named(shift)} keeps ${daysText(floatBefore)}`
  return `${named(shift)} uses ${daysText(used)} of its ${daysText(floatBefore)}`
}

export interface Wording {
  initiative: InitiativeRecord
  records: PlanRecords
  money: MoneyShown
  /** By person: the part that was planned; `null`: nothing. */
  planned: Map<number, number | null>
}

/** What the question says, in a sentence each; amounts as the audience may see them, however they were typed. */
export function changeText(change: Change, wording: Wording): string {
  const { initiative, records } = wording
  const piece = (id: number) => nameIn(records, id, initiative.id)
  switch (change.do) {
    case 'delay':
      return `${piece(change.piece)} takes ${daysText(change.days)} longer.`
    case 'remove':
      return removeText(change.piece, piece, records)
    case 'add': {
      const after = change.after.map(({ piece: id, lag }) => piece(id) + (lag ? ` and ${daysText(lag)}` : ''))
      const where = [
        ...(after.length ? [`after ${some(after, 3)}`] : []),
        ...(change.before.length ? [`before ${some(change.before.map(piece), 3)}`] : []),
      ]
      const length = change.days === 0 ? 'a milestone' : daysText(change.days)
      return `New: "${change.name}", ${[length, ...where].join(', ')}.`
    }
    case 'cost': {
      const sign = change.amount > 0 ? 'more' : 'less'
      if (wording.money === 'hidden') return `It costs ${sign}; how much is not shown here.`
      return `It costs ${moneyOf(Math.abs(change.amount), initiative, wording.money)} ${sign}.`
    }
    case 'staff': {
      const planned = wording.planned.get(change.person) ?? null
      const instead = planned === null ? '' : ` instead of ${planned} %`
      return `${change.name} gives ${change.percent} %${instead}, ${spanText(change.from, change.to)}.`
    }
  }
}

function removeText(id: number, piece: (id: number) => string, { dependencies }: PlanRecords): string {
  const after = dependencies.filter(({ fromId }) => fromId === id).map(({ toId }) => piece(toId))
  const before = dependencies.filter(({ toId }) => toId === id).map(({ fromId }) => piece(fromId))
  if (after.length === 0) return `${piece(id)} is left out. Nothing waited for it.`
  const now = before.length ? `waits for what came before it, ${some(before, 3)}` : 'waits for nothing in its place'
  return `${piece(id)} is left out. What waited for it, ${some(after, 3)}, ${now}.`
}

/** "T9 Payment form" of the initiative, "PAY T2 Reserve" of another. */
function nameIn(records: PlanRecords, id: number, own: number): string {
  const found = records.deliverables.find((one) => one.id === id)
  if (!found) return 'one that is not shown'
  if (found.initiativeId === own) return named(found)
  return `${records.initiatives.find((one) => one.id === found.initiativeId)?.key ?? '?'} ${named(found)}`
}

export function moneyOf(amount: number, { currency, budget }: InitiativeRecord, shown: MoneyShown): string {
  return moneyText(amount, currency, shown, { amount: budget, name: 'budget' })
}
