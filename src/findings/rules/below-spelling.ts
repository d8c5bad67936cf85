import type { RunFinding } from '../../store/run.ts'
import { pUnder, significantAmong } from '../family.ts'
import { type FindingRule, inAll, nameOf, valueOn } from '../finding.ts'
import { signed, written } from '../number.ts'

/**
 * A series on which comparing characters alone orders the documents better than the model does, shown among all
 * series and models of the run (Holm).
 */
export const belowSpelling: FindingRule = {
  reports: {
    'below-spelling': {
      en: 'Some series are ordered worse than by comparing characters',
      zh: '有的序列排得不如只比较字符',
    },
  },
  findings: run => {
    const judged = run.verdicts.flatMap(entry => {
      const measure = valueOn(run, entry, entry.series, 'concordance')
      const { margin, interval } = measure?.floor ?? { margin: null, interval: null }
      return margin === null ? [] : [{ entry, measure: measure!, p: pUnder({ value: margin, interval }, 0) }]
    })
    return significantAmong(judged, ({ p }) => p)
      .filter(({ entry }) => entry.verdict === 'below-spelling')
      .map(({ entry, measure: { value, floor } }): RunFinding => {
        const { series, model } = entry
        const { model: reference, value: spelled, margin, interval } = floor!
        const matcher = reference.replace('reference:', '')
        const [low, high] = interval!.map(end => signed(end))
        const difference = signed(margin!)
        return {
          id: 'below-spelling',
          severity: 'warning',
          text: inAll(language =>
            language === 'en'
              ? `${series}: ${nameOf(run, entry, 'en')} orders these worse than comparing characters does. Its concordance is ${written(value)}; ${matcher}, which only compares characters, reaches ${written(spelled)} (difference ${difference}, 95 % interval ${low} to ${high}).`
              : `${series}：${nameOf(run, entry, 'zh')}的排序还不如单纯比较字符。其一致率为 ${written(value)}，而只比较字符的 ${matcher} 达到 ${written(spelled)}（相差 ${difference}，95 % 区间 ${low} 至 ${high}）。`,
          ),
          evidence: [
            { series, model, measure: 'concordance' },
            { series, model: reference, measure: 'concordance' },
          ],
        }
      })
  },
}
