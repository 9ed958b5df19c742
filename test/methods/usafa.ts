import type { Link, Piece } from '../../src/methods/network.ts'

/** The network of USAFA CS350, finish 21: durations and what each task follows. */
const tasks: Record<string, [number, ...string[]]> = {
  T1: [3],
  T2: [5],
  T3: [5, 'T1'],
  T4: [4],
  T5: [3, 'T2'],
  T6: [3, 'T4'],
  T7: [1, 'T5'],
  T8: [3, 'T6'],
  T9: [6, 'T1'],
  T10: [3, 'T3'],
  T11: [2, 'T6'],
  T12: [2, 'T9', 'T10'],
  T13: [4, 'T7', 'T8'],
  T14: [2, 'T11', 'T12'],
  T15: [8, 'T11', 'T12'],
  T16: [3, 'T13', 'T14'],
}

export function usafa(delays: Record<string, number> = {}): { pieces: Piece[]; links: Link[] } {
  const all = Object.entries(tasks)
  return {
    pieces: all.map(([id, [days]]) => ({ id, duration: days + (delays[id] ?? 0) })),
    links: all.flatMap(([id, [, ...after]]) => (after as string[]).map((from) => ({ from, to: id }))),
  }
}
