/** Beta-PERT durations, drawn from a table of the distribution's inverse: millions of draws cost an addition each. */
import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus'
import type { ThreePoint } from './three-point.ts'

const cells = 512
const middles = Array.from({ length: cells }, (_, cell) => (cell + 0.5) / cells)
const logs = Float64Array.from(middles, Math.log)
const logsBefore = Float64Array.from(middles, (x) => Math.log(1 - x))

/**
 * Durations at the shares 0, 1/512, ..., 1 of Beta(1 + 4 (M-O)/(P-O), 1 + 4 (P-M)/(P-O)) stretched over O to P: its mean is the
 * PERT mean (O + 4M + P)/6 (Malcolm et al. 1959; Vose, Risk Analysis). Linear between them.
 */
export function betaTable({ optimistic, likely, pessimistic }: ThreePoint): Float64Array {
  const width = pessimistic - optimistic
  const mode = width > 0 ? (likely - optimistic) / width : 0
  const table = new Float64Array(cells + 1)
  const density = new Float64Array(cells)
  let whole = 0
  for (let cell = 0; cell < cells; cell++) {
    density[cell] = Math.exp(4 * mode * (logs[cell] as number) + 4 * (1 - mode) * (logsBefore[cell] as number))
    whole += density[cell] as number
  }
  let [cell, below] = [0, 0]
  for (let share = 0; share < cells; share++) {
    const wanted = (whole * share) / cells
    while (below + (density[cell] as number) < wanted) below += density[cell++] as number
    table[share] = optimistic + (width * (cell + (wanted - below) / (density[cell] as number))) / cells
  }
  table[0] = optimistic
  table[cells] = pessimistic
  return table
}

/** Fills `into` from `start` to before `end` with draws times `scale`. */
export function draw(
  table: Float64Array,
  next: () => number,
  into: { values: Float64Array; start: number; end: number; scale: number },
): void {
  const { values, start, end, scale } = into
  for (let at = start; at < end; at++) {
    // 9 bits choose the cell, 23 the place in it.
    const bits = next()
    const low = table[bits >>> 23] as number
    const high = table[(bits >>> 23) + 1] as number
    values[at] = scale * (low + (high - low) * ((bits & 0x7fffff) / 0x800000))
  }
}

/**
 * A stream of 32 random bits at a time, of its own for each seed and id: a piece that comes or goes leaves the draws of all
 * others as they were, so a before and an after differ by the change alone, and not by luck.
 */
export function stream(seed: number, id: string): () => number {
  let hash = mix(seed | 0)
  for (let at = 0; at < id.length; at++) hash = mix(hash ^ id.charCodeAt(at))
  const state = [1, 2, 3, 4].map((word) => {
    hash = mix(hash + Math.imul(word, 0x9e3779b9))
    return hash
  })
  // All zero is the one state that this generator never leaves.
  const generator = xoroshiro128plusFromState(state.some((word) => word !== 0) ? state : [1, 0, 0, 0])
  return () => generator.next()
}

/** Murmur3's finalizer: neighbors become strangers. */
function mix(word: number): number {
  let bits = word ^ 0x5bd1e995
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b)
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35)
  return bits ^ (bits >>> 16)
}
