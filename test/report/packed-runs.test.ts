import { gunzipSync } from 'node:zlib'
import { beforeAll, describe, expect, test } from 'vitest'
import { packRuns, unpackRuns } from '../../src/report/packed-runs.ts'
import type { Run } from '../../src/store/run.ts'
import { runText } from '../../src/store/run-text.ts'
import { hostileSeries, probedRun } from '../fixtures/probed-run.ts'
import { withUses } from '../fixtures/used-run.ts'

describe('packed runs', () => {
  let run: Run
  beforeAll(async () => {
    run = await probedRun()
  })

  test('are the same runs once unpacked, to the last bit, in their order', async () => {
    const other = await probedRun([hostileSeries])
    const [first, second] = await unpackRuns(
      await packRuns([
        { name: 'a', run },
        { name: 'b </script>', run: other },
      ]),
    )
    expect([first.name, second.name]).toEqual(['a', 'b </script>'])
    expect(runText(first.run)).toBe(runText(run))
    expect(runText(second.run)).toBe(runText(other))
  })

  test('are the same with what was asked in search and same or different, which is held once', async () => {
    const asked = withUses(run)
    const other = withUses(run, ['embedder:test:fake', 'reranker:test:fake'])
    const packed = await packRuns([
      { name: 'a', run: asked },
      { name: 'b', run },
      { name: 'c', run: other },
    ])
    const held = await unpackRuns(packed)
    expect(held.map(each => runText(each.run))).toEqual([asked, run, other].map(runText))
    const text = gunzipSync(Buffer.from(packed, 'base64')).toString('latin1')
    expect(text.split('USB cable around $25 (near)')).toHaveLength(2)
    expect(text.split('Take 500 mg at night.')).toHaveLength(2)
  })

  test('take less room than run files, and nothing that a page could read as markup', async () => {
    const text = await packRuns([{ name: 'a', run }])
    expect(text).toMatch(/^[A-Za-z0-9+/=]+$/)
    expect(text.length).toBeLessThan(runText(run).length / 2)
  })

  test('hold large matrices in single precision', async () => {
    const n = 501
    const numbers = Float64Array.from({ length: n * n }, (_, at) => Math.sin(at))
    const [matrix] = run.matrices
    const large = { ...matrix, rows: n, columns: n, values: numbers }
    const packed = await packRuns([
      { name: 'a', run: { ...run, matrices: [{ ...large, dtype: 'float64' }] } },
    ])
    const [held] = (await unpackRuns(packed))[0].run.matrices
    expect(held.dtype).toBe('float32')
    expect(held.values).toEqual(numbers.map(Math.fround))
  })

  test('can be none', async () => {
    expect(await unpackRuns(await packRuns([]))).toEqual([])
  })
})
