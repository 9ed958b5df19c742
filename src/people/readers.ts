/** Who can read a channel: asked of its platform, since accounts are known here only once they did something. */
import type { Readers } from '../chat/feature.ts'
import type { Sender } from '../chat/ports.ts'
import type { Tx } from '../db.ts'

export async function readersOf(read: Tx, channelId: number, senders: Sender[]): Promise<Readers | null> {
  const channel = await read.channel.findUnique({ where: { id: channelId }, include: { installation: true } })
  const sender = senders.find(({ name }) => name === channel?.installation.platform)
  if (!channel || !sender?.readers) return null
  // A card that says "not known" is better than none.
  return sender
    .readers({ installation: channel.installation.externalId, channel: channel.externalId })
    .catch(() => null)
}
