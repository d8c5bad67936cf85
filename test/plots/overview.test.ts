import { expect, test } from 'vitest'
import { textWidth } from '../../src/base/text-width.ts'
import { verdictWords } from '../../src/measures/verdict.ts'
import { overviewFigures } from '../../src/plots/overview.ts'
import type { Verdict } from '../../src/store/run.ts'
import { probedRun } from '../fixtures/probed-run.ts'

test('the overview leaves room for the longest verdict that it shows, in both languages', async () => {
  const run = await probedRun()
  for (const word of Object.keys(verdictWords) as Verdict[]) {
    const judged = { ...run, verdicts: run.verdicts.map(each => ({ ...each, verdict: word })) }
    for (const [language, text] of [
      ['en', verdictWords[word].short],
      ['zh', verdictWords[word].zh],
    ] as const) {
      for (const { frame } of overviewFigures(judged, language)[0].panels) {
        expect(frame.right, text).toBeGreaterThanOrEqual(16 + 6 * textWidth(text))
        expect(frame.right, text).toBeLessThan(300)
      }
    }
  }
})
