import type { RunFinding } from '../../store/run.ts'
import type { FindingRule } from '../finding.ts'

/** Where a dual encoder stands in for a cross-encoder, its scores say nothing of rerankers. */
export const standIn: FindingRule = {
  reports: {
    'stand-in': { en: 'A dual encoder stands in for a cross-encoder', zh: '双编码器代替了交叉编码器' },
  },
  findings: run =>
    run.models
      .filter(model => model.standIn)
      .map(
        ({ spec }): RunFinding => ({
          id: 'stand-in',
          severity: 'notice',
          text: {
            en: `${spec} is not a cross-encoder. As a reranker it answers with the cosine of the question and each document in place of a relevance score. Its results as a reranker show the method, not what a trained reranker can do.`,
            zh: `${spec} 不是交叉编码器：作为重排序模型时，它以问题与各文档的余弦代替相关性得分。其重排序结果只展示方法，并不代表训练过的重排序模型的能力。`,
          },
          evidence: [],
        }),
      ),
}
