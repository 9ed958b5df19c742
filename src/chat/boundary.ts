/** The one error boundary: the person gets a sentence with a reference, the log gets where it happened. */
import { randomInt } from 'node:crypto'
import type { Reply } from './ports.ts'
import { telling } from './say.ts'

export interface BoundaryLog {
  error(event: string, fields: Record<string, string | number | null | undefined>): void
}

/** Without 0, O, 1 and I: it is read aloud to an admin. */
const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'

export function newReference(): string {
  return Array.from({ length: 6 }, () => letters[randomInt(letters.length)]).join('')
}

export async function guarded(
  log: BoundaryLog,
  where: { handler: string; key?: string | number },
  work: () => Promise<Reply>,
): Promise<Reply> {
  try {
    return await work()
  } catch (error) {
    const reference = newReference()
    log.error('handler.failed', { ...where, reference, ...errorFields(error) })
    const text = `That did not work, and nothing was changed. Try once more; if it happens again, give your admin the reference ${reference}.`
    return { ...telling(text), notTaken: true }
  }
}

/** What may be logged of an error: its kind, code and place in the code. Its message may quote what somebody typed. */
export function errorFields(error: unknown): { error: string; code?: string; at?: string } {
  if (!(error instanceof Error)) return { error: typeof error }
  const { code } = error as { code?: unknown }
  const at = error.stack
    ?.split('\n')
    .filter((line) => line.trimStart().startsWith('at '))
    .slice(0, 4)
    .map((line) => line.trim())
    .join(' < ')
  return { error: error.name, ...(typeof code === 'string' && { code }), ...(at && { at }) }
}
