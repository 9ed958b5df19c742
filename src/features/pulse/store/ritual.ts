/** Whether a crew is asked, and when. */
import { z } from 'zod'
import type { Prisma, Tx } from '../../../db.ts'
import { type Kind, kinds } from '../rules/records.ts'

const ritualSettings = z.object({
  schedule: z.object({ rule: z.string(), anchor: z.string(), time: z.string() }),
})
export type RitualSettings = z.infer<typeof ritualSettings>

export interface PulseRitual {
  id: number
  organizationId: number
  crewId: number
  kind: Kind
  active: boolean
  settings: RitualSettings
}

type Row = Omit<PulseRitual, 'settings' | 'kind'> & { settings: unknown }

const ritual = (kind: Kind, row: Row): PulseRitual => ({
  ...row,
  kind,
  settings: ritualSettings.parse(row.settings),
})

export async function ritualOf(read: Tx, crewId: number, kind: Kind): Promise<PulseRitual | null> {
  const row = await read.ritual.findUnique({ where: { crewId_kind: { crewId, kind } } })
  return row && ritual(kind, row)
}

export async function ritualById(read: Tx, id: number): Promise<PulseRitual | null> {
  const row = await read.ritual.findUnique({ where: { id } })
  const kind = kinds.find((one) => one === row?.kind)
  return row && kind ? ritual(kind, row) : null
}

export async function saveRitual(
  tx: Tx,
  { id: crewId, organizationId }: { id: number; organizationId: number },
  kind: Kind,
  active: boolean,
  given: RitualSettings,
): Promise<PulseRitual> {
  const settings = given as unknown as Prisma.InputJsonValue
  const row = await tx.ritual.upsert({
    where: { crewId_kind: { crewId, kind } },
    create: { organizationId, crewId, kind, active, settings },
    update: { settings, active },
  })
  return ritual(kind, row)
}
