/** What tells one plan from another, so that an answer can say whether its plan still stands. Pure. */
import type { Uncertain } from '../../../methods/three-point.ts'
import type { Scenario } from '../../portfolio/rules/scenario.ts'

/** Of everything that dates are computed from, but for crews' calendars. FNV-1a (Fowler, Noll, Vo), twice 32 bits. */
export function fingerprintOf({ pieces, links }: Scenario): string {
  const hash = hashing()
  for (const piece of pieces) {
    hash.text(piece.id)
    hash.text(piece.group ?? '')
    for (const days of daysOf(piece)) hash.number(days)
  }
  for (const { from, to, lag = 0 } of links) {
    hash.text(from)
    hash.text(to)
    hash.number(lag)
  }
  return hash.done()
}

function daysOf(piece: Uncertain): number[] {
  const { duration, remaining, notBefore, startedOn, finishedOn, estimate } = piece
  return [
    duration,
    remaining ?? Number.NaN,
    notBefore ?? Number.NaN,
    startedOn ?? Number.NaN,
    finishedOn ?? Number.NaN,
    estimate?.optimistic ?? Number.NaN,
    estimate?.likely ?? Number.NaN,
    estimate?.pessimistic ?? Number.NaN,
  ]
}

/** Words and numbers one after the other; a text ends with a sign that none has. */
function hashing() {
  const [value, halves] = aliased()
  let [one, other] = [0x811c9dc5, 0x01000193]
  const take = (bits: number) => {
    one = Math.imul(one ^ bits, 0x01000193)
    other = Math.imul(other ^ (bits + 0x9e3779b9), 0x85ebca6b)
  }
  return {
    text(text: string) {
      for (let at = 0; at < text.length; at++) take(text.charCodeAt(at))
      take(0x10000)
    },
    number(days: number) {
      value[0] = days
      take(halves[0] as number)
      take(halves[1] as number)
    },
    done: () => [one, other].map((bits) => (bits >>> 0).toString(16).padStart(8, '0')).join(''),
  }
}

/** A number, and its bits. */
function aliased(): [Float64Array, Uint32Array] {
  const value = new Float64Array(1)
  return [value, new Uint32Array(value.buffer)]
}

/** Of a simulation: the same for the same words on the same plan. */
export function seedOf(words: string, fingerprint: string): number {
  let hash = 0x811c9dc5
  for (const letter of `${fingerprint} ${words.trim()}`) {
    hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193)
  }
  return hash >>> 0
}
