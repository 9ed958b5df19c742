/** The chances of promised days of the plan as it is now. */
import { setImmediate } from 'node:timers/promises'
import type { Day } from '../../../schedule/calendar.ts'
import { type Asked, type Weighed, weigh } from '../rules/promise.ts'
import type { PlanRecords } from '../rules/records.ts'

/** Others are served between two parts of it. */
export async function weighed(records: PlanRecords, asked: Asked[], today: Day): Promise<Map<number, Weighed | null>> {
  const parts = weigh(records, asked, today)
  for (;;) {
    const next = parts.next()
    if (next.done) return next.value
    await setImmediate()
  }
}
