import { beforeAll, describe, expect, test } from 'vitest'
import type { NamedModel } from '../../src/experiments/ask.ts'
import { articlePrompt } from '../../src/experiments/caret.ts'
import { isControl } from '../../src/findings/case-origin.ts'
import { bundledUseLite } from '../../src/models/adapters/bundled-use-lite.ts'
import { standInReranker } from '../../src/models/adapters/stand-in-reranker.ts'
import { catalogueSeries } from '../../src/series/catalogue.ts'
import { openCache } from '../../src/store/open-cache.ts'
import type { Run } from '../../src/store/run.ts'
import { probe } from '../../src/usecases/probe.ts'
import { sharedCache } from '../fixtures/shared-cache.ts'

const spec = 'bundled:use-lite'
const embedder: NamedModel = { id: `embedder ${spec}`, spec, model: bundledUseLite() }
const reranker: NamedModel = { id: `reranker ${spec}`, spec, model: standInReranker(bundledUseLite()) }

describe('the findings on the bundled model', () => {
  let run: Run
  beforeAll(async () => {
    using cache = openCache({ directory: sharedCache() })
    run = await probe(
      {
        models: [embedder, reranker],
        series: [catalogueSeries('offset')],
        zeroSeries: [],
        prompts: [articlePrompt],
        roles: 'same',
        controls: 'none',
        experiments: ['pairs', 'cases', 'same'],
        seed: 1,
      },
      {
        cache,
        listen: () => {},
        now: () => new Date(0),
        wait: async () => {},
        tool: { version: '0', node: '0' },
      },
    )
  }, 300_000)
  const found = (id: string) => run.findings.filter(finding => finding.id === id)

  test('say that it takes 9.9 for closer to 9 than 9.11, and the versions the wrong way round too', () => {
    const verdictOn = (id: string) =>
      run.cases.find(item => item.id === id && item.model === embedder.id)?.verdict
    expect(verdictOn('9.11-or-9.9/9/9.11/9.9')).toBe('wrong')
    expect(verdictOn('versions/version 10.0/version 9.11/version 9.9')).toBe('wrong')
    const [finding] = found('nine-eleven')
    expect(finding.severity).toBe('warning')
    expect(finding.text.en).toContain('Which is closer to 9? It picks 9.9 by 0.062 (correct: 9.11).')
  })

  test('say that a changed number looks more alike than a rephrasing, and that comparing the numbers mends it', () => {
    const [changed, ...others] = found('changed-number')
    expect(others.map(({ text }) => text.en)).toHaveLength(run.uses!.length - 1)
    expect(changed.text.en).toMatch(
      /in \d % of comparisons \(95 % interval .*; guessing: 50 %\)\. “.+” and “.+” score (?:0\.9\d\d|1\.000)\.$/,
    )
    const [threshold] = found('merge-threshold')
    expect(threshold.severity).toBe('warning')
    expect(threshold.text.en).toMatch(/\(sameNumbers\), the threshold 0\.\d\d finds 90 % and merges 0 %\.$/)
  })

  test('say that it orders 376 to 475 worse than spelling alone, with both numbers', () => {
    const headline = run.measures.find(item => item.id === 'concordance' && item.model === embedder.id)!
    expect(headline.value).toBeCloseTo(0.555, 2)
    expect(headline.floor?.model).toBe('reference:prefix')
    expect(headline.floor?.value).toBeCloseTo(0.677, 2)
    expect(headline.floor!.interval![1]).toBeLessThan(0)
    const finding = found('below-spelling').find(({ evidence }) => evidence[0].model === embedder.id)!
    expect(finding.text.en).toMatch(/^offset: .+ Its concordance is 0\.5\d; prefix, .+ reaches 0\.68 /)
  })

  test('count the hard cases of the embedder, and say of its stand-in no more than how far it gets', () => {
    const own = run.cases.filter(({ model }) => model === embedder.id)
    const count = own.filter(item => !isControl(item)).length
    expect(count).toBeLessThan(own.length)
    expect(found('hard-cases').map(({ text }) => text.en)).toEqual([
      expect.stringMatching(new RegExp(`^Hard cases: ${spec} as embedder gets \\d+ of ${count} right,`)),
    ])
    const ofStandIn = run.findings.filter(({ text }) => text.en.includes('standing in as reranker'))
    expect(ofStandIn.map(({ id }) => id)).toContain('verdicts')
    expect(ofStandIn.length).toBeLessThanOrEqual(run.findings.length / 3)
  })

  test('say that it is no cross-encoder', () => {
    expect(found('stand-in').map(({ severity }) => severity)).toEqual(['notice'])
  })
})
