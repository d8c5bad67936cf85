import type { RunFinding } from '../../store/run.ts'
import type { FindingRule } from '../finding.ts'

/** Where a dual encoder stands in for a cross-encoder, its scores say nothing of rerankers. */
export const standIn: FindingRule = run =>
  run.models
    .filter(model => model.standIn)
    .map(
      ({ spec }): RunFinding => ({
        id: 'stand-in',
        severity: 'notice',
        text: {
          en: `${spec} is no cross-encoder: as a reranker, the cosine of the question and each document stands in for a relevance score. Its half shows the method, not what a trained reranker can do.`,
          zh: `${spec} 不是交叉编码器：作为重排序模型时，以问题与各文档的余弦代替相关性得分。这一半只展示方法，并不代表训练过的重排序模型的能力。`,
        },
        evidence: [],
      }),
    )
