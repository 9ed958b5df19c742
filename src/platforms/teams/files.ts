/** Files go out behind a link; where there is none, by consent: the person says yes, Teams names an address, the content goes there and nowhere else. */
import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Links, Origin, Reply } from '../../chat/ports.ts'
import { handed } from '../../chat/say.ts'
import { limits } from './limits.ts'
import type { Outgoing } from './sdk.ts'

type File = Extract<Reply, { do: 'file' }>

export interface Files {
  /** A file as the sentence with its link, where links can be made; every other reply as it is. */
  linked(origin: Origin, reply: Reply): Promise<Reply>
  /** The card that asks; what it asks for is kept for a quarter of an hour. */
  offer(account: string, file: File): Outgoing
  /** A yes or a no to it; what to say then, or the card of the stored file. */
  decided(account: string, value: unknown): Promise<Outgoing | string>
}

const decision = z.object({
  action: z.enum(['accept', 'decline']),
  context: z.object({ file: z.string() }),
  uploadInfo: z
    .object({
      name: z.string(),
      uploadUrl: z.url(),
      contentUrl: z.string(),
      uniqueId: z.string().optional(),
      fileType: z.string().optional(),
    })
    .optional(),
})

interface FilesOptions {
  loopback?: boolean
  links?: Links | undefined
}

const expired = 'This file is not kept any more. Type the command again to get it anew.'

export function createFiles({ loopback = false, links }: FilesOptions = {}): Files {
  const kept = new Map<string, { account: string; file: File; until: number }>()

  function forget(): void {
    for (const [id, { until }] of kept) if (until < Date.now()) kept.delete(id)
  }

  /** Signed into the address, so it must not be read on the way. */
  const safe = (url: string) => url.startsWith('https://') || (loopback && url.startsWith('http://127.0.0.1:'))

  return {
    async linked(origin, reply) {
      if (reply.do !== 'file' || !links) return reply
      return { do: 'tell', message: handed(reply.name, await links.hand(origin, reply)) }
    },
    offer(account, file) {
      forget()
      const id = randomUUID()
      kept.set(id, { account, file, until: Date.now() + limits.fileMs })
      const context = { file: id }
      return {
        type: 'message',
        summary: file.name,
        attachments: [
          {
            contentType: 'application/vnd.microsoft.teams.card.file.consent',
            name: file.name,
            content: {
              description: 'Stored in your own OneDrive, and nowhere else.',
              sizeInBytes: file.content.byteLength,
              acceptContext: context,
              declineContext: context,
            },
          },
        ],
      }
    },
    async decided(account, value) {
      forget()
      const read = decision.safeParse(value)
      const found = read.success ? kept.get(read.data.context.file) : undefined
      if (!read.success || !found || found.account !== account) return expired
      kept.delete(read.data.context.file)
      const { action, uploadInfo } = read.data
      if (action === 'decline' || !uploadInfo) return 'The file was not stored.'
      if (!safe(uploadInfo.uploadUrl)) return expired
      const { content } = found.file
      const response = await fetch(uploadInfo.uploadUrl, {
        method: 'PUT',
        body: content as Uint8Array<ArrayBuffer>,
        signal: AbortSignal.timeout(limits.requestMs),
        headers: { 'Content-Range': `bytes 0-${content.byteLength - 1}/${content.byteLength}` },
      }).catch(() => undefined)
      if (!response?.ok) return 'OneDrive did not take the file. Type the command again to try once more.'
      const { name, contentUrl, uniqueId, fileType } = uploadInfo
      return {
        type: 'message',
        summary: name,
        attachments: [
          {
            contentType: 'application/vnd.microsoft.teams.card.file.info',
            contentUrl,
            name,
            content: { uniqueId, fileType },
          } as never,
        ],
      }
    },
  }
}
