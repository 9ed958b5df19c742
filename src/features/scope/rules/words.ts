/** A change of the plan in sentences and as CSV, for whoever enters it where the plan really lives. Pure. */
import { amountText } from '../../portfolio/rules/money.ts'
import type { PlanRecords } from '../../portfolio/rules/records.ts'
import { daysText } from '../../portfolio/rules/words.ts'
import type { Change } from '../../whatif/rules/change.ts'

/** "T9 Payment form" of the initiative, "PAY T2 Reserve" of another. */
export function pieceIn(records: PlanRecords, id: number, own: number): string {
  const piece = records.deliverables.find((one) => one.id === id)
  if (!piece) return 'one that is gone'
  const name = `${piece.key} ${piece.name}`
  if (piece.initiativeId === own) return name
  return `${records.initiatives.find((one) => one.id === piece.initiativeId)?.key ?? '?'} ${name}`
}

/** A sentence each; amounts are in their own list, since not everybody may see them. */
export function changeWords(changes: Change[], records: PlanRecords, own: number): string[] {
  return changes.flatMap((change) => {
    const text = changeWord(change, records, own)
    return text ? [text] : []
  })
}

function changeWord(change: Change, records: PlanRecords, own: number): string | null {
  const piece = (id: number) => pieceIn(records, id, own)
  switch (change.do) {
    case 'delay':
      return `${piece(change.piece)} takes ${daysText(change.days)} longer.`
    case 'remove':
      return `${piece(change.piece)} is left out.`
    case 'add': {
      const after = change.after.map(({ piece: id, lag }) => piece(id) + (lag ? ` and ${daysText(lag)}` : ''))
      const where = [
        ...(after.length ? [`after ${after.join(', ')}`] : []),
        ...(change.before.length ? [`before ${change.before.map(piece).join(', ')}`] : []),
      ]
      const length = change.days === 0 ? 'a milestone' : daysText(change.days)
      return `New: "${change.name}", ${[length, ...where].join(', ')}.`
    }
    case 'staff':
      return `${change.name} gives ${change.percent} %, ${change.from} to ${change.to}.`
    case 'cost':
      return null
  }
}

const quoted = (value: string | number) => {
  const text = String(value)
  // A cell that begins like a formula is none.
  const safe = /^[=+\-@\t]/.test(text) && !/^[+-]?\d+(\.\d+)?$/.test(text) ? `'${text}` : text
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** One row for each change, with the initiative's key; what does not apply is empty. */
export function changesCsv(
  changes: Change[],
  records: PlanRecords,
  initiative: { id: number; key: string; currency: string },
) {
  const piece = (id: number) => pieceIn(records, id, initiative.id)
  const rows = changes.map((change) => csvRow(change, piece, initiative))
  const header = ['initiative', 'change', 'what', 'working days', 'after or from', 'before or to', 'amount']
  return [header, ...rows].map((row) => row.map(quoted).join(',')).join('\n')
}

function csvRow(
  change: Change,
  piece: (id: number) => string,
  initiative: { key: string; currency: string },
): (string | number)[] {
  switch (change.do) {
    case 'delay':
      return [initiative.key, 'delay', piece(change.piece), change.days, '', '', '']
    case 'remove':
      return [initiative.key, 'remove', piece(change.piece), '', '', '', '']
    case 'add':
      return [
        initiative.key,
        'add',
        change.name,
        change.days,
        change.after.map(({ piece: id, lag }) => piece(id) + (lag ? `+${lag}` : '')).join('; '),
        change.before.map(piece).join('; '),
        '',
      ]
    case 'staff':
      return [initiative.key, 'staff', change.name, `${change.percent} %`, change.from, change.to, '']
    case 'cost':
      return [initiative.key, 'cost', '', '', '', '', amountText(change.amount, initiative.currency)]
  }
}
