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

/** 0 to 1, the same both ways round. */
export function likeness(a: string, b: string): number {
  const [one, two] = [wordsOf(a), wordsOf(b)]
  const shared = [...one].filter((word) => two.has(word)).length
  const all = one.size + two.size - shared
  const overlap = all === 0 ? 0 : shared / all
  // Two words in common are something, one is chance.
  if (overlap >= alikeWords && (shared > 1 || all === 1)) return Math.max(overlap, alikeText)
  const [left, right] = [plain(a), plain(b)]
  const longest = Math.max(left.length, right.length)
  return longest === 0 ? 0 : 1 - distance(left, right) / longest
}

const plain = (text: string) => text.toLowerCase().replace(/\s+/g, ' ').trim().slice(0, looked)

export const isAlike = (a: string, b: string) => likeness(a, b) >= alikeText

/** Groups of two and more, the largest first; who is like one of a group is in it. */
export function nearDuplicates<T extends { id: string; text: string }>(notes: T[]): T[][] {
  const leader = new Map(notes.map(({ id }) => [id, id]))
  const find = (id: string): string => {
    const of = leader.get(id) ?? id
    return of === id ? id : find(of)
  }
  for (const [at, one] of notes.entries()) {
    for (const two of notes.slice(at + 1)) {
      if (find(one.id) !== find(two.id) && isAlike(one.text, two.text)) leader.set(find(two.id), find(one.id))
    }
  }
  const groups = new Map<string, T[]>()
  for (const note of notes) groups.set(find(note.id), [...(groups.get(find(note.id)) ?? []), note])
  return [...groups.values()].filter(({ length }) => length > 1).sort((a, b) => b.length - a.length)
}
