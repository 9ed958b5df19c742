/** Calendars of crews behind signed addresses: asked for by calendar programs, which sign in nowhere. */
import { createSigner } from './chat/signing.ts'
import type { Db } from './db.ts'
import { feedOf } from './features/alignment/feature/looking.ts'
import { crewById } from './people/crews.ts'
import { isMember } from './people/sides.ts'
import type { ProductClock } from './schedule/clock.ts'

export interface FeedOptions {
  db: Db
  clock: ProductClock
  /** TANDEM_SECRET: every process that has it serves what any of them has signed. */
  secret: string
  publicUrl: string
}

/** A subscription is not renewed by hand: it ends with the membership, and with the secret. */
const until = Date.UTC(2100, 0, 1)

export function createFeeds({ db, clock, secret, publicUrl }: FeedOptions) {
  const signer = createSigner(secret, 'calendar')
  const root = publicUrl.replace(/\/+$/, '')
  const sign = (crew: string, person: string) => signer.sign([crew, person], until)

  return {
    address: (crewId: number, personId: number) =>
      `${root}/calendar/${crewId}-${personId}.ics?mark=${sign(String(crewId), String(personId))}`,

    /** `name`: "3-12.ics", of the crew and of whoever was given it. */
    async open(name: string, mark: string): Promise<Response> {
      const [, crewId = '', personId = ''] = /^([1-9]\d{0,8})-([1-9]\d{0,8})\.ics$/.exec(name) ?? []
      // Before the database is asked: who has no address costs nothing.
      if (signer.verify([crewId, personId], String(until), mark) !== 'ours')
        return said(404, 'There is no such calendar.')
      const crew = await crewById(db.read, Number(crewId))
      if (!crew || !isMember(crew, Number(personId)))
        return said(410, 'This calendar is for members of its crew, and whoever was given it is none any more.')
      return new Response(await feedOf(db.read, crew, Number(personId), clock.now()), {
        headers: {
          ...unkept,
          'Content-Type': 'text/calendar; charset=utf-8',
          'Content-Disposition': 'inline; filename="alignment.ics"',
        },
      })
    },
  }
}

/** Kept by nobody on the way, and named to nobody. */
export const unkept = {
  'Cache-Control': 'private, no-store',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'X-Robots-Tag': 'noindex',
}

function said(status: number, text: string): Response {
  return new Response(`${text}\n`, { status, headers: { ...unkept, 'Content-Type': 'text/plain; charset=utf-8' } })
}
