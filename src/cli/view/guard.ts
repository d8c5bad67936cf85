import { createHash, timingSafeEqual } from 'node:crypto'
import type { MiddlewareHandler } from 'hono'

/** What no answer of the server may load, be framed by, or be sent to. */
const policy = [
  "default-src 'none'",
  "connect-src 'self'",
  'img-src data: blob:',
  "style-src 'unsafe-inline'",
  'font-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
]

/** The policy of one answer; where scripts may run, those with these hashes only. */
export function contentPolicy(scriptHashes: readonly string[]): string {
  const scripts = scriptHashes.length === 0 ? [] : [`script-src ${scriptHashes.join(' ')}`]
  return [...policy, ...scripts].join('; ')
}

/**
 * Lets through what has the token as the first part of its path, comes to this machine by name and, where a page
 * sent it, from a page of this server. The rest gets no body. The headers of every answer are set here.
 */
export function guard(token: string, port: number): MiddlewareHandler {
  const names = ['127.0.0.1', 'localhost']
  const hosts = new Set(names.flatMap(name => (port === 80 ? [name, `${name}:80`] : [`${name}:${port}`])))
  const wanted = digest(token)
  return async (c, next) => {
    const given = /^\/([^/]*)/.exec(c.req.path)?.[1] ?? ''
    const host = c.req.header('host') ?? ''
    const origin = c.req.header('origin')
    if (!timingSafeEqual(digest(given), wanted)) c.res = c.body(null, 404)
    else if (!hosts.has(host) || (origin !== undefined && origin !== `http://${host}`)) {
      c.res = c.body(null, 403)
    } else await next()
    const { headers } = c.res
    headers.set('Cache-Control', 'no-store')
    headers.set('Referrer-Policy', 'no-referrer')
    headers.set('X-Content-Type-Options', 'nosniff')
    headers.set('Cross-Origin-Resource-Policy', 'same-origin')
    if (!headers.has('Content-Security-Policy')) headers.set('Content-Security-Policy', contentPolicy([]))
  }
}

/** Of equal length for all texts, so that comparing them takes equal time. */
function digest(text: string): Uint8Array {
  return createHash('sha256').update(text).digest()
}
