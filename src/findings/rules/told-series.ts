import type { RunFinding } from '../../store/run.ts'
import {
  type Asked,
  type Evidence,
  enumerated,
  evidenceOf,
  type FindingRule,
  inAll,
  type Known,
  type Language,
  nameOf,
  valuesOf,
} from '../finding.ts'

export interface ToldSeries {
  readonly id: string
  /** The measure that it is about. */
  readonly measure: string
  readonly severity: RunFinding['severity'] | ((told: readonly Known[]) => RunFinding['severity'])
  /** Whether what a series shows is to be told: beyond the noise, and large enough to matter. */
  holds(measure: Known, run: Evidence, asked: Asked): boolean
  /** The sentence on the series for which it holds; `strongest` of them has the largest value. */
  en(name: string, told: readonly Known[], strongest: Known, all: readonly Known[]): string
  zh(name: string, told: readonly Known[], strongest: Known, all: readonly Known[]): string
}

/** A rule that tells, in one sentence for each model, on which series a measure shows something. */
export function toldSeries({ id, measure, severity, holds, ...say }: ToldSeries): FindingRule {
  return run =>
    valuesOf(run, measure).flatMap((asked): RunFinding[] => {
      const told = asked.measures.filter(each => holds(each, run, asked))
      if (told.length === 0) return []
      const strongest = told.reduce((a, b) => (Math.abs(b.value) > Math.abs(a.value) ? b : a))
      const sentence = (language: Language) =>
        say[language](nameOf(run, asked, language), told, strongest, asked.measures)
      return [
        {
          id,
          severity: typeof severity === 'string' ? severity : severity(told),
          text: inAll(sentence),
          evidence: evidenceOf(...told),
        },
      ]
    })
}

/** Whether the 95 % interval lies wholly above `least`. */
export function isAbove({ interval }: Known, least: number): boolean {
  return interval !== null && interval[0] > least
}

/** Whether the 95 % interval lies wholly below `most`. */
export function isUnder({ interval }: Known, most: number): boolean {
  return interval !== null && interval[1] < most
}

/** `on 3 of 9 series`, or their names where they are few. */
export function onSeries(told: readonly Known[], all: readonly Known[], language: Language): string {
  const names = told.map(({ series }) => series)
  if (told.length === all.length && told.length > 2)
    return language === 'en' ? `all ${told.length} series` : `全部 ${told.length} 个系列`
  return enumerated(names, language)
}
