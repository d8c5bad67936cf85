import type { Verdict } from '../store/run.ts'
import { type Evidence, enumerated, type Known, type Language, runVerdict } from './finding.ts'

const spelled: readonly (Verdict | undefined)[] = ['spelling', 'below-spelling']

/**
 * A sentence behind one that says that a model knows something of digits: on which of the series comparing characters
 * orders as well or better all the same, because the model mixes up their places. Empty where on none.
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
    ? ` Yet it is not better than comparing characters on ${list}: knowing digits is not enough, their places count.`
    : `但在 ${list} 上它并不优于比较字符：只懂数字不够，还要懂数位。`
}
