const second = 1000

/** Of a duration, in milliseconds, by what its word begins with. */
const units: readonly (readonly [beginning: RegExp, milliseconds: number])[] = [
  [/^(?:ms|milli)/, 1],
  [/^s/, second],
  [/^m/, 60 * second],
  [/^h/, 3600 * second],
  [/^d/, 86_400 * second],
]

/**
 * The seconds for which a server wants to be left alone, as its headers say (`retry-after-ms`, `retry-after` in
 * seconds or as a date by the server's clock) or its body, the longer of the two; or else the longest
 * `x-ratelimit-reset…` of a limit that is used up. Undefined where it says nothing.
 * @param now milliseconds since 1970
 */
export function retryAfterSeconds(headers: Headers, body: string, now: number): number | undefined {
  const serverNow = Date.parse(headers.get('date') ?? '') || now
  const inMilliseconds = ['retry-after-ms', 'x-ms-retry-after-ms'].map(name => numberOf(headers.get(name)))
  const said = [
    inMilliseconds.find(each => each !== undefined) ?? span(headers.get('retry-after'), serverNow),
    bodyWait(body, now),
  ].filter(each => each !== undefined)
  const milliseconds = said.length === 0 ? longestReset(headers, now) : Math.max(...said)
  return milliseconds === undefined ? undefined : Math.max(0, milliseconds) / second
}

function longestReset(headers: Headers, now: number): number | undefined {
  const resets = [...headers].flatMap(([name, value]) => {
    if (!/^(?:x-)?rate-?limit-reset/.test(name)) return []
    const remaining = numberOf(headers.get(name.replace('reset', 'remaining')))
    const until = span(value, now)
    return until === undefined || (remaining !== undefined && remaining > 0) ? [] : [until]
  })
  return resets.length === 0 ? undefined : Math.max(...resets)
}

const amount = '\\d+(?:\\.\\d+)?'
const unit =
  '(?:milliseconds?|millis|msecs?|ms|seconds?|secs?|s|minutes?|mins?|m|hours?|hrs?|h|days?|d)(?![a-z])'
const duration = `(?:${amount}\\s*${unit}(?:\\s*,?\\s*(?:and\\s+)?)?)+`
const about = '(?:about |approximately |around |another |at least |~ ?)?'

/** "Please retry in 20s", "try again in 1m30s", "Retry after 12 seconds", "wait 30 seconds", "resets in 2 hours". */
const waitWords = new RegExp(
  `\\b(?:retry|retrying|try again|try|available|resets?|come back|wait(?:ing)?|back off)\\b[^.\\n]{0,60}?\\b(?:in|after|for)[: ]+${about}(${duration})`,
  'gi',
)
const waitAlone = new RegExp(`\\bwait(?:ing)?:? ${about}(${duration})`, 'gi')
const bareSeconds = new RegExp(`\\bretry[ -]?after[": ]+(${amount})(?=["}\\s.,;)]|$)`, 'gi')

/** Members of an error that hold a wait: `retryDelay` of Google's RetryInfo, `retry_after`, `retryAfterMs`, … */
const waitMember =
  /^(?:retry[_-]?(?:delay|after|in)|wait|estimated[_-]?time)[_-]?(?:(ms|millis|milliseconds)|s|secs?|seconds)?$/i

/** The longest wait that a body names, in milliseconds. */
function bodyWait(body: string, now: number): number | undefined {
  const waits = [
    ...[waitWords, waitAlone].flatMap(pattern => [...body.matchAll(pattern)].map(([, text]) => spanOf(text))),
    ...[...body.matchAll(bareSeconds)].map(([, text]) => Number(text) * second),
    ...memberWaits(body, now),
  ].filter(each => each !== undefined)
  return waits.length === 0 ? undefined : Math.max(...waits)
}

function memberWaits(body: string, now: number): (number | undefined)[] {
  let json: unknown
  try {
    json = JSON.parse(body)
  } catch {
    return []
  }
  const waits: (number | undefined)[] = []
  const open = [json]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (typeof next !== 'object' || next === null) continue
    for (const [name, value] of Object.entries(next)) {
      const member = waitMember.exec(name)
      if (member !== null) waits.push(memberWait(value, member[1] !== undefined, now))
      if (typeof value === 'object' && value !== null) open.push(value)
    }
  }
  return waits
}

function memberWait(value: unknown, inMilliseconds: boolean, now: number): number | undefined {
  if (typeof value === 'number') return inMilliseconds ? value : span(String(value), now)
  if (typeof value === 'string') {
    const number = numberOf(value)
    return number !== undefined && inMilliseconds ? number : (span(value.trim(), now) ?? spanOf(value))
  }
  const { seconds = 0, nanos = 0 } = (value ?? {}) as { seconds?: unknown; nanos?: unknown }
  const whole = Number(seconds) * second + Number(nanos) / 1e6
  return whole > 0 ? whole : undefined
}

/** Milliseconds from now: seconds, seconds or milliseconds since 1970, a Go duration such as `6m0s`, or a date. */
function span(text: string | null, now: number): number | undefined {
  if (text === null) return undefined
  const number = numberOf(text)
  if (number !== undefined) {
    if (number > 1e11) return number - now
    return number > 1e9 ? number * second - now : number * second
  }
  if (/^(?:\d+(?:\.\d+)?(?:ms|s|m|h|d))+$/.test(text)) return spanOf(text)
  const date = Date.parse(text)
  return Number.isNaN(date) ? undefined : date - now
}

/** Milliseconds of a duration such as `1m30s` or `2 minutes and 5 seconds`; undefined where there is none. */
function spanOf(text: string): number | undefined {
  const parts = [...text.toLowerCase().matchAll(/(\d+(?:\.\d+)?)\s*([a-z]+)/g)]
  const milliseconds = parts.reduce((sum, [, count, word]) => {
    const [, size = Number.NaN] = units.find(([beginning]) => beginning.test(word)) ?? []
    return sum + Number(count) * size
  }, 0)
  return parts.length === 0 || Number.isNaN(milliseconds) ? undefined : milliseconds
}

function numberOf(text: string | null): number | undefined {
  return text !== null && /^\d+(?:\.\d+)?$/.test(text.trim()) ? Number(text) : undefined
}
