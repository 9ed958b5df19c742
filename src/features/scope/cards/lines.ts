/** Small lines of scope cards. */
import type { Inline, Text } from '../../../chat/message.ts'
import { shorten } from '../../../chat/plain.ts'
import { type Day, formatDay } from '../../../schedule/calendar.ts'
import { moneyText } from '../../portfolio/rules/money.ts'
import type { MoneyShown } from '../../portfolio/rules/records.ts'
import { daysText } from '../../portfolio/rules/words.ts'
import type { FrozenImpact, FrozenPiece } from '../rules/impact.ts'

export const longDay = (day: Day) => formatDay(day, { year: true })

/** Parts on one line, with dots between. */
export function dotted(parts: (Inline | Inline[] | null)[]): Text {
  const there = parts.filter((part) => part !== null)
  return there.flatMap((part, index) => [...(index ? [' · '] : []), ...(Array.isArray(part) ? part : [part])])
}

export const workingDays = (days: number) => daysText(days).replace('day', 'working day')

export function movedDays(before: Day, after: Day): string {
  if (before === after) return longDay(before)
  const sameYear = before.slice(0, 4) === after.slice(0, 4)
  return `${sameYear ? formatDay(before) : longDay(before)} > ${longDay(after)}`
}

export function laterText({ before, after, days }: { before: Day; after: Day; days: number }): string {
  if (before === after) return 'same finish'
  if (days === 0) return 'no working day of difference'
  return `${days > 0 ? '+' : '-'}${workingDays(Math.abs(days))}`
}

const pieceName = ({ key, name }: FrozenPiece) => (key === '' ? `"${shorten(name, 60)}"` : shorten(name, 60))

/** "Payment form +3 days uses its 2 days of float". */
export function floatText(piece: FrozenPiece): string | null {
  const { floatBefore, floatAfter } = piece
  if (floatAfter === null) return piece.before && !piece.after ? `${pieceName(piece)} is left out` : null
  if (floatBefore === null)
    return `${pieceName(piece)} is new, ${floatAfter === 0 ? 'no float' : `${daysText(floatAfter)} of float`}`
  const used = floatBefore - floatAfter
  if (floatBefore === 0) return `${pieceName(piece)} had no float`
  if (used <= 0) return null
  return `${pieceName(piece)} uses ${daysText(used)} of its ${daysText(floatBefore)} of float`
}

export function pieceText({ before, after, newlyCritical }: FrozenPiece): Text {
  const span = (one: { from: Day; to: Day }) =>
    one.from === one.to ? longDay(one.to) : `${formatDay(one.from)} to ${longDay(one.to)}`
  const text =
    !before && after
      ? `new: ${span(after)}`
      : !after && before
        ? `${span(before)} > left out`
        : before && after
          ? `${span(before)} > ${span(after)}`
          : ''
  return dotted([text, newlyCritical ? { strong: 'now critical' } : null])
}

export const pieceLabel = (piece: FrozenPiece, own: string | undefined) => {
  const name = piece.key === '' ? `"${shorten(piece.name, 60)}"` : `${piece.key} ${shorten(piece.name, 60)}`
  return piece.initiative === own ? name : `${piece.initiative} ${name}`
}

export function money(amount: number, impact: Pick<FrozenImpact, 'currency' | 'budget'>, shown: MoneyShown): string {
  return moneyText(amount, impact.currency, shown, { amount: impact.budget, name: 'budget' })
}
