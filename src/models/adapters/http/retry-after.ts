const second = 1000

/** Of a Go duration, in milliseconds. */
const units: Readonly<Record<string, number>> = { ms: 1, s: second, m: 60 * second, h: 3600 * second }

/**
 * The seconds for which a server wants to be left alone: `retry-after-ms`, `retry-after` in seconds or as a date
 * (by the server's clock, where it tells), or else the longest `x-ratelimit-reset…` of a limit that is used up.
 * Undefined where it says nothing.
 * @param now milliseconds since 1970
 */
export function retryAfterSeconds(headers: Headers, now: number): number | undefined {
  const serverNow = Date.parse(headers.get('date') ?? '') || now
  const milliseconds =
    numberOf(headers.get('retry-after-ms')) ??
    span(headers.get('retry-after'), serverNow) ??
    longestReset(headers, now)
  return milliseconds === undefined ? undefined : Math.max(0, milliseconds) / second
}

function longestReset(headers: Headers, now: number): number | undefined {
  const resets = [...headers].flatMap(([name, value]) => {
    if (!/^(?:x-)?ratelimit-reset/.test(name)) return []
    const remaining = numberOf(headers.get(name.replace('reset', 'remaining')))
    const until = span(value, now)
    return until === undefined || (remaining !== undefined && remaining > 0) ? [] : [until]
  })
  return resets.length === 0 ? undefined : Math.max(...resets)
}

/** Milliseconds from now: seconds, seconds or milliseconds since 1970, a Go duration such as `6m0s`, or a date. */
function span(text: string | null, now: number): number | undefined {
  if (text === null) return undefined
  const number = numberOf(text)
  if (number !== undefined) {
    if (number > 1e11) return number - now
    return number > 1e9 ? number * second - now : number * second
  }
  if (/^(?:\d+(?:\.\d+)?(?:ms|s|m|h))+$/.test(text)) {
    const parts = text.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h)/g)
    return [...parts].reduce((sum, [, count, unit]) => sum + Number(count) * units[unit], 0)
  }
  const date = Date.parse(text)
  return Number.isNaN(date) ? undefined : date - now
}

function numberOf(text: string | null): number | undefined {
  return text !== null && /^\d+(?:\.\d+)?$/.test(text.trim()) ? Number(text) : undefined
}
