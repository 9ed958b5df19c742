/** Whether a crew is asked, and when. */
import { z } from 'zod'
import type { Prisma, Tx } from '../../../db.ts'

const ritualSettings = z.object({
  schedule: z.object({ rule: z.string(), anchor: z.string(), time: z.string() }),
})
export type RitualSettings = z.infer<typeof ritualSettings>

export interface PulseRitual {
  id: number
  organizationId: number
  crewId: number
  active: boolean
  settings: RitualSettings
}

const ritual = (row: Omit<PulseRitual, 'settings'> & { settings: unknown }): PulseRitual => ({
  ...row,
  settings: ritualSettings.parse(row.settings),
})

export async function ritualOf(read: Tx, crewId: number): Promise<PulseRitual | null> {
  const row = await read.ritual.findUnique({ where: { crewId_kind: { crewId, kind: 'pulse' } } })
  return row && ritual(row)
}

export async function ritualById(read: Tx, id: number): Promise<PulseRitual | null> {
  const row = await read.ritual.findFirst({ where: { id, kind: 'pulse' } })
  return row && ritual(row)
}

export async function saveRitual(
  tx: Tx,
  { id: crewId, organizationId }: { id: number; organizationId: number },
  active: boolean,
  given: RitualSettings,
): Promise<PulseRitual> {
  const settings = given as unknown as Prisma.InputJsonValue
  const row = await tx.ritual.upsert({
    where: { crewId_kind: { crewId, kind: 'pulse' } },
    create: { organizationId, crewId, kind: 'pulse', active, settings },
    update: { settings, active },
  })
  return ritual(row)
}
