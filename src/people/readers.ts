/** Who can read a channel: asked of its platform, since accounts are known here only once they did something. */
import type { Readers } from '../chat/feature.ts'
import type { Sender } from '../chat/ports.ts'
import type { Tx } from '../db.ts'

const longestMs = 5_000

export async function readersOf(read: Tx, channelId: number, senders: Sender[]): Promise<Readers | null> {
  const channel = await read.channel.findUnique({ where: { id: channelId }, include: { installation: true } })
  const sender = senders.find(({ name }) => name === channel?.installation.platform)
  if (!channel || !sender?.readers) return null
  const at = { installation: channel.installation.externalId, channel: channel.externalId }
  // A card that says "not known" is better than none, and than one that keeps its conversation waiting.
  const late = new Promise<null>((resume) => setTimeout(resume, longestMs, null).unref())
  return Promise.race([sender.readers(at).catch(() => null), late])
}
