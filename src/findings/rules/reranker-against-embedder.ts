import type { RunFinding } from '../../store/run.ts'
import { enumerated, evidenceOf, type FindingRule, inAll, type Known, nameOf, valuesOf } from '../finding.ts'
import { written } from '../number.ts'
import { isBelow } from './range-effect.ts'

/** Each reranker against each embedder of the run: on which series one orders better, beyond the noise of both. */
export const rerankerAgainstEmbedder: FindingRule = run => {
  const all = valuesOf(run, 'concordance')
  const ofKind = (kind: string) =>
    all.filter(({ model }) => run.models.find(({ id }) => id === model)?.kind === kind)
  return ofKind('reranker').flatMap(reranker =>
    ofKind('embedder').flatMap((embedder): RunFinding[] => {
      const pairs = reranker.measures.flatMap(measure => {
        const other = embedder.measures.find(({ series }) => series === measure.series)
        return other === undefined ? [] : [{ measure, other }]
      })
      const worse = pairs.filter(({ measure, other }) => isBelow(measure, other))
      const better = pairs.filter(({ measure, other }) => isBelow(other, measure))
      if (worse.length + better.length === 0) return []
      const list = (some: typeof pairs) =>
        some.map(
          ({ measure, other }) =>
            `${measure.series} ${written(measure.value)} ${measure.value < other.value ? '<' : '>'} ${written(other.value)}`,
        )
      const parts = {
        en: [
          ...(worse.length === 0
            ? []
            : [`worse on ${worse.length} of ${pairs.length} series (${list(worse).join(', ')})`]),
          ...(better.length === 0 ? [] : [`better on ${better.length} (${list(better).join(', ')})`]),
        ],
        zh: [
          ...(worse.length === 0
            ? []
            : [`在 ${pairs.length} 个系列中的 ${worse.length} 个上更差（${list(worse).join('、')}）`]),
          ...(better.length === 0 ? [] : [`在 ${better.length} 个上更好（${list(better).join('、')}）`]),
        ],
      }
      const told: Known[] = [...worse, ...better].flatMap(({ measure, other }) => [measure, other])
      return [
        {
          id: 'reranker-against-embedder',
          severity: worse.length > 0 ? 'warning' : 'info',
          text: inAll(language =>
            language === 'en'
              ? `${nameOf(run, reranker, 'en')} against ${nameOf(run, embedder, 'en')}: ${enumerated(parts.en)}.`
              : `${nameOf(run, reranker, 'zh')}与${nameOf(run, embedder, 'zh')}相比：${parts.zh.join('，')}。`,
          ),
          evidence: evidenceOf(...told),
        },
      ]
    }),
  )
}
