/** People who look like one, twice: the same name in two installations. */

import type { Finding } from '../chat/ports.ts'
import { command } from '../chat/spoken.ts'
import type { Tx } from '../db.ts'

const namedAtMost = 5

export async function doubles(read: Tx, organizationId: number): Promise<Finding> {
  const label = 'People who look double'
  const people = await read.person.findMany({
    where: { organizationId },
    select: { name: true, identities: { select: { installationId: true } } },
    orderBy: { name: 'asc' },
  })
  const named = new Map<string, { name: string; homes: number[][] }>()
  for (const { name, identities } of people) {
    const key = name.trim().toLocaleLowerCase()
    const same = named.get(key) ?? { name, homes: [] }
    same.homes.push(identities.map(({ installationId }) => installationId))
    named.set(key, same)
  }
  // Two of one name in one workspace are two people.
  const found = [...named.values()].filter(({ homes }) =>
    homes.some((one, index) => homes.slice(index + 1).some((other) => !one.some((home) => other.includes(home)))),
  )
  if (found.length === 0) return { label, value: '0' }
  const names = found.slice(0, namedAtMost).map(({ name }) => name)
  const more = found.length > names.length ? ` and ${found.length - names.length} more` : ''
  return {
    label,
    value: String(found.length),
    advice: `${names.join(', ')}${more}: the same name in two installations. Whoever is one person joins their two accounts with ${command('link me')}; until then they are asked twice.`,
  }
}
