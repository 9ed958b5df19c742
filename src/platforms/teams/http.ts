/** How botbuilder's requests go out: one try each, with a time-out, and failures that say whether it may have arrived.
 * Its own retries only see its own errors: what is thrown here goes straight to the caller. */
import { SendError } from '../../chat/ports.ts'
import { limits } from './limits.ts'

interface Headers {
  toJson(options?: { preserveCase?: boolean }): Record<string, string>
}
interface Request {
  url: string
  method: string
  headers: Headers
  body?: unknown
}
export interface Http {
  sendRequest(request: Request): Promise<{ status: number; headers: Headers; request: Request; bodyAsText: string }>
}

export function http(timeoutMs: number = limits.requestMs): Http {
  return {
    async sendRequest(request) {
      const { url, method, headers, body } = request
      let response: Response
      let bodyAsText: string
      try {
        response = await fetch(url, {
          method,
          redirect: 'manual',
          headers: headers.toJson(),
          signal: AbortSignal.timeout(timeoutMs),
          ...(body !== undefined && body !== null && { body: body as string }),
        })
        bodyAsText = await response.text()
      } catch (error) {
        throw lost(error, method)
      }
      if (response.status >= 300) throw refused(response, bodyAsText, method)
      const received = Object.fromEntries(response.headers)
      return { status: response.status, headers: { toJson: () => received }, request, bodyAsText }
    },
  }
}

/** The connection was never there, so nothing was written. */
const neverSent = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
])

function lost(error: unknown, method: string): SendError {
  const { cause, name } = error as { cause?: { code?: string }; name?: string }
  const code = cause?.code ?? name ?? 'unknown'
  return new SendError(neverSent.has(code) ? 'later' : afterWriting(method), `No answer from Teams (${code})`)
}

/** Only a new message can double: everything else may simply be done again. */
const afterWriting = (method: string) => (method === 'POST' ? 'unknown' : 'later')

const busy = new Set([401, 408, 409, 412, 425, 429, 502, 504])

function refused(response: Response, body: string, method: string): SendError {
  const { status } = response
  const said = `Teams answered ${status}${codeOf(body)}`
  const wait = retryAfter(response.headers.get('retry-after'))
  // Teams counts a conversation's sends and updates together, and does not say when it was the tenant's.
  if (status === 429) return new SendError('later', said, wait, { of: 'conversation' })
  if (busy.has(status)) return new SendError('later', said, wait)
  if (status >= 500) return new SendError(afterWriting(method), said, wait)
  return new SendError('gone', said)
}

/** "BotNotInConversationRoster" and the like; the sentence beside it may quote what was sent. */
function codeOf(body: string): string {
  try {
    const { code } = (JSON.parse(body) as { error?: { code?: unknown } }).error ?? {}
    return typeof code === 'string' && /^\w+$/.test(code) ? `, ${code}` : ''
  } catch {
    return ''
  }
}

/** Seconds or a date. */
function retryAfter(header: string | null): number | undefined {
  if (!header) return undefined
  const seconds = Number(header)
  const wait = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(header) - Date.now()
  return Number.isFinite(wait) && wait > 0 ? wait : undefined
}

export async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('timed out')), ms)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
