/** A change as people type it: "delay T9 3d; cost +8000". Read against the plan as it is; refused with the nearest valid value. Pure. */

import { readPerson } from '../../../people/named.ts'
import type { Day } from '../../../schedule/calendar.ts'
import { findPiece, indexOf, type PieceIndex, readAfter } from '../../portfolio/rules/links.ts'
import { convert, readCurrency, readMoney } from '../../portfolio/rules/money.ts'
import type { InitiativeRecord, PlanRecords, RateRecord } from '../../portfolio/rules/records.ts'
import { nearest, type Read } from '../../portfolio/rules/words.ts'
import { longestName, mostChanges, mostWords, partsOf, quotedName, readDays, readSpan } from './words.ts'

export type Change =
  /** Working days that a deliverable takes longer. */
  | { do: 'delay'; piece: number; days: number }
  | { do: 'remove'; piece: number }
  | { do: 'add'; name: string; days: number; after: { piece: number; lag: number }[]; before: number[] }
  /** Minor units of the initiative's currency; negative: less. */
  | { do: 'cost'; amount: number }
  /** A person's part for the initiative between two days, instead of what is planned. */
  | { do: 'staff'; person: number; name: string; percent: number; from: Day; to: Day }

export interface About {
  initiative: InitiativeRecord
  /** What the asker may see. */
  records: PlanRecords
  people: { id: number; name: string }[]
  rates: RateRecord[]
  today: Day
}

const examples: Record<Change['do'], string> = {
  delay: 'delay T9 3d',
  remove: 'remove T9',
  add: 'add "Name" 5d after T3',
  cost: 'cost +8000',
  staff: 'staff Paul 50% 2026-12-01..2026-12-18',
}

/** How changes are written, for forms and refusals. */
export const howTo = Object.values(examples).join(' · ')

export function readChanges(words: string, about: About): Read<Change[]> {
  if (words.length > mostWords) {
    return { error: `That is ${words.length} letters. Ask about at most ${mostWords} at a time.` }
  }
  const parts = partsOf(words)
  if (parts.length === 0) return { error: `Say what would change: ${howTo}.` }
  if (parts.length > mostChanges) {
    return { error: `These are ${parts.length} changes. Ask about at most ${mostChanges} at a time.` }
  }
  const index = indexOf(about.records, about.initiative.key)
  const changes: Change[] = []
  for (const part of parts) {
    const read = readChange(part, about, index)
    if ('error' in read) return read
    changes.push(read.ok)
  }
  const clash = contradiction(changes, about)
  return clash ? { error: clash } : { ok: changes }
}

function readChange(part: string, about: About, index: PieceIndex): Read<Change> {
  const [, verb = '', rest = ''] = /^(\S+)\s*(.*)$/s.exec(part) ?? []
  switch (verb.toLowerCase()) {
    case 'delay':
      return readDelay(rest, about, index)
    case 'remove':
      return readRemove(rest, about, index)
    case 'add':
      return readAdd(rest, about, index)
    case 'cost':
      return readCost(rest, about)
    case 'staff':
      return readStaff(rest, about)
    default: {
      const near = (nearest(verb, Object.keys(examples)) ?? 'delay') as Change['do']
      return { error: `"${verb}" is not a change. The nearest is ${near}, such as ${examples[near]}.` }
    }
  }
}

const perWeek = ({ initiative }: About) => initiative.crew?.workDays.length || 5

/** One that is not finished: what is over can neither slip nor be left out. */
function openPiece(text: string, { records }: About, index: PieceIndex): Read<number> {
  const found = findPiece(text, index)
  if ('error' in found) return found
  const piece = records.deliverables.find(({ id }) => id === found.ok)
  if (!piece?.finishedOn) return found
  const open = records.deliverables.filter((one) => one.initiativeId === piece.initiativeId && !one.finishedOn)
  const near = nearest(
    piece.key,
    open.map(({ key }) => key),
  )
  const meant = near ? ` The nearest that is not: ${near}.` : ''
  return {
    error: `${text.trim().toUpperCase()} is finished since ${piece.finishedOn}; that cannot change any more.${meant}`,
  }
}

function readDelay(rest: string, about: About, index: PieceIndex): Read<Change> {
  const match = /^(.+?)\s+(?:by\s+)?([-+\u2212]?\d\S*(?:\s+(?:days?|weeks?|d|w))?)$/is.exec(rest.trim())
  if (!match) return { error: `Say what is delayed and by how much, such as ${examples.delay}.` }
  const days = readDays(match[2] ?? '', perWeek(about), 1)
  if ('error' in days) return days
  const piece = openPiece(match[1] ?? '', about, index)
  return 'error' in piece ? piece : { ok: { do: 'delay', piece: piece.ok, days: days.ok } }
}

