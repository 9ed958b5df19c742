/** A calendar feed (RFC 5545). Pure. */

export interface FeedEvent {
  uid: string
  start: Date
  minutes: number
  title: string
  text: string
}

const mostOctets = 75
const encoder = new TextEncoder()

/** TEXT values: RFC 5545, 3.3.11. */
export function escapeText(text: string): string {
  return (
    text
      .replace(/\\/g, '\\\\')
      .replace(/[;,]/g, (sign) => `\\${sign}`)
      .replace(/\r\n|\r|\n/g, '\\n')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: no other control character may stand in a line
      .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '')
  )
}

/** Lines of at most 75 octets, the rest on lines that begin with a space; no character is torn (RFC 5545, 3.1). */
export function fold(line: string): string {
  const parts: string[] = []
  let [part, octets] = ['', 0]
  for (const sign of line) {
    const length = encoder.encode(sign).length
    // The space before it counts.
    if (octets + length > (parts.length ? mostOctets - 1 : mostOctets)) {
      parts.push(part)
      part = ''
      octets = 0
    }
    part += sign
    octets += length
  }
  return [...parts, part].join('\r\n ')
}

/** "20270111T090000Z": in UTC no calendar needs to know the zone. */
const moment = (at: Date) => `${at.toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`

const minute = 60_000

export function calendarFile(name: string, events: FeedEvent[], now: Date): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Tandem//Alignment//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escapeText(name)}`,
    // Asked for again once an hour: what is moved is moved there too.
    'REFRESH-INTERVAL;VALUE=DURATION:PT1H',
    ...events.flatMap(({ uid, start, minutes, title, text }) => [
      'BEGIN:VEVENT',
      `UID:${escapeText(uid)}`,
      `DTSTAMP:${moment(now)}`,
      `DTSTART:${moment(start)}`,
      `DTEND:${moment(new Date(start.getTime() + minutes * minute))}`,
      `SUMMARY:${escapeText(title)}`,
      `DESCRIPTION:${escapeText(text)}`,
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
  ]
  return `${lines.map(fold).join('\r\n')}\r\n`
}
