/** How conversations are reached without being asked first, by tenant and conversation. */
import type { Db, Prisma } from '../db.ts'

interface At {
  installation: string
  conversation: string
}

export interface StoredReferences<R> {
  put(at: At, reference: R): Promise<void>
  get(at: At): Promise<R | null>
  drop(at: At): Promise<void>
  all(installation: string): Promise<{ conversation: string; reference: R }[]>
}

/** `R` is the platform's own shape; what was stored comes back as it was. */
export function createReferences<R extends object>(db: Db): StoredReferences<R> {
  return {
    put: (at, reference) =>
      db.transact(async (tx) => {
        const json = reference as unknown as Prisma.InputJsonValue
        await tx.conversationReference.upsert({
          where: { installation_conversation: at },
          create: { ...at, reference: json },
          update: { reference: json },
        })
      }),
    async get({ installation, conversation }) {
      const row = await db.read.conversationReference.findUnique({
        where: { installation_conversation: { installation, conversation } },
      })
      return row && (row.reference as unknown as R)
    },
    async all(installation) {
      const rows = await db.read.conversationReference.findMany({ where: { installation } })
      return rows.map(({ conversation, reference }) => ({ conversation, reference: reference as unknown as R }))
    },
    drop: ({ installation, conversation }) =>
      db.transact(async (tx) => {
        await tx.conversationReference.deleteMany({ where: { installation, conversation } })
      }),
  }
}
