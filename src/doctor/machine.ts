/** The machine under Tandem: its database, clock and zone data. */
import type { Finding } from '../chat/ports.ts'
import type { Db } from '../db.ts'

/** Replicas lease work to each other by their own clocks. */
const databaseSkewMs = 10_000
/** Slack refuses, and is refused, at five minutes. */
const platformSkewMs = 60_000

export async function databaseFindings(db: Db, machineNow = () => new Date()): Promise<Finding[]> {
  if (db.dialect === 'sqlite') return [{ label: 'Database', value: 'SQLite, one file, one process' }]
  const before = machineNow().getTime()
  const rows = await db.read.$queryRaw<
    { ms: number }[]
  >`SELECT (EXTRACT(EPOCH FROM clock_timestamp()) * 1000)::float8 AS "ms"`
  // It answered somewhere in between.
  const off = (rows[0]?.ms ?? before) - (before + machineNow().getTime()) / 2
  return [
    { label: 'Database', value: 'PostgreSQL' },
    clockFinding("the database's", off, databaseSkewMs, 'Several Tandem processes would take work from each other'),
  ]
}

export function platformClock(name: string, date: Date, now: Date): Finding {
  const refused = `${name} refuses requests that are five minutes off`
  return clockFinding(`${name}'s`, date.getTime() - now.getTime(), platformSkewMs, refused)
}

function clockFinding(whose: string, offMs: number, most: number, why: string): Finding {
  const label = `Clock beside ${whose}`
  const seconds = Math.round(Math.abs(offMs) / 1000)
  const value = seconds < 2 ? 'the same' : `${seconds} seconds ${offMs > 0 ? 'behind' : 'ahead'}`
  if (Math.abs(offMs) <= most) return { label, value }
  return {
    label,
    value,
    advice: `The machine's clock is ${value}, compared with ${whose}. ${why}: turn on time synchronization (NTP).`,
  }
}

/** Zones are renamed and change their rules: Kyiv came in 2022. */
export function zoneFinding(knows: (zone: string) => boolean = knowsZone): Finding {
  const label = 'Time zone data'
  const value = process.versions.tz ?? "the system's"
  if (knows('Europe/Kyiv')) return { label, value }
  return {
    label,
    value: `${value}, older than 2022`,
    advice: 'The time zone data does not know Europe/Kyiv: take a newer Node, or one with full ICU data.',
  }
}

function knowsZone(timeZone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone })
    return true
  } catch {
    return false
  }
}
