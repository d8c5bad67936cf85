import { describe, expect, test } from 'vitest'
import { seededRandom } from '../../src/base/random.ts'
import { reproduceOn } from '../../src/experiments/reproduce.ts'
import { editDistance } from '../../src/math/edit-distance.ts'
import { cacioli2026 } from '../../src/published/cacioli-2026.ts'
import { davies2025, numbersOf } from '../../src/published/davies-2025.ts'
import { deng2025, itemsOf } from '../../src/published/deng-2025.ts'
import { closeTriplets, marjieh2025 } from '../../src/published/marjieh-2025.ts'
import { againstAll, broad, naik2019, rightAgainstAll, strict } from '../../src/published/naik-2019.ts'
import { questionsOf, tempreason2023 } from '../../src/published/tempreason-2023.ts'
import { decoding, extrapolation } from '../../src/published/wallace-2019.ts'
import { inWords } from '../../src/series/written.ts'
import { asking, namedEmbedder } from '../experiments/fixtures/asking.ts'
import { answersOf, resultsOf, scoresOf, type TextVector, turned } from './answers.ts'
import reference from './reference.json' with { type: 'json' }
import { wave } from './wave.ts'

/** A direction that the text alone decides, and nothing in it. */
const noise: TextVector = text => {
  const random = seededRandom(1, 'noise', text)
  return Array.from({ length: 6 }, () => random() - 0.5)
}

/** The number in a question of the article, or in a document. */
const numberIn = (text: string) => Number(/-?\d+/.exec(text)![0])

describe('wallace-2019', () => {
  const vectorsOf = (embed: (value: number) => readonly number[]) => {
    const vectors = (texts: readonly string[]) => {
      const rows = texts.map(text => embed(Number(text)))
      return { count: rows.length, dimensions: rows[0].length, data: Float32Array.from(rows.flat()) }
    }
    return { kind: 'embedder', seed: 1, blocks: [], vectors } as const
  }
  const range = { max: 199, splits: 2, random: 57.7 }
  const errors = (embed: (value: number) => readonly number[]) =>
    Object.fromEntries(
      decoding(vectorsOf(embed), range).map(({ condition, value }) => [
        condition.split(', ').slice(2).join(', '),
        value!,
      ]),
    )

  test('reads numbers off vectors that hold them, and off dice no better than their mean would', () => {
    const open = errors(value => [1, value / 200, Math.sin(value)])
    expect(open.linear).toBeLessThan(0.5)
    const dice = errors(value => [...noise(String(value), 'document')])
    expect(dice.linear).toBeGreaterThan(50)
    expect(dice['random vectors, linear']).toBeGreaterThan(50)
  })

  test('bends where a line cannot: numbers on three quarters of a circle', () => {
    const circle = errors(value => [Math.cos((value / 200) * 4.7), Math.sin((value / 200) * 4.7)])
    expect(circle.kernel).toBeLessThan(2)
    expect(circle.linear).toBeGreaterThan(10 * circle.kernel)
  })

  test('goes on in a straight line beyond what it was trained on, where the numbers do', () => {
    const [inside, outside] = extrapolation(
      vectorsOf(value => [1, value / 2000]),
      'linear',
    )
    expect(inside.value).toBeLessThan(1)
    expect(outside.value).toBeLessThan(5)
    const [, bent] = extrapolation(
      vectorsOf(value => [1, value / 2000]),
      'kernel',
    )
    expect(bent.value).toBeGreaterThan(100)
  })
})

