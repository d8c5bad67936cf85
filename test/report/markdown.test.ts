import { describe, expect, test } from 'vitest'
import { drawFigures } from '../../src/report/draw.ts'
import { reportMarkdown } from '../../src/report/markdown.ts'
import { memoryCache } from '../../src/store/memory-cache.ts'
import { hostileSeries, probedRun } from '../fixtures/probed-run.ts'

describe('reportMarkdown', () => {
  test('links each figure by the name of its file', async () => {
    const run = await probedRun([hostileSeries])
    const { figures, files } = await drawFigures(run, { cache: memoryCache(), listen: () => {} })
    const text = reportMarkdown(run, figures)
    const linked = [...text.matchAll(/\]\(figures\/([^)]+)\)/g)].map(([, name]) => decodeURIComponent(name))
    expect(linked).toEqual([...files.keys()].filter(name => name.endsWith('.png')))
  })

  test('shows documents as text, whatever they hold', async () => {
    const run = await probedRun([hostileSeries])
    const { figures } = await drawFigures(run, { cache: memoryCache(), listen: () => {} })
    const text = reportMarkdown(run, figures)
    expect(text).not.toMatch(/(?<!\\)<(?:script|img|b)\b/)
    expect(text).not.toContain('| a |')
  })

  test('names the report that a case follows, and says which cases are controls', async () => {
    const run = await probedRun()
    const text = reportMarkdown(run, [])
    expect(text).toMatch(
      /^\| .*CR-8834512.*\| samfoy\/pi-session-search PR\\?#1; reported there without scores \|$/m,
    )
    expect(text).toMatch(/^\| .*Physics 9.*; a control: an engine that compares characters failed there \|$/m)
    expect(text).toMatch(/^\| 10: 9\.9 is closer than 9\.11 .*\| – \|$/m)
    expect(text).toContain('Controls are cases on which engines that compare characters failed')
  })

  test('has a line for each hard case and model', async () => {
    const run = await probedRun()
    const lines = reportMarkdown(run, []).split('\n')
    expect(lines.filter(line => line.includes('is closer than')).length).toBe(
      run.cases.filter(({ model }) => model.endsWith('test:fake')).length,
    )
  })
})
