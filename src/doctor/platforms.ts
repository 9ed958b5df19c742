/** How each installation looks from its platform. Asked in the background: nobody waits for a network inside a transaction. */
import { errorFields } from '../chat/boundary.ts'
import type { Finding, Inspect, PlatformName } from '../chat/ports.ts'
import type { Db } from '../db.ts'
import type { Log } from '../log.ts'
import { platformClock } from './machine.ts'

export interface Inspections {
  /** What the last look found, and when that was. */
  of(organizationId: number): { at: Date | null; findings: Finding[] }
  look(): Promise<void>
  start(): void
  stop(): Promise<void>
}

export interface InspectionsOptions {
  db: Db
  platforms: () => { name: PlatformName; inspect?: Inspect }[]
  log: Log
  machineNow?: () => Date
}

const everyMs = 30 * 60_000
const names = { slack: 'Slack', teams: 'Teams', web: 'The sandbox' }

export function createInspections({
  db,
  platforms,
  log,
  machineNow = () => new Date(),
}: InspectionsOptions): Inspections {
  const found = new Map<number, Finding[]>()
  let at: Date | null = null
  let timer: NodeJS.Timeout | undefined
  let looking: Promise<void> | undefined

  async function lookNow(): Promise<void> {
    const installations = await db.read.installation.findMany({
      include: { channels: { where: { crewId: { not: null } }, orderBy: { id: 'asc' } } },
      orderBy: { id: 'asc' },
    })
    const next = new Map<number, Finding[]>()
    for (const { platform, externalId, name, organizationId, channels } of installations) {
      const inspect = platforms().find((one) => one.name === platform)?.inspect
      if (!inspect) continue
      const places = channels.map(({ externalId: id, name: called }) => ({ id, name: called }))
      const { findings, date } = await inspect(externalId, places).catch((error) => {
        log.warn('doctor.failed', { platform, ...errorFields(error) })
        const value = `does not answer: ${(error as Error).message}`
        const advice = `${names[platform]} (${name}) does not answer: see docs/admin.md for its addresses, and install the app again if it was taken off.`
        return { findings: [{ label: 'Connection', value, advice }], date: undefined }
      })
      const own = next.get(organizationId) ?? []
      own.push(...findings.map((finding) => ({ ...finding, label: `${names[platform]} ${name}: ${finding.label}` })))
      if (date) own.push(platformClock(names[platform], date, machineNow()))
      next.set(organizationId, own)
    }
    found.clear()
    for (const [organizationId, findings] of next) found.set(organizationId, findings)
    at = machineNow()
  }

  function look(): Promise<void> {
    looking ??= lookNow().finally(() => {
      looking = undefined
    })
    return looking
  }

  const quietly = () => void look().catch((error) => log.warn('doctor.failed', { ...errorFields(error) }))

  return {
    of: (organizationId) => ({ at, findings: found.get(organizationId) ?? [] }),
    look,
    start() {
      timer = setInterval(quietly, everyMs)
      quietly()
    },
    async stop() {
      clearInterval(timer)
      await looking?.catch(() => {})
    },
  }
}
