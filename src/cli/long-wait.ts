import type { Event } from '../base/events.ts'

/** Milliseconds; a shorter wait is not worth a line of its own. */
const longWait = 60_000

/** Time of day. */
export function clock(milliseconds: number): string {
  return new Date(milliseconds).toTimeString().slice(0, 8)
}

/**
 * What to say of waits where no progress is shown: each that is longer than a minute once, with its end.
 * @param nameOf what a model is called, by its id
 */
export function longWaits(
  now: () => number,
  nameOf: (model: string) => string,
): (event: Event) => string | null {
  let said = 0
  return event => {
    if (event.type !== 'waiting' || event.until - now() <= longWait || event.until <= said) return null
    // Requests that wait for the same limit end within seconds of each other.
    said = event.until + longWait / 10
    const minutes = Math.ceil((event.until - now()) / 60_000).toLocaleString('en')
    return `${nameOf(event.model)}: waiting for the limit until ${clock(event.until)} (${minutes} min). Ctrl-C stops; what was answered is kept.`
  }
}
