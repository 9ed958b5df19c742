/** Files behind signed links: kept in the database for a quarter of an hour, for whichever process is asked for them. */
import { randomBytes } from 'node:crypto'
import type { Links } from './chat/ports.ts'
import { createSigner } from './chat/signing.ts'
import type { Db, Tx } from './db.ts'

const minutes = 15

export interface LinksOptions {
  db: Db
  /** TANDEM_SECRET: every process that has it serves what any of them has signed. */
  secret: string
  publicUrl: string
  /** The machine's clock: signatures do not know the product's. */
  now?: () => number
}

export interface ServedLinks extends Links {
  /** What an address under /files/ is answered with. */
  open(id: string, until: string, mark: string): Promise<Response>
}

const again = 'Type the command again in Slack or Teams to get a new one.'

export function createLinks({ db, secret, publicUrl, now = Date.now }: LinksOptions): ServedLinks {
  const signer = createSigner(secret, 'files')
  const root = publicUrl.replace(/\/+$/, '')

  return {
    async hand({ platform, installation: externalId }, { name, type, content }) {
      // Whoever has the address has the file: it cannot be guessed, and it does not live long.
      const id = randomBytes(16).toString('base64url')
      const until = now() + minutes * 60_000
      await db.transact(async (tx) => {
        await forgetFiles(tx, new Date(now()))
        const home = await tx.installation.findUnique({ where: { platform_externalId: { platform, externalId } } })
        const organizationId = home?.organizationId ?? null
        const bytes = new Uint8Array(content)
        await tx.handedFile.create({
          data: { id, organizationId, name, type, content: bytes, until: new Date(until) },
        })
      })
      return { link: `${root}/files/${id}?until=${until}&mark=${signer.sign([id], until)}`, minutes }
    },

    async open(id, until, mark) {
      const verdict = signer.verify([id], until, mark, now())
      // Before the database is asked: who has no link costs nothing.
      if (verdict === 'wrong') return said(404, `This link is not complete, or it was changed. ${again}`)
      const file = verdict === 'ours' ? await db.read.handedFile.findUnique({ where: { id } }) : null
      if (file) return handedOver(file)
      await db.transact((tx) => forgetFiles(tx, new Date(now())))
      return said(410, `This link could be used for ${minutes} minutes, and the file is deleted. ${again}`)
    },
  }
}

/** Files whose time is over. True when more is left. */
export async function forgetFiles(tx: Tx, before: Date, most = 200): Promise<boolean> {
  const old = await tx.handedFile.findMany({ where: { until: { lt: before } }, select: { id: true }, take: most })
  if (old.length) await tx.handedFile.deleteMany({ where: { id: { in: old.map(({ id }) => id) } } })
  return old.length === most
}

/** Kept by nobody on the way, and by no browser. */
const unkept = {
  'Cache-Control': 'private, no-store',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'X-Robots-Tag': 'noindex',
}

/** As a file, never as a page of this house: what people typed stands in it. */
function handedOver({ name, type, content }: { name: string; type: string; content: Uint8Array<ArrayBuffer> }) {
  return new Response(content, {
    headers: {
      ...unkept,
      'Content-Type': type,
      'Content-Length': String(content.byteLength),
      'Content-Disposition': `attachment; filename="${plainName(name)}"; filename*=UTF-8''${exactName(name)}`,
      'Content-Security-Policy': "default-src 'none'; sandbox",
    },
  })
}

/** For clients that know only the old form of a name. */
const plainName = (name: string) => name.replace(/[^\x20-\x7e]|["\\%/]/g, '_')

/** RFC 5987 leaves fewer signs as they are than addresses do. */
const exactName = (name: string) =>
  encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)

function said(status: number, text: string): Response {
  return new Response(`${text}\n`, { status, headers: { ...unkept, 'Content-Type': 'text/plain; charset=utf-8' } })
}
