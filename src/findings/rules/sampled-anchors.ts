import type { RunFinding } from '../../store/run.ts'
import {
  type Evidence,
  evidenceOf,
  type FindingRule,
  inAll,
  type Known,
  modelName,
  valuesOf,
} from '../finding.ts'

/** A series too large for all pairs: how many documents were anchors, and what is therefore not there. */
export const sampledAnchors: FindingRule = {
  reports: { 'sampled-anchors': null },
  findings: run =>
    valuesOf(run, 'concordance').flatMap(({ prompt, measures }) =>
      measures.flatMap((measure): RunFinding[] => {
        const counts = countsOf(measure)
        // Of several questions to a reranker once.
        if (counts === null || isLater(run, measure, prompt)) return []
        const text = inAll(language => {
          const name = modelName(run, measure.model, language)
          const [anchors, documents] = counts.map(count => count.toLocaleString('en'))
          return language === 'en'
            ? `${measure.series} is large: ${name} was judged by ${anchors} of its ${documents} documents as anchors, spread over the quantiles of the values. The intervals cover this. Measures and figures that need all pairs are left out.`
            : `${measure.series} 很大：对${name}的评判以其 ${documents} 个文档中的 ${anchors} 个为锚点，均匀分布于数值的各分位。区间已包含这一抽样。需要全部文档对的指标和图从略。`
        })
        return [{ id: 'sampled-anchors', severity: 'info', text, evidence: evidenceOf(measure) }]
      }),
    ),
}

function countsOf({ details }: Known): readonly [anchors: number, documents: number] | null {
  const { anchors, documents } = details ?? {}
  return typeof anchors === 'number' && typeof documents === 'number' ? [anchors, documents] : null
}

function isLater(run: Evidence, { series, model }: Known, prompt: string | null): boolean {
  const first = run.measures.find(
    each =>
      each.series === series && each.model === model && each.id === 'concordance' && each.value !== null,
  )
  return first!.prompt !== prompt
}
