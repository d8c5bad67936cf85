import type { RunFinding } from '../../store/run.ts'
import { toldTogether } from '../family.ts'
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
  /**
   * How probable what a series shows is by chance alone (`pAbove` and its likes); the sentence is told of the series
   * that stand out among all series and models of the run (Holm). Left out where it describes the answers themselves.
   */
  p?(measure: Known): number
  /** Whether it is to be told beside that: large enough to matter, and of a model that it can be said of. Default: yes. */
  holds?(measure: Known, run: Evidence, asked: Asked): boolean
  /** The sentence on the series of which it is told; `strongest` of them has the largest value. */
  en(name: string, told: readonly Known[], strongest: Known, all: readonly Known[], run: Evidence): string
  zh(name: string, told: readonly Known[], strongest: Known, all: readonly Known[], run: Evidence): string
}

/** A rule that tells, in one sentence for each model, on which series a measure shows something. */
export function toldSeries(rule: ToldSeries): FindingRule {
  const { id, measure, severity, p = () => 0, holds = () => true, ...say } = rule
  return run => {
    const values = valuesOf(run, measure)
    const family = new Set(
      toldTogether(
        values.flatMap(({ measures }) => measures),
        p,
      ),
    )
    return values.flatMap((asked): RunFinding[] => {
      const told = asked.measures.filter(each => family.has(each) && holds(each, run, asked))
      if (told.length === 0) return []
      const strongest = told.reduce((a, b) => (Math.abs(b.value) > Math.abs(a.value) ? b : a))
      const sentence = (language: Language) =>
        say[language](nameOf(run, asked, language), told, strongest, asked.measures, run)
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
}

/** `on 3 of 9 series`, or their names where they are few. */
export function onSeries(told: readonly Known[], all: readonly Known[], language: Language): string {
  const names = told.map(({ series }) => series)
  if (told.length === all.length && told.length > 2)
    return language === 'en' ? `all ${told.length} series` : `全部 ${told.length} 个系列`
  return enumerated(names, language)
}
