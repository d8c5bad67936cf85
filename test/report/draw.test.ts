import { describe, expect, test } from 'vitest'
import type { Event } from '../../src/base/events.ts'
import { drawFigures } from '../../src/report/draw.ts'
import { memoryCache } from '../../src/store/memory-cache.ts'
import { hostileSeries, probedRun } from '../fixtures/probed-run.ts'

describe('figures with letters that no font has', () => {
  /** Two code points for private use, which no font of a system holds. */
  const letters = '\u{f1234}\u{f1235}'
  const series = {
    ...hostileSeries,
    id: letters,
    texts: hostileSeries.texts.map((_, at) => `${letters}${at}`),
  }

  test('say so once, and are drawn again the next time, when a font may be there', async () => {
    const run = await probedRun([series])
    const cache = memoryCache()
    for (const _ of ['first', 'second']) {
      const events: Event[] = []
      await drawFigures(run, { cache, listen: event => events.push(event) })
      const notices = events.filter(({ type }) => type === 'notice')
      expect(notices).toEqual([
        { type: 'notice', message: expect.stringContaining('(U+F1234), \u{f1235} (U+F1235). The PNG files') },
      ])
      expect(events.length).toBeGreaterThan(1)
    }
  })
})
