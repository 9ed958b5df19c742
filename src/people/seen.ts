/** Requests acted on once: event ids, activity ids, form instances. */

import type { PlatformName } from '../chat/ports.ts'
import type { Tx } from '../db.ts'

/** True for the first who asks; made in the transaction that acts, so that a failure leaves no trace. */
export async function firstTime(tx: Tx, platform: PlatformName, once: string, now: Date): Promise<boolean> {
  const count = await tx.$executeRaw`
    INSERT INTO "SeenRequest" ("platform", "once", "seenAt") VALUES (${platform}, ${once}, ${now})
    ON CONFLICT DO NOTHING`
  return count === 1
}
