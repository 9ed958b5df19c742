/** The stand-up of a crew: whether it runs, and how. */
import type { Prisma, Tx } from '../../../db.ts'
import { type StandupSettings, standupSettings } from '../rules/settings.ts'

export interface Standup {
  id: number
  organizationId: number
  crewId: number
  active: boolean
  settings: StandupSettings
}

type Row = { id: number; organizationId: number; crewId: number; active: boolean; settings: unknown }

function standup(row: Row): Standup {
  return { ...row, settings: standupSettings.parse(row.settings) }
}

export async function readStandup(read: Tx, crewId: number): Promise<Standup | null> {
  const row = await read.ritual.findUnique({ where: { crewId_kind: { crewId, kind: 'standup' } } })
  return row && standup(row)
}

export async function standupById(read: Tx, ritualId: number): Promise<Standup | null> {
  const row = await read.ritual.findUnique({ where: { id: ritualId } })
  return row && standup(row)
}

export async function saveStandup(
  tx: Tx,
  crew: { id: number; organizationId: number },
  settings: StandupSettings,
): Promise<Standup> {
  const json = settings as unknown as Prisma.InputJsonValue
  const row = await tx.ritual.upsert({
    where: { crewId_kind: { crewId: crew.id, kind: 'standup' } },
    create: { organizationId: crew.organizationId, crewId: crew.id, kind: 'standup', settings: json },
    update: { settings: json },
  })
  return standup(row)
}

export async function activateStandup(tx: Tx, crewId: number): Promise<void> {
  await tx.ritual.updateMany({ where: { crewId, kind: 'standup' }, data: { active: true } })
}
