import type { RunFinding, RunModel } from '../../store/run.ts'
import { pBelow, significantAmong } from '../family.ts'
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
import { written } from '../number.ts'

/** What a reranker and an embedder score on one series. */
interface Pair {
  readonly measure: Known
  readonly other: Known
}

/**
 * Each reranker against each embedder of the run, unless the one stands in for the other: on which series one orders
 * better, among all that are compared so (Holm).
 */
export const rerankerAgainstEmbedder: FindingRule = {
  reports: {
    'reranker-against-embedder': {
      en: 'Reranker and embedder differ clearly',
      zh: '重排序模型与向量模型差别明显',
    },
  },
  findings: run => {
    const matches = matchesOf(run)
    const significant = new Set(
      significantAmong(
        matches.flatMap(({ pairs }) => pairs),
        ({ measure, other }) => Math.min(pBelow(measure, other), pBelow(other, measure)),
      ),
    )
    return matches.flatMap(({ reranker, embedder, pairs }): RunFinding[] => {
      const apart = pairs.filter(pair => significant.has(pair))
      const worse = apart.filter(({ measure, other }) => measure.value < other.value)
      const better = apart.filter(({ measure, other }) => measure.value > other.value)
      if (apart.length === 0) return []
      return [
        {
          id: 'reranker-against-embedder',
          severity: worse.length > 0 ? 'warning' : 'info',
          text: inAll(language => {
            const names = [nameOf(run, reranker, language), nameOf(run, embedder, language)] as const
            const { whole, worseOn, betterOn } = words[language]
            const parts = [
              ...(worse.length === 0 ? [] : [worseOn(worse.length, pairs.length, list(worse, language))]),
              ...(better.length === 0 ? [] : [betterOn(better.length, pairs.length, list(better, language))]),
            ]
            return whole(...names, parts)
          }),
          evidence: evidenceOf(...[...worse, ...better].flatMap(({ measure, other }) => [measure, other])),
        },
      ]
    })
  },
}

function matchesOf(run: Evidence) {
  const modelOf = ({ model }: Asked) => run.models.find(({ id }) => id === model)!
  const all = valuesOf(run, 'concordance')
  const ofKind = (kind: RunModel['kind']) => all.filter(asked => modelOf(asked).kind === kind)
  return ofKind('reranker').flatMap(reranker =>
    ofKind('embedder')
      .filter(embedder => !isStandInOf(modelOf(reranker), modelOf(embedder)))
      .map(embedder => ({
        reranker,
        embedder,
        pairs: reranker.measures.flatMap((measure): Pair[] => {
          const other = embedder.measures.find(({ series }) => series === measure.series)
          return other === undefined ? [] : [{ measure, other }]
        }),
      })),
  )
}

/** Whether a “reranker” is this very embedder, asked another way: then the two say nothing of two stages of a search. */
function isStandInOf(reranker: RunModel, embedder: RunModel): boolean {
  const isSame = (key: string) => reranker.identity[key] === embedder.identity[key]
  const known = Object.keys(embedder.identity).length > 0
  return (
    reranker.standIn &&
    (reranker.spec === embedder.spec || (known && ['provider', 'model', 'revision'].every(isSame)))
  )
}

function list(pairs: readonly Pair[], language: Language): string {
  return pairs
    .map(
      ({ measure, other }) =>
        `${measure.series} ${written(measure.value)} ${measure.value < other.value ? '<' : '>'} ${written(other.value)}`,
    )
    .join(language === 'en' ? ', ' : '、')
}

const words = {
  en: {
    worseOn: (count: number, all: number, where: string) => `worse on ${count} of ${all} series (${where})`,
    betterOn: (count: number, all: number, where: string) => `better on ${count} of ${all} (${where})`,
    whole: (name: string, other: string, parts: readonly string[]) =>
      `${name}, compared with ${other}, is ${enumerated(parts)}. The numbers are concordances.`,
  },
  zh: {
    worseOn: (count: number, all: number, where: string) =>
      `在 ${all} 个序列中的 ${count} 个上更差（${where}）`,
    betterOn: (count: number, all: number, where: string) =>
      `在 ${all} 个序列中的 ${count} 个上更好（${where}）`,
    whole: (name: string, other: string, parts: readonly string[]) =>
      `${name}与${other}相比，${parts.join('，')}。数字为一致率。`,
  },
}
