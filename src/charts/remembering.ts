/** Pictures at hand, so that the same one is not made again for everybody who asks. */

/**
 * Made once for all who ask at the same time, and the newest `most` kept. What came to nothing, or failed, is made again for
 * whoever asks next.
 */
export function remembering<T>(most: number): (key: string, make: () => Promise<T | null>) => Promise<T | null> {
  const kept = new Map<string, Promise<T | null>>()
  return (key, make) => {
    const known = kept.get(key)
    if (known) return known
    const made = make()
    kept.set(key, made)
    const [oldest] = kept.keys()
    if (kept.size > most && oldest !== undefined) kept.delete(oldest)
    made.then((found) => found ?? kept.delete(key)).catch(() => kept.delete(key))
    return made
  }
}
