/** Plans as rules see them: the sixteen tasks of USAFA CS350, and another initiative beside them. */
import type {
  AllocationRecord,
  BookingRecord,
  DeliverableRecord,
  InitiativeRecord,
  PlanRecords,
} from '../../../src/features/portfolio/rules/records.ts'
import { type About, readChanges } from '../../../src/features/whatif/rules/change.ts'
import { type Ripple, ripple } from '../../../src/features/whatif/rules/ripple.ts'

/** A Monday. */
export const today = '2026-11-23'

export const usafa: [key: string, days: number, after: string][] = [
  ['T1', 3, ''],
  ['T2', 5, ''],
  ['T3', 5, 'T1'],
  ['T4', 4, ''],
  ['T5', 3, 'T2'],
  ['T6', 3, 'T4'],
  ['T7', 1, 'T5'],
  ['T8', 3, 'T6'],
  ['T9', 6, 'T1'],
  ['T10', 3, 'T3'],
  ['T11', 2, 'T6'],
  ['T12', 2, 'T9,T10'],
  ['T13', 4, 'T7,T8'],
  ['T14', 2, 'T11,T12'],
  ['T15', 8, 'T11,T12'],
  ['T16', 3, 'T13,T14'],
]

export function initiative(id: number, key: string, more: Partial<InitiativeRecord> = {}): InitiativeRecord {
  return {
    id,
    organizationId: 1,
    key,
    name: `The ${key}`,
    kind: 'project',
    methodology: 'hybrid',
    phase: 'build',
    crewId: 1,
    crew: { id: 1, name: 'Checkout', zone: 'Europe/Berlin', workDays: '12345', country: null, money: null },
    steeringCrewId: null,
    projectOwnerId: null,
    productOwnerId: null,
    sponsorId: null,
    budgetFromId: null,
    budget: 12_000_000,
    benefit: null,
    currency: 'EUR',
    burnPerDay: null,
    broken: 0,
    brokenPercent: 0,
    planAt: null,
    anniversaries: false,
    startOn: null,
    proposedOn: null,
    acceptedOn: null,
    launchedOn: null,
    deliveredOn: null,
    realizedOn: null,
    outcomeCheckOn: null,
    createdById: 1,
    updatedAt: new Date(0),
    ...more,
  }
}

export function piece(
  id: number,
  initiativeId: number,
  key: string,
  likely: number,
  more: Partial<DeliverableRecord> = {},
): DeliverableRecord {
  return {
    id,
    initiativeId,
    key,
    name: `Work ${key}`,
    likely,
    optimistic: null,
    pessimistic: null,
    percent: 0,
    startedOn: null,
    finishedOn: null,
    notBefore: null,
    promisedOn: null,
    promisedTo: null,
    valuePoints: null,
    ownerId: null,
    position: id,
    reportedAt: null,
    reportedById: null,
    ...more,
  }
}

/** CHK with the sixteen tasks (ids 1 to 16), and PAY with T1 (id 21), then T2 (id 22). */
export function plan(): PlanRecords & { chk: InitiativeRecord; pay: InitiativeRecord } {
  const [chk, pay] = [initiative(1, 'CHK'), initiative(2, 'PAY')]
  const deliverables = usafa.map(([key, days], at) => piece(at + 1, 1, key, days))
  const ids = new Map(deliverables.map(({ key, id }) => [key, id]))
  const dependencies = usafa.flatMap(([key, , after]) =>
    after
      .split(',')
      .filter(Boolean)
      .map((from) => ({ fromId: ids.get(from) as number, toId: ids.get(key) as number, lag: 0 })),
  )
  return {
    chk,
    pay,
    initiatives: [chk, pay],
    deliverables: [...deliverables, piece(21, 2, 'T1', 2), piece(22, 2, 'T2', 1)],
    dependencies: [...dependencies, { fromId: 21, toId: 22, lag: 0 }],
  }
}

/** The same, and PAY T1 waits for CHK T9: whatever delays T9 delays PAY. */
export function joined(): ReturnType<typeof plan> {
  const records = plan()
  records.dependencies.push({ fromId: 9, toId: 21, lag: 0 })
  return records
}

export const people = [
  { id: 1, name: 'Ana' },
  { id: 3, name: 'Paul' },
  { id: 4, name: 'Paula Stein' },
]

export const about = (records = plan(), more: Partial<About> = {}): About => ({
  initiative: records.chk,
  records,
  people,
  rates: [],
  today,
  ...more,
})

export function changes(words: string, given = about()) {
  const read = readChanges(words, given)
  if ('error' in read) throw new Error(read.error)
  return read.ok
}

export function refused(words: string, given = about()): string {
  const read = readChanges(words, given)
  return 'error' in read ? read.error : `not refused: ${JSON.stringify(read.ok)}`
}

interface Asking {
  records?: ReturnType<typeof plan>
  allocations?: AllocationRecord[]
  on?: string
}

export function rippleOf(words: string, { records = plan(), allocations = [], on = today }: Asking = {}): Ripple {
  const staffing = { initiativeId: 1, deliverables: records.deliverables, allocations, today: on }
  const asked = changes(words, about(records, { today: on }))
  const result = ripple({ initiative: records.chk, records, changes: asked, staffing })
  if ('cycle' in result) throw new Error(result.cycle.join(' '))
  return result.ripple
}

/** "2026-12-21 > 2026-12-22 +1" by initiative. */
export const finishes = ({ initiatives }: Ripple) =>
  Object.fromEntries(
    initiatives.map((one) => [
      one.initiative.key,
      one.before === one.after ? one.before : `${one.before} > ${one.after} ${one.days > 0 ? '+' : ''}${one.days}`,
    ]),
  )

export const critical = ({ initiatives }: Ripple, key = 'CHK') =>
  initiatives
    .filter(({ initiative: one }) => one.key === key)
    .flatMap(({ pieces }) => pieces.filter(({ newlyCritical }) => newlyCritical).map(({ key: of }) => of))

export function booking(day: string, amount: number, more: Partial<BookingRecord> = {}): BookingRecord {
  const at = new Date(0)
  return {
    id: 1,
    initiativeId: 1,
    kind: 'cost',
    day,
    amount,
    currency: 'EUR',
    note: null,
    externalKey: null,
    byId: 1,
    at,
    ...more,
  }
}

export function allocation(percent: number, fromDay: string, toDay: string, more: Partial<AllocationRecord> = {}) {
  return { id: 1, initiativeId: 1, personId: 3, name: 'Paul', percent, fromDay, toDay, ...more }
}
