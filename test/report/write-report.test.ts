import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Event } from '../../src/base/events.ts'
import { fileNames } from '../../src/report/drawn-figure.ts'
import { writeReport } from '../../src/report/write-report.ts'
import { rangeSeries } from '../../src/series/range.ts'
import { memoryCache } from '../../src/store/memory-cache.ts'
import { parseRun } from '../../src/store/parse-run.ts'
import type { Run } from '../../src/store/run.ts'
import { runText } from '../../src/store/run-text.ts'
import { hostileSeries, probedRun } from '../fixtures/probed-run.ts'
import { temporaryFolder } from '../fixtures/temporary-folder.ts'

let run: Run
beforeAll(async () => {
  run = await probedRun([hostileSeries])
})

describe('writeReport', () => {
  test('leaves the report, the run and every figure twice, and says so', async () => {
    const folder = temporaryFolder()
    const written = await writeReport(run, folder, { cache: memoryCache(), listen: () => {} })
    const found = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile())
      .map(entry => join(entry.parentPath, entry.name).slice(folder.length + 1))
    expect(found.toSorted()).toEqual(written.toSorted())
    expect(written.slice(0, 3)).toEqual(['run.json', 'report.html', 'report.md'])
    const drawn = written.filter(name => name.endsWith('.svg'))
    expect(drawn).toContain('figures/caret--b-quoted-b-..-x.svg')
    expect(written.filter(name => name.endsWith('.png'))).toEqual(
      drawn.map(name => name.replace('.svg', '.png')),
    )
    expect(parseRun(readFileSync(join(folder, 'run.json'), 'utf8'), 'run.json')).toEqual(run)
  })

  test('takes figures from the cache when the same run is drawn again, and draws another run again', async () => {
    const cache = memoryCache()
    const drawn: Event[] = []
    const listen = (event: Event) => void drawn.push(event)
    const folders = [temporaryFolder(), temporaryFolder()]
    await writeReport(run, folders[0], { cache, listen })
    expect(drawn.length).toBeGreaterThan(0)
    drawn.length = 0
    const later = {
      ...run,
      created: '2027-01-01T00:00:00Z',
      session: { requests: 0, cacheHits: 9, seconds: 1 },
    }
    await writeReport(later, folders[1], { cache, listen })
    expect(drawn).toEqual([])
    for (const name of readdirSync(join(folders[0], 'figures')))
      expect(readFileSync(join(folders[1], 'figures', name))).toEqual(
        readFileSync(join(folders[0], 'figures', name)),
      )
    await writeReport({ ...run, seed: 2 }, folders[1], { cache, listen, force: true })
    expect(drawn.length).toBeGreaterThan(0)
  })

  test('names the folder and the way out when it cannot be written', async () => {
    const folder = temporaryFolder()
    mkdirSync(join(folder, 'report.html'))
    await expect(writeReport(run, folder, { cache: memoryCache(), listen: () => {} })).rejects.toMatchObject({
      code: 'storage',
      message: expect.stringMatching(/^The report cannot be written into .*another folder with --out/),
    })
  })

  test('leaves no temporary file behind', async () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'report.html'), 'older')
    await writeReport(run, folder, { cache: memoryCache(), listen: () => {} })
    expect(readdirSync(folder).filter(name => name.endsWith('.tmp'))).toEqual([])
    expect(readFileSync(join(folder, 'report.html'), 'utf8')).toMatch(/^<!doctype html>/)
  })

  test('stops between two figures when it is told to', async () => {
    const abort = new AbortController()
    const listen = () => abort.abort()
    const options = { cache: memoryCache(), listen, signal: abort.signal }
    await expect(writeReport(run, temporaryFolder(), options)).rejects.toThrow('aborted')
  })
})

describe('fileNames', () => {
  test('cuts what no disk takes, and keeps what differs at its end apart', () => {
    const [one, two, wide] = fileNames([`${'x'.repeat(300)}1`, `${'x'.repeat(300)}2`, '价'.repeat(300)])
    expect(new Set([one, two]).size).toBe(2)
    for (const name of [one, two, wide]) expect(Buffer.byteLength(name)).toBeLessThanOrEqual(180)
    expect(wide).toMatch(/^价+-[0-9a-f]{12}$/)
    expect(fileNames([`${'x'.repeat(300)}1`])).toEqual([one])
  })

  test('gives no name that leads elsewhere or is hidden', () => {
    expect(fileNames(['..', '.', '', '.hidden', 'a/../b', '\0'])).toEqual([
      'unnamed',
      'unnamed-2',
      'unnamed-3',
      'hidden',
      'a-..-b',
      '-',
    ])
  })
})

describe('a run whose texts and ids hold what XML forbids', () => {
  const forbidden = `a\0\u001b\u000b\ufffe\ud800${'x'.repeat(250)}`
  test('gets figures that are XML, and pages without it', async () => {
    const strange = parseRun(
      runText(await probedRun([rangeSeries('1..6')])).replaceAll(
        '1..6',
        JSON.stringify(forbidden).slice(1, -1),
      ),
      'strange',
    )
    const folder = temporaryFolder()
    const written = await writeReport(strange, folder, { cache: memoryCache(), listen: () => {} })
    const texts = written.filter(name => /\.(?:svg|html|md)$/.test(name))
    expect(texts.length).toBeGreaterThan(5)
    for (const name of texts) {
      const text = readFileSync(join(folder, name), 'utf8')
      expect(text, name).not.toMatch(/[^\P{Cc}\t\n\r\u007f-\u009f]|[\ufffe\uffff]/u)
    }
    expect(readFileSync(join(folder, 'report.md'), 'utf8')).toContain('a␀␛ ��x')
    expect(written.filter(name => name.startsWith('figures/caret'))).toHaveLength(2)
  })
})

test('fileNames gives every figure a name of its own that any disk takes', () => {
  expect(fileNames(['caret-a/b', 'caret-a b', 'caret-A-b', 'zero-0..20', '价格'])).toEqual([
    'caret-a-b',
    'caret-a-b-2',
    'caret-A-b-3',
    'zero-0..20',
    '价格',
  ])
})
