/** What leaves a transaction that must not commit. */
import type { Later } from './feature.ts'
import type { Reply } from './ports.ts'

type Carried = Reply | { later: Later }

/** Carries an answer, or what is to be computed before there is one. */
export class RolledBack extends Error {
  readonly carried: Carried
  constructor(carried: Carried) {
    super('rolled back')
    this.carried = carried
  }
}

export async function rolledBack(transaction: () => Promise<Reply>): Promise<Carried> {
  try {
    return await transaction()
  } catch (error) {
    if (error instanceof RolledBack) return error.carried
    throw error
  }
}