describe('naik-2019', () => {
  test('is passed whole by a ruler, but for the rule that counts the left neighbour as an error', () => {
    const ruler: TextVector = text => {
      const value = /^\d/.test(text) ? Number(text) : words.get(text)!
      return turned(value, 2000)
    }
    const words = new Map(Array.from({ length: 1000 }, (_, value) => [inWords(value), value]))
    const { of } = resultsOf(naik2019, answersOf(naik2019, ruler))
    expect(of('strict', 'magnitude, [0, 99]').value).toBe(1)
    expect(of('broad', 'magnitude, [0, 999]').value).toBe(1)
    expect(of('one against all, each neighbour', 'magnitude, [0, 99]').value).toBe(1)
    expect(of('strict', 'numeration, [0, 99]').value).toBe(1)
    expect(of('one against all', 'numeration, [0, 999]').value).toBeGreaterThan(0.99)
  })

  test('is put to rerankers up to 99, by the question of the article', () => {
    const asked = scoresOf(naik2019, (query, document) => -Math.abs(numberIn(query) - Number(document)))
    const { results, of } = resultsOf(naik2019, asked)
    expect(results.map(({ condition }) => condition)).toEqual(Array(4).fill('magnitude, [0, 99]'))
    expect(of('strict', 'magnitude, [0, 99]').value).toBe(1)
    // Both neighbours are equally near, and neither is closer than the other.
    expect(of('one against all, right neighbour', 'magnitude, [0, 99]').value).toBeCloseTo(1 / 99, 12)
  })

  test('counts as written, on four numbers by hand', () => {
    // prettier-ignore
    const S = Float64Array.from([9, 3, 2, 1, 3, 9, 5, 4, 2, 5, 9, 1, 1, 4, 6, 9])
    // 0: 1 (3) before 2 (2). 1: 0 (3) and 2 (5) before 3 (4): half. 2: 1 (5) and 3 (1) before 0 (2): half.
    // 3: 2 (6) before 1 (4).
    expect(strict(S, 4)).toEqual([1, 0.5, 0.5, 1])
    expect(broad(S, 4)).toEqual([1, 0.5, 0.5, 1])
    expect(againstAll(S, 4)).toEqual([1, 0.5, 0.5, 1])
    expect(rightAgainstAll(S, 4)).toEqual([1, 1, 0])
  })
})

describe('marjieh-2025', () => {
  test('has triplets of a neighbour spelled otherwise and a far number spelled alike, each once', () => {
    for (const length of [3, 5]) {
      const triplets = closeTriplets(length, 1)
      expect(triplets).toHaveLength(300)
      expect(new Set(triplets.map(({ anchor }) => anchor)).size).toBe(300)
      for (const { anchor, near, alike } of triplets) {
        const [own, close, far] = [anchor, near, alike].map(String)
        expect([own, close, far].map(text => text.length)).toEqual([length, length, length])
        expect(Math.abs(near - anchor)).toBeLessThanOrEqual(9)
        expect(editDistance(own, far)).toBe(1)
        expect(editDistance(own, close)).toBeGreaterThanOrEqual(2)
      }
    }
  })

  test('is right in all for a ruler, and in none for a comparison of characters', () => {
    const ruler = scoresOf(marjieh2025, (query, document) => -Math.abs(numberIn(query) - Number(document)))
    const speller = scoresOf(
      marjieh2025,
      (query, document) => -editDistance(String(numberIn(query)), document),
    )
    for (const length of [3, 5]) {
      const condition = `close triplets of ${length} digits`
      expect(resultsOf(marjieh2025, ruler).of('takes the closer one', condition).value).toBe(1)
      expect(resultsOf(marjieh2025, speller).of('takes the closer one', condition).value).toBe(0)
    }
  })

  test('explains similarities as statsmodels does', () => {
    const rows = wave(1000, 6).data
    const embed: TextVector = text => {
      const value = Number(text)
      const at = value % 1000
      return Array.from({ length: 6 }, (_, k) => rows[6 * at + k] + 0.4 * Math.log1p(at))
    }
    const { of } = resultsOf(marjieh2025, answersOf(marjieh2025, embed))
    for (const [as, values] of Object.entries(reference.marjieh)) {
      for (const [term, value] of Object.entries(values)) {
        const own = of(`R² of ${term}`, `0 … 999, ${as}`)
        expect(own.value, `${term} ${as}`).toBeCloseTo(value, 5)
        expect(own.interval![0]).toBeLessThan(value)
        expect(own.interval![1]).toBeGreaterThan(value)
      }
    }
  })
})

