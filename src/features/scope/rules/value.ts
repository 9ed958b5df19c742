/** What a change is worth, as people give it: WSJF or RICE with its inputs, and the expected benefit. Pure. */
import { rice, wsjf } from '../../../methods/value.ts'
import type { Read } from '../../portfolio/rules/words.ts'
import type { Score } from './records.ts'

export const scoreExamples = 'WSJF 8 5 13 / 5 (value, urgency, risk / size) or RICE 2000 2 80% 3'

/** "WSJF 8 5 13 / 5", "RICE 2000 2 80% 3": points and counts are 0 or more, what is divided by more than 0. */
export function readScore(text: string): Read<Omit<Score, 'byId'>> {
  const typed = text.trim()
  const [, name = '', rest = ''] = /^([a-z]+)\b\W*(.*)$/is.exec(typed) ?? []
  const method = name.toLowerCase()
  if (method !== 'wsjf' && method !== 'rice') return { error: `Write it like ${scoreExamples}.` }
  const numbers = [...rest.matchAll(/(-?\d[\d,]*(?:\.\d+)?)\s*(%)?/g)].map(([, number = '', percent]) => {
    const value = Number(number.replaceAll(',', ''))
    return percent ? value / 100 : value
  })
  if (numbers.length !== 4) {
    const wanted =
      method === 'wsjf' ? 'value, urgency, risk reduction and size' : 'reach, impact, confidence and effort'
    return {
      error: `${method.toUpperCase()} takes four numbers, ${wanted}; here are ${numbers.length}. Write it like ${scoreExamples}.`,
    }
  }
  if (numbers.some((one) => one < 0)) return { error: 'Give numbers of 0 or more.' }
  const [first = 0, second = 0, third = 0, fourth = 0] = numbers
  if (method === 'rice' && third > 1) {
    return {
      error: `Confidence is 0 to 100 %, and ${third} is more. The nearest is ${third <= 100 ? `${third}%` : '100%'}.`,
    }
  }
  const result =
    method === 'wsjf'
      ? wsjf({ value: first, timeCriticality: second, riskReduction: third, size: fourth })
      : rice({ reach: first, impact: second, confidence: third, effort: fourth })
  if (result === null)
    return { error: `${method === 'wsjf' ? 'Size' : 'Effort'} must be more than 0: it is divided by.` }
  return { ok: { method, inputs: [first, second, third, fourth], result } }
}

const rounded = (value: number) =>
  new Intl.NumberFormat('en', { maximumFractionDigits: value < 100 ? 1 : 0 }).format(value)

/** "WSJF 5.2 = (8 + 5 + 13) / 5". */
export function scoreText({ method, inputs, result }: Pick<Score, 'method' | 'inputs' | 'result'>): string {
  const [a = 0, b = 0, c = 0, d = 0] = inputs
  if (method === 'wsjf') return `WSJF ${rounded(result)} = (${a} + ${b} + ${c}) / ${d}`
  return `RICE ${rounded(result)} = ${rounded(a)} × ${b} × ${Math.round(c * 100)} % / ${d}`
}

/** As it is typed again. */
export function scoreTyped({ method, inputs: [a = 0, b = 0, c = 0, d = 0] }: Pick<Score, 'method' | 'inputs'>): string {
  return method === 'wsjf' ? `WSJF ${a} ${b} ${c} / ${d}` : `RICE ${a} ${b} ${Math.round(c * 100)}% ${d}`
}
