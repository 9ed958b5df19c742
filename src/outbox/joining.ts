/** What is said to a person follows them when two turn out to be one, and what an organization was told when it joins another. */
import type { Card } from '../chat/feature.ts'
import type { Tx } from '../db.ts'
import { dayCardKind } from './cards.ts'

/**
 * The key of a card that is about one person's part in something has their id in second place (`standup.prompt`,
 * `7:12`): it is given the other id, unless both had such a card. The cards that are out of date then.
 */
export async function joinSaid(tx: Tx, personId: number, formerId: number): Promise<Card[]> {
  const outdated: Card[] = []
  const own = (key: string) => new RegExp(`^[^:]+:${formerId}(:|$)`).test(key)
  const renamed = (key: string) => key.replace(`:${formerId}`, `:${personId}`)
  const versions = await tx.cardVersion.findMany({
    where: { key: { contains: `:${formerId}` } },
    orderBy: [{ kind: 'asc' }, { key: 'asc' }],
  })
  for (const { id, kind, key } of versions.filter((one) => own(one.key))) {
    const taken = await tx.cardVersion.findUnique({ where: { kind_key: { kind, key: renamed(key) } } })
    if (!taken) await tx.cardVersion.update({ where: { id }, data: { key: renamed(key) } })
    outdated.push({ kind, key: taken ? key : renamed(key) })
  }
  for (const { id, cardKind, cardKey, dayMessageId } of await tx.dayItem.findMany({ where: { personId: formerId } })) {
    const key = own(cardKey) ? renamed(cardKey) : cardKey
    const at = { personId_cardKind_cardKey: { personId, cardKind, cardKey: key } }
    // Told on both accounts: the other one's message stands.
    if (await tx.dayItem.findUnique({ where: at })) await tx.dayItem.delete({ where: { id } })
    else await tx.dayItem.update({ where: { id }, data: { personId, cardKey: key } })
    if (dayMessageId) outdated.push({ kind: dayCardKind, key: String(dayMessageId) })
  }
  await tx.dayMessage.updateMany({ where: { personId: formerId }, data: { personId } })
  await tx.delivery.updateMany({ where: { personId: formerId }, data: { personId } })
  return outdated
}

export async function moveSaid(tx: Tx, from: number, into: number): Promise<void> {
  const moving = { where: { organizationId: from }, data: { organizationId: into } }
  await tx.cardVersion.updateMany(moving)
  await tx.delivery.updateMany(moving)
  await tx.dayMessage.updateMany(moving)
  await tx.dayItem.updateMany(moving)
}

/** What stands in a channel stays as it is, and what was still to be said there is not. */
export async function forgetChannel(tx: Tx, channelId: number): Promise<void> {
  await tx.delivery.deleteMany({ where: { channelId } })
}
