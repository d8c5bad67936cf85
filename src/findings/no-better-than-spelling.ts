import type { Verdict } from '../store/run.ts'
import { type Evidence, enumerated, type Known, type Language, runVerdict } from './finding.ts'

const spelled: readonly (Verdict | undefined)[] = ['spelling', 'below-spelling']

/**
 * A sentence that follows one which says that a model knows something about digits: the series on which comparing
 * characters is as good or better all the same, because the model mixes up their places. Empty where there are none.
 */
export function noBetterThanSpelling(
  run: Evidence,
  significant: readonly Known[],
  language: Language,
): string {
  const series = significant
    .filter(measure => spelled.includes(runVerdict(run, measure, measure.series)))
    .map(measure => measure.series)
  if (series.length === 0) return ''
  const list = enumerated(series, language)
  return language === 'en'
    ? ` Still, it is no better than comparing characters on ${list}: it knows digits, but mixes up their places.`
    : `但在 ${list} 上它并不优于比较字符：它认得数字，却混淆了数位。`
}
