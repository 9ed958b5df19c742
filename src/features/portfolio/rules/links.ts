/** Dependencies as people type them: "T3", "PAY T2", with a lag "T3+2". Pure. */
import type { DependencyRecord, PlanRecords } from './records.ts'
import { type Read, unknownKey } from './words.ts'

export interface Ref {
  initiative: string
  key: string
}

/** Where a deliverable is found by its names; made once for many. */
export interface PieceIndex {
  own: string
  find(ref: Ref): number | undefined
  initiatives(): string[]
  keysOf(initiative: string): string[]
}

export function indexOf(records: Pick<PlanRecords, 'initiatives' | 'deliverables'>, own: string): PieceIndex {
  const names = new Map(records.initiatives.map(({ id, key }) => [id, key]))
  const pieces = new Map<string, number>()
  for (const { id, initiativeId, key } of records.deliverables) pieces.set(`${names.get(initiativeId)} ${key}`, id)
  return {
    own,
    find: ({ initiative, key }) => pieces.get(`${initiative} ${key}`),
    initiatives: () => [...names.values()],
    keysOf: (initiative) =>
      [...pieces.keys()].flatMap((name) =>
        name.startsWith(`${initiative} `) ? [name.slice(initiative.length + 1)] : [],
      ),
  }
}

/** "T3" of one's own initiative, "PAY T2" of another. */
export function readRef(text: string, own: string): Read<Ref> {
  const parts = text
    .trim()
    .toUpperCase()
    .split(/[\s.:/]+/)
  const [first = '', second] = parts
  if (parts.length > 2 || first === '')
    return { error: `"${text.trim()}" is not a deliverable. Write T3, or PAY T2 for another initiative's.` }
  return { ok: second === undefined ? { initiative: own, key: first } : { initiative: first, key: second } }
}

export function findPiece(text: string, index: PieceIndex): Read<number> {
  const ref = readRef(text, index.own)
  if ('error' in ref) return ref
  const { initiative, key } = ref.ok
  const id = index.find(ref.ok)
  if (id !== undefined) return { ok: id }
  const initiatives = index.initiatives()
  if (!initiatives.includes(initiative)) return { error: unknownKey(initiative, 'an initiative', initiatives) }
  return { error: unknownKey(key, `a deliverable of ${initiative}`, index.keysOf(initiative)) }
}

/** "T1; T2+2; PAY T3-1": what something waits for, each with its lag in working days. */
export function readAfter(text: string): Read<{ ref: string; lag: number }[]> {
  const parts = text
    .split(/[;,]/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
  const links: { ref: string; lag: number }[] = []
  for (const part of parts) {
    const match = /^(.*?)(?:\s*\+\s*(\d+(?:\.\d+)?)\s*d?)?$/.exec(part)
    const ref = match?.[1]?.trim() ?? ''
    if (ref === '') return { error: `"${part}" names no deliverable. Write T3, or T3+2 for two working days between.` }
    links.push({ ref, lag: Number(match?.[2] ?? 0) })
  }
  return { ok: links }
}

/** The way from `to` back to `from` that a new link would close to a circle, by ids, or nothing. */
export function circleOf(link: { fromId: number; toId: number }, dependencies: DependencyRecord[]): number[] | null {
  if (link.fromId === link.toId) return [link.fromId, link.toId]
  const after = new Map<number, number[]>()
  for (const { fromId, toId } of dependencies) after.set(fromId, [...(after.get(fromId) ?? []), toId])
  const cameFrom = new Map<number, number>()
  const open = [link.toId]
  for (let at = open.shift(); at !== undefined; at = open.shift()) {
    if (at === link.fromId) return [link.fromId, ...wayTo(at, link.toId, cameFrom)]
    for (const next of after.get(at) ?? []) {
      if (cameFrom.has(next) || next === link.toId) continue
      cameFrom.set(next, at)
      open.push(next)
    }
  }
  return null
}

function wayTo(end: number, start: number, cameFrom: Map<number, number>): number[] {
  const way = [end]
  for (let at = end; at !== start; ) {
    const before = cameFrom.get(at)
    if (before === undefined) break
    way.unshift(before)
    at = before
  }
  return way
}

/** `names` along the circle, its first one again at the end or not. */
export function circleText(names: string[]): string {
  const [first = ''] = names
  const closed = names.at(-1) === first && names.length > 1 ? names : [...names, first]
  return `This would go in a circle: ${closed.join(' → ')}. Take one of these links out first.`
}

/** Unfinished deliverables of other initiatives that wait for this one, each "CHK T4 waits for PAY T2". */
export function waitingFor(initiativeId: number, records: PlanRecords): string[] {
  const pieces = new Map(records.deliverables.map((one) => [one.id, one]))
  const keys = new Map(records.initiatives.map(({ id, key }) => [id, key]))
  return records.dependencies.flatMap(({ fromId, toId }) => {
    const [from, to] = [pieces.get(fromId), pieces.get(toId)]
    if (!from || !to || from.initiativeId !== initiativeId || to.initiativeId === initiativeId) return []
    if (from.finishedOn !== null || to.finishedOn !== null) return []
    return [`${keys.get(to.initiativeId)} ${to.key} waits for ${keys.get(from.initiativeId)} ${from.key}`]
  })
}
