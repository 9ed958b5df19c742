/** What all features declare of one kind, by its id. */
export function merged<T>(parts: (Record<string, T> | undefined)[]): Map<string, T> {
  const all = new Map<string, T>()
  for (const [id, definition] of parts.flatMap((part) => Object.entries(part ?? {}))) {
    if (all.has(id)) throw new Error(`Two features declare ${id}`)
    all.set(id, definition)
  }
  return all
}
