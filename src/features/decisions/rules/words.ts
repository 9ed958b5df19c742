/** Words folded for search, and whether two decisions are about the same. Pure. */
import type { Considered } from './records.ts'

/** Small letters without accents, digits, single spaces: nothing in it means anything to a pattern of the database. */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

const stopWords = new Set(
  `a about after all also an and any are as at be because been before but by can do does down for from had has have how if in
  into is it its may more most must no not of off on only or our out over shall should so some than that the their them then
  there these they this those to too under until up use was we what when where which who why will with without would you
  your`.split(/\s+/),
)

/** A plural is its singular: "accounts" and "account" are one subject. */
const singular = (word: string) =>
  word.length > 3 && word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word

/** What it is about in a few folded words; the key of its initiative says nothing there. */
export function subjectOf(what: string, key?: string): string {
  const own = new Set(key ? fold(key).split(' ') : [])
  const words = fold(what)
    .split(' ')
    .filter((word) => word !== '' && !stopWords.has(word) && !own.has(word))
    .map(singular)
  return [...new Set(words)].join(' ')
}

/** How much of the shorter subject has to stand in the other one. */
const enough = 0.6

/** Of one initiative: two words in common, and most of the shorter one; a subject of one word has to be all of the other. */
export function sameSubject(one: string, other: string): boolean {
  const [a, b] = [one, other].map((subject) => new Set(subject.split(' ').filter(Boolean)))
  if (!a?.size || !b?.size) return false
  const shared = [...a].filter((word) => b.has(word)).length
  const fewest = Math.min(a.size, b.size)
  if (fewest === 1) return shared === 1 && Math.max(a.size, b.size) === 1
  return shared >= 2 && shared / fewest >= enough
}

interface Searchable {
  number: number
  what: string
  why: string | null
  effect: string | null
  options: Considered[]
}

/** Everything that is searched. */
export function searchedOf(one: Searchable, around: (string | null | undefined)[]): string {
  const options = one.options.flatMap(({ text, why }) => [text, why])
  const parts = [`DEC-${one.number}`, one.what, one.why, one.effect, ...options, ...around]
  return fold(parts.filter((part) => part).join(' '))
}

/** More say no more about what is meant. */
export const mostWords = 6

/** All of them have to be found. */
export const searchWords = (text: string): string[] =>
  [...new Set(fold(text).split(' ').filter(Boolean))].slice(0, mostWords)

/** "DEC-7", "dec 7", "#7" or "7". */
export function readNumber(text: string): number | null {
  const match = /^(?:dec[-\s]?|#)?(\d{1,9})$/i.exec(text.trim())
  return match ? Number(match[1]) : null
}
