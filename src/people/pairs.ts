/** People who look like one: the same name on two installations, and no account in common. */
import type { PlatformName } from '../chat/ports.ts'
import type { Tx } from '../db.ts'

export interface Pair {
  name: string
  personIds: [number, number]
  platforms: [PlatformName, PlatformName]
}

const alike = (name: string) => name.trim().replace(/\s+/g, ' ').toLowerCase()

/** Of one organization, where at least one of the two is among `personIds`. */
export async function likelyPairs(read: Tx, organizationId: number, personIds: number[]): Promise<Pair[]> {
  const persons = await read.person.findMany({
    where: { organizationId },
    include: { identities: { include: { installation: true }, orderBy: { id: 'asc' } } },
    orderBy: { id: 'asc' },
  })
  const byName = new Map<string, typeof persons>()
  for (const person of persons) byName.set(alike(person.name), [...(byName.get(alike(person.name)) ?? []), person])
  const found: Pair[] = []
  for (const same of byName.values()) {
    for (const [index, one] of same.entries()) {
      for (const other of same.slice(index + 1)) {
        if (!personIds.includes(one.id) && !personIds.includes(other.id)) continue
        const here = new Set(one.identities.map(({ installationId }) => installationId))
        const [first, second] = [one.identities[0], other.identities[0]]
        if (!first || !second || other.identities.some(({ installationId }) => here.has(installationId))) continue
        const platforms: Pair['platforms'] = [first.installation.platform, second.installation.platform]
        found.push({ name: one.name, personIds: [one.id, other.id], platforms })
      }
    }
  }
  return found
}