describe('deng-2025', () => {
  const amountIn = (text: string): number => {
    const digits = /[\d,]+(?:\.\d+)?/.exec(text)
    return digits === null ? Number.NaN : Number(digits[0].replaceAll(',', ''))
  }

  test('asks of each pair of answers above and below, with answers that hold', () => {
    const items = itemsOf(1)
    expect(items).toHaveLength(6 * 5 * 8 * 2)
    for (const { format, direction, right, wrong, block } of items) {
      expect([...block.documents].sort()).toEqual([right, wrong].sort())
      if (format === 'words') continue
      const [bound, holds, fails] = [block.queries[0], right, wrong].map(amountIn)
      const sign = direction === 'above' ? 1 : -1
      expect(sign * (holds - bound), right).toBeGreaterThan(0)
      expect(sign * (fails - bound), wrong).toBeLessThan(0)
    }
  })

  test('gives nothing to a model that likes large numbers, and all to one that understands', () => {
    const large = resultsOf(
      deng2025,
      scoresOf(deng2025, (_, document) => amountIn(document) || 0),
    )
    for (const format of ['integer', 'percent', 'money'])
      expect(large.of('accuracy', format).value, format).toBe(0.5)
    expect(large.of('accuracy', 'asked for above').value).toBeGreaterThan(0.9)
    const reads = resultsOf(
      deng2025,
      scoresOf(deng2025, (query, document) => {
        const more = amountIn(document) > amountIn(query)
        return more === query.includes('above') ? 1 : 0
      }),
    )
    expect(reads.of('accuracy', 'integer')).toMatchObject({ value: 1, interval: [1, 1] })
  })
})

describe('davies-2025', () => {
  test('makes numbers of so many digits', () => {
    for (const text of numbersOf('decimals', 5, 1)) expect(text).toMatch(/^0\.\d{5}$/)
    const signed = numbersOf('signed, as many digits before the point', 3, 1)
    for (const text of signed) expect(text).toMatch(/^-?\d{3}\.\d{3}$/)
    expect(signed.filter(text => text.startsWith('-')).length).toBeGreaterThan(100)
    expect(signed.filter(text => text.startsWith('-')).length).toBeLessThan(200)
  })

  test('reconstructs what lies on a line, and nothing of noise', () => {
    const line: TextVector = text => [1, Number(text), 0.01 * Math.sin(text.length)]
    const dice = resultsOf(davies2025, answersOf(davies2025, noise))
    const open = resultsOf(davies2025, answersOf(davies2025, line))
    const condition = 'decimals, 10 digits'
    expect(open.of('R², ridge', condition).value).toBeGreaterThan(0.99)
    expect(open.of('R², least squares in five folds', condition).value).toBeGreaterThan(0.999)
    expect(open.of('share of variance of the first component', condition).value).toBeGreaterThan(0.99)
    expect(open.of('R² on the first component', condition).value).toBeGreaterThan(0.999)
    expect(dice.of('R², ridge', condition).value).toBeLessThan(0.15)
    expect(dice.of('share of variance of the first component', condition).value).toBeLessThan(0.3)
  }, 120_000)
})

