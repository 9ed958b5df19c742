/** People by their names, as others type them. Pure. */
import { distance } from 'fastest-levenshtein'

/** A person by the whole name, or by a first name that only one has. */
export function readPerson<P extends { id: number; name: string }>(
  text: string,
  people: P[],
): { ok: P } | { error: string } {
  const typed = text.trim().toLowerCase()
  const whole = people.filter(({ name }) => name.toLowerCase() === typed)
  const found = whole.length ? whole : people.filter(({ name }) => name.toLowerCase().split(/\s+/).includes(typed))
  const [only, other] = found
  if (only && !other) return { ok: only }
  if (only) {
    const names = found.slice(0, 3).map(({ name }) => name)
    return { error: `More than one is called ${text.trim()}: ${names.join(', ')}. Give the whole name.` }
  }
  const [near] = people
    .map(({ name }) => ({ name, far: distance(name.toLowerCase(), typed) }))
    .sort((a, b) => a.far - b.far)
  const meant = near ? ` The nearest is ${near.name}.` : ''
  return { error: `"${text.trim()}" is nobody here.${meant}` }
}
