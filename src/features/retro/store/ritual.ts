/** The schedule of a crew's retros: whether it runs, and how each one is held. */
import { z } from 'zod'
import type { Prisma, Tx } from '../../../db.ts'
import { format, retroSettings } from '../rules/records.ts'

export const ritualSettings = z.object({
  schedule: z.object({ rule: z.string(), anchor: z.string(), time: z.string() }),
  /** When the crew talks, on the day of the discussion. */
  meet: z.string(),
  format,
  anonymous: z.boolean(),
  pace: retroSettings.shape.pace,
  dots: z.number().int(),
  perTheme: z.number().int(),
  suggest: z.boolean(),
})
export type RitualSettings = z.infer<typeof ritualSettings>

export interface RetroRitual {
  id: number
  organizationId: number
  crewId: number
  active: boolean
  settings: RitualSettings
}

const ritual = (row: Omit<RetroRitual, 'settings'> & { settings: unknown }): RetroRitual => ({
  ...row,
  settings: ritualSettings.parse(row.settings),
})

export async function ritualOf(read: Tx, crewId: number): Promise<RetroRitual | null> {
  const row = await read.ritual.findUnique({ where: { crewId_kind: { crewId, kind: 'retro' } } })
  return row && ritual(row)
}

export async function ritualById(read: Tx, id: number): Promise<RetroRitual | null> {
  const row = await read.ritual.findFirst({ where: { id, kind: 'retro' } })
  return row && ritual(row)
}

export async function saveRitual(
  tx: Tx,
  { id: crewId, organizationId }: { id: number; organizationId: number },
  given: RitualSettings,
): Promise<RetroRitual> {
  const settings = given as unknown as Prisma.InputJsonValue
  const row = await tx.ritual.upsert({
    where: { crewId_kind: { crewId, kind: 'retro' } },
    create: { organizationId, crewId, kind: 'retro', active: true, settings },
    update: { settings, active: true },
  })
  return ritual(row)
}

export async function stopRitual(tx: Tx, id: number): Promise<void> {
  await tx.ritual.updateMany({ where: { id }, data: { active: false } })
}
