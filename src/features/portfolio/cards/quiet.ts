/** A side that has said nothing for long, as one line of a status. Names nobody. */
import type { Text } from '../../../chat/message.ts'
import type { InitiativeRecord } from '../rules/records.ts'
import { longDay } from './lines.ts'

type Of = Pick<InitiativeRecord, 'quietProject' | 'quietProduct' | 'quietOn'>

export function quietFacts({ quietProject, quietProduct, quietOn }: Of): { label: string; value: Text }[] {
  const sides = [
    ...(quietProject ? [`project side since ${longDay(quietProject)}`] : []),
    ...(quietProduct ? [`product side since ${longDay(quietProduct)}`] : []),
  ]
  if (sides.length === 0 || quietOn === null) return []
  return [{ label: 'Said nothing', value: [{ strong: sides.join(', ') }, ` (as of ${longDay(quietOn)})`] }]
}
