/** A person's time moved away: who owns the product side is told with what it does to dates, and whoever moved it what is said to that. */
import type { CardDrawer, Consequence, Facts } from '../../../chat/feature.ts'
import type { Tx } from '../../../db.ts'
import { crewById } from '../../../people/crews.ts'
import { personById } from '../../../people/persons.ts'
import { guestsAmong } from '../../../people/standing.ts'
import { toLocal } from '../../../schedule/calendar.ts'
import type { MoveRecord } from '../../portfolio/rules/moving.ts'
import type { InitiativeRecord } from '../../portfolio/rules/records.ts'
import { anyMove } from '../../portfolio/store/moves.ts'
import { allocationsOfOrganization, anyInitiative, planOfOrganization } from '../../portfolio/store/reads.ts'
import { moveCard, settledCard } from '../cards/move.ts'
import { plannedBefore, rippleOf } from '../rules/ripple.ts'
import { putRipple, rippleOfMove } from '../store/ripples.ts'
import { dm, moveCardOf, refresh, settledCardOf } from './own.ts'

type At = { tx: Tx; now: Date }

async function around(read: Tx, id: number): Promise<{ row: MoveRecord; initiative: InitiativeRecord } | null> {
  const row = await anyMove(read, id)
  const initiative = row && (await anyInitiative(read, row.initiativeId))
  return row && initiative ? { row, initiative } : null
}

/** Who hears of it: the product owner; where there is none the project owner. Never who did it. */
const heardBy = ({ productOwnerId, projectOwnerId }: InitiativeRecord, { byId }: MoveRecord): number | null => {
  const to = productOwnerId ?? projectOwnerId
  return to === byId ? null : to
}

/** What takes effect the next morning cannot wait for a day's message. */
export async function leaving({ moveId, waits }: Facts['allocation.leaving'], { tx, now }: At): Promise<Consequence> {
  const own = await around(tx, moveId)
  const to = own && heardBy(own.initiative, own.row)
  if (!own || to === null) return {}
  const { row, initiative } = own
  const zone = initiative.crew?.zone ?? 'UTC'
  const today = toLocal(now, zone).day
  const name = (await personById(tx, row.personId))?.name ?? 'This person'
  const records = await planOfOrganization(tx, initiative.organizationId)
  const allocations = plannedBefore(row, await allocationsOfOrganization(tx, initiative.organizationId))
  const from = toLocal(row.effectAt, zone).day
  await putRipple(tx, row.id, rippleOf(row, { initiative, records, allocations, name, from, today }), now)
  // It takes effect within a working day.
  return { effects: [dm(to, moveCardOf(row.id, to), waits ? 'soon' : 'notice')] }
}

/** Answers go back and forth between two people; everybody else sees the plan. */
export async function settled({ moveId, as }: Facts['allocation.settled'], { tx }: At): Promise<Consequence> {
  const own = await around(tx, moveId)
  if (!own) return {}
  const { row, initiative } = own
  const owner = heardBy(initiative, row)
  const cards = [row.byId, ...(owner === null ? [] : [owner])].flatMap((id) => [
    refresh(moveCardOf(row.id, id)),
    refresh(settledCardOf(row.id, id)),
  ])
  const mover = dm(row.byId, settledCardOf(row.id, row.byId), 'urgent')
  const product = owner === null ? [] : [dm(owner, settledCardOf(row.id, owner), as === 'anyway' ? 'urgent' : 'notice')]
  switch (as) {
    case 'objected':
      return { effects: [...cards, mover] }
    case 'anyway':
    case 'left':
      return { effects: [...cards, ...product] }
    case 'done':
    case 'replaced':
      return { effects: cards }
  }
}

export const drawMove: CardDrawer = async (key, read) => {
  const [id = 0, personId = 0] = key.split(':').map(Number)
  const own = await around(read, id)
  const ripple = own && (await rippleOfMove(read, id))
  if (!own || !ripple) return null
  const { row, initiative } = own
  // A guest learns nothing of other initiatives.
  const guest = (await guestsAmong(read, [personId])).length > 0
  const shifts = guest ? ripple.shifts.filter(({ initiativeId }) => initiativeId === initiative.id) : ripple.shifts
  const crew = initiative.crewId === null ? null : await crewById(read, initiative.crewId)
  const zone = crew?.zone ?? 'UTC'
  return moveCard({
    row,
    initiative,
    ripple: { ...ripple, shifts },
    zone,
    decides: initiative.productOwnerId === personId,
  })
}

export const drawSettled: CardDrawer = async (key, read) => {
  const [id = 0, personId = 0] = key.split(':').map(Number)
  const own = await around(read, id)
  return own && settledCard(own.row, own.initiative, own.row.byId === personId)
}
