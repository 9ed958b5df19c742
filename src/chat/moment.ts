/** Moments in words: the crew's zone first, the reader's where it differs. No calendar is needed for this; Intl knows zones. */
import type { Instant } from './message.ts'

const formats = new Map<string, Intl.DateTimeFormat>()

function format(zone: string): Intl.DateTimeFormat {
  let known = formats.get(zone)
  if (!known) {
    known = new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      weekday: 'short',
      day: 'numeric',
      month: 'short',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    })
    formats.set(zone, known)
  }
  return known
}

function parts(instant: Instant, zone: string): { day: string; time: string } {
  const found = Object.fromEntries(
    format(zone)
      .formatToParts(instant)
      .map(({ type, value }) => [type, value]),
  )
  return { day: `${found.weekday} ${found.day} ${found.month?.slice(0, 3)}`, time: `${found.hour}:${found.minute}` }
}

/** "New York" for America/New_York. The calendar has its own: it and this room know nothing of each other. */
export function cityOf(zone: string): string {
  return (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ')
}

/** "Tue 24 Nov 11:30 Berlin (05:30 New York)"; the day is repeated where it differs. */
export function momentText(instant: Instant, zone: string, readerZone?: string): string {
  const here = parts(instant, zone)
  const shown = `${here.day} ${here.time}`
  if (!readerZone || readerZone === zone) return shown
  const there = parts(instant, readerZone)
  if (there.day === here.day && there.time === here.time) return shown
  const theirs = there.day === here.day ? there.time : `${there.day} ${there.time}`
  return `${shown} ${cityOf(zone)} (${theirs} ${cityOf(readerZone)})`
}
