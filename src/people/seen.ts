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

/** Platforms repeat themselves for minutes. True when more is left. */
export async function forgetSeen(tx: Tx, before: Date, most = 1_000): Promise<boolean> {
  const count = await tx.$executeRaw`
    DELETE FROM "SeenRequest" WHERE ("platform", "once") IN
      (SELECT "platform", "once" FROM "SeenRequest" WHERE "seenAt" < ${before} LIMIT ${most})`
  return count === most
}
