/** What less of a person's time does to dates, in days alone: amounts would tell what a person costs. Pure. */
import { z } from 'zod'
import type { Day } from '../../../schedule/calendar.ts'
import type { MoveRecord } from '../../portfolio/rules/moving.ts'
import type { AllocationRecord, InitiativeRecord, PlanRecords } from '../../portfolio/rules/records.ts'
import { ripple } from '../../whatif/rules/ripple.ts'
import { ownPieces, type Staff } from '../../whatif/rules/staff.ts'

export const shift = z.object({
  initiativeId: z.number().int(),
  key: z.string(),
  before: z.string(),
  after: z.string(),
  /** Working days of its crew. */
  days: z.number(),
})
export type Shift = z.infer<typeof shift>
export const shifts = z.array(shift)

export type MoveRipple = { shifts: Shift[]; refused: string | null }

interface On {
  initiative: InitiativeRecord
  records: PlanRecords
  allocations: AllocationRecord[]
  name: string
  /** The first day on which it can be in effect. */
  from: Day
  today: Day
}

/** On the plan and on what was planned of the person before it. */
export function rippleOf(move: MoveRecord, { initiative, records, allocations, name, from, today }: On): MoveRipple {
  const change: Staff = {
    do: 'staff',
    person: move.personId,
    name,
    percent: move.percent,
    from: move.fromDay > from ? move.fromDay : from,
    to: move.toDay,
  }
  const staffing = { initiativeId: initiative.id, deliverables: records.deliverables, allocations, today }
  if (ownPieces(change, staffing).length === 0)
    return {
      shifts: [],
      refused: `${name} owns no unfinished deliverable of ${initiative.key}, so no date depends on it.`,
    }
  const result = ripple({ initiative, records, changes: [change], staffing })
  if ('cycle' in result)
    return { shifts: [], refused: `The plan goes in a circle and has no dates: ${result.cycle.join(', ')}.` }
  const found = result.ripple.initiatives.map(({ initiative: one, before, after, days }) => ({
    initiativeId: one.id,
    key: one.key,
    before,
    after,
    days,
  }))
  return {
    shifts: found.filter(({ initiativeId, days }) => initiativeId === initiative.id || days !== 0),
    refused: null,
  }
}

/** What was planned before it took effect, where it has already: the same person in the same days. */
export function plannedBefore(move: MoveRecord, allocations: AllocationRecord[]): AllocationRecord[] {
  if (move.state !== 'done') return allocations
  const { id, initiativeId, personId, before: percent, fromDay, toDay } = move
  const others = allocations.filter((one) => one.initiativeId !== initiativeId || one.personId !== personId)
  return [...others, { id: -id, initiativeId, personId, name: '', percent, fromDay, toDay }]
}
