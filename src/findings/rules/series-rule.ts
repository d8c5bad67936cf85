import type { RunFinding } from '../../store/run.ts'
import { significantAmong } from '../family.ts'
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
  type Translations,
  valuesOf,
} from '../finding.ts'

export interface SeriesSentence {
  readonly id: string
  /** What it says of several models at once. */
  readonly phrase: Translations
  /** The measure that it is about. */
  readonly measure: string
  readonly severity: RunFinding['severity'] | ((significant: readonly Known[]) => RunFinding['severity'])
  /**
   * How probable what a series shows is by chance alone (`pAbove` and its likes); the sentence names the series
   * that stand out among all series and models of the run (Holm). Left out where it describes the answers themselves.
   */
  p?(measure: Known): number
  /** Whether it is also large enough to matter, on a model of which it can be said. Default: yes. */
  holds?(measure: Known, run: Evidence, asked: Asked): boolean
  /** The sentence about the significant series; `strongest` of them has the largest value. */
  en(
    name: string,
    significant: readonly Known[],
    strongest: Known,
    all: readonly Known[],
    run: Evidence,
  ): string
  zh(
    name: string,
    significant: readonly Known[],
    strongest: Known,
    all: readonly Known[],
    run: Evidence,
  ): string
}

/** A rule that says, in one sentence for each model, on which series a measure is significant. */
export function seriesRule(rule: SeriesSentence): FindingRule {
  const { id, phrase, measure, severity, p = () => 0, holds = () => true, ...say } = rule
  return {
    reports: { [id]: phrase },
    findings: run => {
      const values = valuesOf(run, measure)
      const family = new Set(
        significantAmong(
          values.flatMap(({ measures }) => measures),
          p,
        ),
      )
      return values.flatMap((asked): RunFinding[] => {
        const significant = asked.measures.filter(each => family.has(each) && holds(each, run, asked))
        if (significant.length === 0) return []
        const strongest = significant.reduce((a, b) => (Math.abs(b.value) > Math.abs(a.value) ? b : a))
        const sentence = (language: Language) =>
          say[language](nameOf(run, asked, language), significant, strongest, asked.measures, run)
        return [
          {
            id,
            severity: typeof severity === 'string' ? severity : severity(significant),
            text: inAll(sentence),
            evidence: evidenceOf(...significant),
          },
        ]
      })
    },
  }
}

/** `on 3 of 9 series`, or their names where they are few. */
export function onSeries(significant: readonly Known[], all: readonly Known[], language: Language): string {
  const names = significant.map(({ series }) => series)
  if (significant.length === all.length && significant.length > 2)
    return language === 'en' ? `all ${significant.length} series` : `全部 ${significant.length} 个序列`
  return enumerated(names, language)
}
