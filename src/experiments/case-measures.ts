import { binomialInterval } from '../math/binomial.ts'
import type { RunCase, RunMeasure } from '../store/run.ts'

/** What stands for the series in the measures of the hard cases: `cases:` and the family, or `all`. */
export function caseSeries(family: string): string {
  return `cases:${family}`
}

/**
 * The share of the hard cases that each model answers rightly, by family and over all, with the exact binomial
 * interval; the floor is the string reference that is right most often.
 * @param models those asked; @param references the string references
 */
export function caseMeasures(
  cases: readonly RunCase[],
  models: readonly string[],
  references: readonly string[],
): RunMeasure[] {
  const families = [...new Set(cases.map(({ family }) => family)), 'all']
  const shareOf = (model: string, family: string) => {
    const own = cases.filter(item => item.model === model && (family === 'all' || item.family === family))
    const right = own.filter(({ verdict }) => verdict === 'right').length
    return { right, n: own.length, value: right / own.length }
  }
  return models.flatMap(model =>
    families.flatMap((family): RunMeasure[] => {
      const { right, n, value } = shareOf(model, family)
      if (n === 0) return []
      const floors = references.map(reference => ({
        model: reference,
        value: shareOf(reference, family).value,
      }))
      const best = floors.reduce((a, b) => (b.value > a.value ? b : a))
      return [
        {
          series: caseSeries(family),
          model,
          prompt: null,
          id: 'case-accuracy',
          value,
          interval: binomialInterval(right, n),
          chance: 0.5,
          floor: { ...best, margin: value - best.value, interval: null },
          details: { right, cases: n },
        },
      ]
    }),
  )
}
