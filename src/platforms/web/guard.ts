/** The sandbox has no accounts, so it answers only its own pages on this machine. */
import type { MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { limits } from './limits.ts'

const loopback = new Set(['127.0.0.1', 'localhost', '[::1]'])

/** A Host other than loopback is another site's name pointed here (DNS rebinding). */
export function isLoopbackHost(host: string | undefined): boolean {
  return host !== undefined && loopback.has(host.replace(/:\d+$/, '').toLowerCase())
}

export function guard(): MiddlewareHandler {
  return async (c, next) => {
    c.header(
      'Content-Security-Policy',
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    )
    c.header('X-Content-Type-Options', 'nosniff')
    c.header('Referrer-Policy', 'no-referrer')
    const host = c.req.header('host')
    if (!isLoopbackHost(host)) return c.text('The sandbox answers only on 127.0.0.1 and localhost.', 403)
    const origin = c.req.header('origin')
    const changes = c.req.method !== 'GET' && c.req.method !== 'HEAD'
    if ((changes || origin) && origin !== `http://${host}`) return c.text('This request came from another page.', 403)
    // Browsers that say where a request comes from are believed when they say "elsewhere".
    const site = c.req.header('sec-fetch-site')
    if (site && site !== 'same-origin' && site !== 'none' && (changes || c.req.path.endsWith('/stream'))) {
      return c.text('This request came from another page.', 403)
    }
    return next()
  }
}

export const smallBodies: MiddlewareHandler = bodyLimit({
  maxSize: limits.bodyBytes,
  onError: (c) => c.json({ do: 'error', text: 'That is more than 1 MB. Shorten it and send it again.' }, 413),
})