describe('cacioli-2026', () => {
  test('correlates and fits as SciPy and statsmodels do', () => {
    const sentences = cacioli2026.asks('embedder', 1).texts!.document!
    const rows = wave(130, 4).data
    const embed: TextVector = text => {
      const place = sentences.indexOf(text)
      const value = Number(/\d+/.exec(text)![0])
      return Array.from(
        { length: 4 },
        (_, k) => rows[4 * (place % 130) + k] + (k === 0 ? 0.8 * Math.log(value) : 0),
      )
    }
    const { of } = resultsOf(cacioli2026, answersOf(cacioli2026, embed))
    for (const [metric, values] of Object.entries(reference.cacioli)) {
      for (const [quantity, value] of Object.entries(values))
        expect(of(quantity, `numbers, ${metric}`).value!, `${quantity} ${metric}`).toBeCloseTo(value, 3)
    }
  })

  test('prefers the ruler that a model has', () => {
    const on = (ruler: (value: number) => number) => {
      const embed: TextVector = text => [1, ruler(Number(/\d+/.exec(text)![0]))]
      return resultsOf(cacioli2026, answersOf(cacioli2026, embed))
    }
    const log = on(value => Math.log(value))
    expect(log.of('Spearman, log', 'numbers, Euclid').value).toBeCloseTo(1, 4)
    expect(log.of('AIC, log', 'numbers, Euclid').value!).toBeLessThan(
      log.of('AIC, linear', 'numbers, Euclid').value!,
    )
    const linear = on(value => value / 1000)
    expect(linear.of('Spearman, linear', 'numbers, Euclid').value).toBeCloseTo(1, 4)
    expect(linear.of('exponent of the power, 0.01 at least', 'numbers, Euclid').value).toBe(1)
    expect(Math.abs(log.of('Spearman, log, values shuffled', 'numbers, Euclid').value!)).toBeLessThan(0.1)
  })
})

describe('tempreason-2023', () => {
  const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')
  const monthOf = (text: string) => {
    const [, name, year] = /(\w{3}), (\d+)/.exec(text)!
    return 12 * Number(year) + months.indexOf(name)
  }
  const place = (month: number) => turned(month - 12_000, 13_000)

  test('knows the answers to its questions', () => {
    const { document, query } = tempreason2023.asks('embedder', 1).texts!
    expect(document).toHaveLength(12_504)
    expect(new Set(document).size).toBe(12_504)
    expect(query).toHaveLength(2000)
    for (const { text, answer } of questionsOf(1)) {
      const [, years, count] = /(?:(\d+) year and )?(\d+) month after/.exec(text)!
      const after = monthOf(text) + 12 * Number(years ?? 0) + Number(count)
      expect(monthOf(document![answer]), text).toBe(after)
    }
  })

  test('gives all to a model that adds, little to one that stays, and chance to dice', () => {
    const adds: TextVector = (text, role) => {
      if (role === 'document') return place(monthOf(text))
      const [, years, count] = /(?:(\d+) year and )?(\d+) month after/.exec(text)!
      return place(monthOf(text) + 12 * Number(years ?? 0) + Number(count))
    }
    const stays: TextVector = text => place(monthOf(text))
    const scoreOf = (embed: TextVector) =>
      resultsOf(tempreason2023, answersOf(tempreason2023, embed)).of('nDCG@10', 'among all months')
    expect(scoreOf(adds).value).toBe(1)
    expect(scoreOf(stays).value).toBeLessThan(0.2)
    const dice = scoreOf(noise)
    expect(dice.interval![0]).toBeLessThanOrEqual(dice.chance!)
    expect(dice.value).toBeLessThan(0.004)
  })
})

test.each([cacioli2026, deng2025, marjieh2025])(
  '$id says of a model that answers the same to everything what is not defined, and finds nothing in it',
  async analysis => {
    const named = namedEmbedder({
      declared: null,
      answer: texts => texts.map(() => [1, 2, 3]),
      maxBatch: 5000,
    })
    const { results } = await reproduceOn(named, analysis, { ...asking(), seed: 1 })
    for (const { value, chance, interval, reason, quantity, condition } of results) {
      const name = `${quantity}, ${condition}`
      if (value === null) expect(reason, name).toMatch(/equal|vary/)
      else expect([value, ...(interval ?? [])].every(Number.isFinite), name).toBe(true)
      if (value !== null && /^R²|accuracy/.test(quantity)) expect(value, name).toBeLessThanOrEqual(chance!)
    }
  },
)
