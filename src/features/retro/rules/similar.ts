/** Notes that say nearly the same: by the words they share and by how far one text is from the other. Pure. */
import { distance } from 'fastest-levenshtein'

/** Say nothing about what a note is about. */
const common = new Set(
  'a about all and are as at be but by for from have in is it its more of on or our so that the their then there they this to too us very was we were what when with you'.split(
    ' ',
  ),
)

export function wordsOf(text: string): Set<string> {
  const words =
    text
      .toLowerCase()
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .match(/[\p{L}\p{N}]+/gu) ?? []
  return new Set(words.filter((word) => !common.has(word)).map(stem))
}

/** "reviews", "review" and "reviewing" are one word here. */
function stem(word: string): string {
  if (word.length < 5) return word
  return word.replace(/(?:ings?|ed|es|s)$/, '')
}

const [alikeWords, alikeText] = [0.5, 0.7]
/** Distance is counted on the beginning: of long texts it says little and takes long. */
const looked = 200

interface Looked {
  words: Set<string>
  text: string
  /** How often each letter is in it. */
  letters: Uint8Array
}

const kinds = 32

function lookAt(given: string): Looked {
  const text = given.toLowerCase().replace(/\s+/g, ' ').trim().slice(0, looked)
  const letters = new Uint8Array(kinds)
  for (let at = 0; at < text.length; at += 1) {
    const kind = text.charCodeAt(at) % kinds
    letters[kind] = (letters[kind] ?? 0) + 1
  }
  return { words: wordsOf(given), text, letters }
}

/** 0 to 1, the same both ways round. */
export const likeness = (a: string, b: string): number => likenessOf(lookAt(a), lookAt(b))

function likenessOf(a: Looked, b: Looked): number {
  let shared = 0
  for (const word of a.words) if (b.words.has(word)) shared += 1
  const all = a.words.size + b.words.size - shared
  const overlap = all === 0 ? 0 : shared / all
  // Two words in common are something, one is chance.
  if (overlap >= alikeWords && (shared > 1 || all === 1)) return Math.max(overlap, alikeText)
  const longest = Math.max(a.text.length, b.text.length)
  if (longest === 0) return 0
  // Counting letters is quick, and no two texts are nearer than that: most pairs need no more.
  const most = 1 - lettersApart(a, b) / longest
  return most < alikeText ? most : 1 - distance(a.text, b.text) / longest
}

function lettersApart({ letters: a }: Looked, { letters: b }: Looked): number {
  let [more, less] = [0, 0]
  for (let kind = 0; kind < kinds; kind += 1) {
    const apart = (a[kind] ?? 0) - (b[kind] ?? 0)
    if (apart > 0) more += apart
    else less -= apart
  }
  return Math.max(more, less)
}

export const isAlike = (a: string, b: string) => likeness(a, b) >= alikeText

/** Groups of two and more, the largest first; who is like one of a group is in it. */
export function nearDuplicates<T extends { id: string; text: string }>(notes: T[]): T[][] {
  const leader = new Map(notes.map(({ id }) => [id, id]))
  const find = (id: string): string => {
    const of = leader.get(id) ?? id
    return of === id ? id : find(of)
  }
  const seen = notes.map(({ id, text }) => ({ id, ...lookAt(text) }))
  for (const [at, one] of seen.entries()) {
    for (const two of seen.slice(at + 1)) {
      if (find(one.id) !== find(two.id) && likenessOf(one, two) >= alikeText) leader.set(find(two.id), find(one.id))
    }
  }
  const groups = new Map<string, T[]>()
  for (const note of notes) groups.set(find(note.id), [...(groups.get(find(note.id)) ?? []), note])
  return [...groups.values()].filter(({ length }) => length > 1).sort((a, b) => b.length - a.length)
}
