/** Charts behind signed addresses: kept in the database, for whichever process is asked, and drawn when they are fetched. */
import { createHash, randomBytes } from 'node:crypto'
import { pngOf } from './charts/png.ts'
import { remembering } from './charts/remembering.ts'
import { pictureSvg } from './charts/svg.ts'
import type { Chart } from './chat/message.ts'
import type { Pictures } from './chat/ports.ts'
import { createSigner } from './chat/signing.ts'
import type { Db, Tx } from './db.ts'

/** Slack and Teams keep what they have fetched; this is for those who look later, or from another client. */
export const pictureDays = 30
const keptMs = pictureDays * 86_400_000
const pixels = 1_000
/** Drawn pictures that stay at hand: many clients ask for the same one at once. About 30 KB each. */
const atHand = 30

export interface PicturesOptions {
  db: Db
  /** TANDEM_SECRET: every process that has it serves what any of them has signed. */
  secret: string
  publicUrl: string
  /** The machine's clock: signatures do not know the product's. */
  now?: () => number
}

export interface ServedPictures extends Pictures {
  /** What an address under /pictures/ is answered with. */
  open(name: string): Promise<Response>
}

export function createPictures({ db, secret, publicUrl, now = Date.now }: PicturesOptions): ServedPictures {
  const signer = createSigner(secret, 'pictures')
  const root = publicUrl.replace(/\/+$/, '')
  const drawn = remembering<Uint8Array>(atHand)
  const png = (id: string) => drawn(id, () => drawnFrom(db, id))

  return {
    async address({ platform, installation: externalId }, chart) {
      if (!pictureSvg(chart)) return null
      const kept = await db.transact(async (tx) => {
        const home = await tx.installation.findUnique({ where: { platform_externalId: { platform, externalId } } })
        return home && keep(tx, home.organizationId, chart, now())
      })
      if (!kept) return null
      const until = kept.until.getTime()
      return `${root}/pictures/${kept.id}.${until}.${signer.sign([kept.id], until)}.png`
    },

    async open(name) {
      const [, id = '', until = '', mark = ''] = /^([\w-]+)\.(\d+)\.([\w-]+)\.png$/.exec(name) ?? []
      const verdict = signer.verify([id], until, mark, now())
      // Before the database is asked: who has no address costs nothing.
      if (verdict === 'wrong') return said(404, 'There is no such picture.')
      const picture = verdict === 'ours' ? await png(id) : null
      if (!picture) return said(410, `Pictures are kept for ${pictureDays} days.`)
      return new Response(picture as Uint8Array<ArrayBuffer>, {
        headers: {
          ...headers,
          'Content-Type': 'image/png',
          'Content-Length': String(picture.byteLength),
          // One address, one picture.
          'Cache-Control': `private, max-age=${Math.floor((Number(until) - now()) / 1000)}, immutable`,
        },
      })
    },
  }
}

/** The same chart has the same address, until half of its time is over: a card that is drawn again keeps its picture. */
async function keep(tx: Tx, organizationId: number, chart: Chart, now: number): Promise<{ id: string; until: Date }> {
  const text = JSON.stringify(chart)
  const hash = createHash('sha256').update(text).digest('base64url')
  const known = await tx.picture.findUnique({ where: { organizationId_hash: { organizationId, hash } } })
  if (known && known.until.getTime() - now > keptMs / 2) return known
  const until = new Date(now + keptMs)
  if (known) return tx.picture.update({ where: { id: known.id }, data: { until } })
  // Cannot be guessed: the address is all that is asked for.
  const id = randomBytes(16).toString('base64url')
  return tx.picture.create({ data: { id, organizationId, hash, chart: text, until } })
}

async function drawnFrom(db: Db, id: string): Promise<Uint8Array | null> {
  const row = await db.read.picture.findUnique({ where: { id } })
  const svg = row && pictureSvg(JSON.parse(row.chart) as Chart)
  return svg ? pngOf(svg, pixels) : null
}

/** Pictures whose time is over. True when more is left. */
export async function forgetPictures(tx: Tx, before: Date, most = 200): Promise<boolean> {
  const old = await tx.picture.findMany({ where: { until: { lt: before } }, select: { id: true }, take: most })
  if (old.length) await tx.picture.deleteMany({ where: { id: { in: old.map(({ id }) => id) } } })
  return old.length === most
}

const headers = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'X-Robots-Tag': 'noindex',
}

function said(status: number, text: string): Response {
  return new Response(`${text}\n`, {
    status,
    headers: { ...headers, 'Cache-Control': 'no-store', 'Content-Type': 'text/plain; charset=utf-8' },
  })
}