function readRemove(rest: string, about: About, index: PieceIndex): Read<Change> {
  if (rest.trim() === '') return { error: `Say what is left out, such as ${examples.remove}.` }
  const piece = openPiece(rest, about, index)
  return 'error' in piece ? piece : { ok: { do: 'remove', piece: piece.ok } }
}

function readAdd(rest: string, about: About, index: PieceIndex): Read<Change> {
  const named = quotedName(rest.trim())
  const match =
    named && /^(\S+(?:\s+(?:days?|weeks?|d|w)\b)?)\s*(?:after\s+(.+?))?\s*(?:\bbefore\s+(.+))?$/is.exec(named.rest)
  if (!named?.name || !match)
    return { error: `Give the new one a name in quotes and its length, such as ${examples.add}.` }
  if (named.name.length > longestName) {
    return {
      error: `The name has ${named.name.length} letters; at most ${longestName} fit: "${named.name.slice(0, longestName)}".`,
    }
  }
  const days = readDays(match[1] ?? '', perWeek(about), 0)
  if ('error' in days) return days
  const after: { piece: number; lag: number }[] = []
  const waits = readAfter(match[2] ?? '')
  if ('error' in waits) return waits
  for (const { ref, lag } of waits.ok) {
    const piece = findPiece(ref, index)
    if ('error' in piece) return piece
    after.push({ piece: piece.ok, lag })
  }
  const before: number[] = []
  for (const ref of (match[3] ?? '').split(',').filter((one) => one.trim() !== '')) {
    const piece = openPiece(ref, about, index)
    if ('error' in piece) return piece
    before.push(piece.ok)
  }
  return { ok: { do: 'add', name: named.name, days: days.ok, after, before } }
}

function readCost(rest: string, { initiative, rates, today }: About): Read<Change> {
  const own = initiative.currency
  const match = /^([-+\u2212]?)\s*(.*?)(?:(?<=[\d\s])\s*([a-z]{3}))?$/is.exec(rest.trim())
  const typed = match?.[2] ?? ''
  if (typed === '') return { error: `Say how much more or less, such as ${examples.cost}.` }
  const currency = match?.[3] ? readCurrency(match[3]) : { ok: own }
  if ('error' in currency) return currency
  const amount = readMoney(typed, currency.ok)
  if ('error' in amount) return amount
  const converted = convert(amount.ok, currency.ok, own, today, rates)
  if (converted === null) {
    return { error: `No rate from ${currency.ok} to ${own} is given. Write the amount in ${own}, such as cost +8000.` }
  }
  if (converted === 0) return { error: `0 changes nothing. Write an amount, such as ${examples.cost}.` }
  return { ok: { do: 'cost', amount: match?.[1] && match[1] !== '+' ? -converted : converted } }
}

function readStaff(rest: string, { people, today }: About): Read<Change> {
  const match = /^(.+?)\s+([-+\u2212]?\d+(?:\.\d+)?)\s*%\s*(.*)$/s.exec(rest.trim())
  if (!match) return { error: `Say who, how much and when, such as ${examples.staff}.` }
  const percent = Number(match[2]?.replace('\u2212', '-'))
  if (percent < 0 || percent > 100 || !Number.isInteger(percent)) {
    const near = Math.round(Math.min(100, Math.max(0, percent)))
    return {
      error: `${match[2]}% is no part of a person's time. Give a whole percent from 0 to 100; the nearest is ${near}%.`,
    }
  }
  const name = quotedName(match[1] ?? '')?.name ?? match[1] ?? ''
  const person = readPerson(name.replace(/^@/, ''), people)
  if ('error' in person) return person
  const span = readSpan(match[3] ?? '', today)
  if ('error' in span) return span
  return { ok: { do: 'staff', person: person.ok.id, name: person.ok.name, percent, ...span.ok } }
}

/** Of the changes with each other. */
export function contradiction(
  changes: Change[],
  { records, initiative }: Pick<About, 'records' | 'initiative'>,
): string | null {
  const removed = changes.flatMap((change) => (change.do === 'remove' ? [change.piece] : []))
  const named = changes.flatMap((change) => {
    if (change.do === 'delay') return [change.piece]
    return change.do === 'add' ? [...change.after.map(({ piece }) => piece), ...change.before] : []
  })
  const key = (piece: number) => records.deliverables.find(({ id }) => id === piece)?.key ?? '?'
  const both = removed.find((piece, at) => named.includes(piece) || removed.indexOf(piece) !== at)
  if (both !== undefined) return `${key(both)} is left out here and used again. Take one of the two out.`
  const left = records.deliverables.filter(
    ({ id, initiativeId }) => initiativeId === initiative.id && !removed.includes(id),
  )
  if (left.length === 0) return `Then nothing of ${initiative.key} would be left, and it would have no finish.`
  return null
}
