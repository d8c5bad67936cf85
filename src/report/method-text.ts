import { enumerated, type Language } from '../findings/finding.ts'
import { significanceLevel } from '../math/holm.ts'
import { measureCatalogue } from '../measures/catalogue.ts'
import type { Resampling } from '../measures/measure.ts'

/** How a run was made and what it cannot show, a paragraph each; what it says of measures is read from their catalogue. */
export function methodText(language: Language): readonly string[] {
  const measures = (...ways: readonly Resampling[]) =>
    enumerated(
      measureCatalogue.filter(({ resampling }) => ways.includes(resampling)).map(({ id }) => id),
      language,
    )
  return words[language]({
    anchors: measures('rows'),
    // The measures with resamples of their own are those of decoding, which leave documents out as well.
    halves: measures('halves', 'own'),
    most: measures('tenths'),
    none: measures('none'),
  })
}

interface MeasuresByWay {
  readonly anchors: string
  readonly halves: string
  readonly most: string
  readonly none: string
}

const words: Readonly<Record<Language, (measures: MeasuresByWay) => readonly string[]>> = {
  en: ({ anchors, halves, most, none }) => [
    'Embedder: S[i][j] is the cosine of the vectors of documents i and j. Reranker: each document in turn is put into the question, all documents are the candidates, and S[i][j] is the relevance score of document j, unchanged.',
    `Intervals are 95 % intervals. They resample documents, not pairs, because pairs share documents. Most are percentiles of a bootstrap. ${anchors} resample anchors; ${halves} take halves of the documents without replacement; ${most} leaves a tenth of the documents out; ${none} have no interval. The spelling floor is computed again in every resample. The p-value of rhythm comes from a simulation of smooth models. Findings of one kind share one error rate over all series and models of the run: each is reported only where its p-value, adjusted among them (Holm), is at most ${significanceLevel}. That p-value is the one of a normal error as wide as the interval. A finding that only describes the answers, such as the two pairs at one distance that differ most, needs none. Every measure but self-hit leaves out the diagonal.`,
    'What these numbers cannot show: a series is one way to write values in one place of the number line. A good score on it is no promise for other formats, ranges or sentences. The documents of a series are fixed, so an interval shows how far the score depends on which documents were chosen. It is not about other kinds of values or other ways to write them.',
  ],
  zh: ({ anchors, halves, most, none }) => [
    '向量模型：S[i][j] 是文档 i 与 j 的向量的余弦。重排序模型：依次把每个文档放进问题，以全部文档为候选，S[i][j] 是文档 j 的原始相关性得分。',
    `区间都是 95 % 区间，对文档（而非文档对）重抽样得到，因为各对共享文档。一般取自助法的百分位；${anchors} 对锚点重抽样；${halves} 取不放回的一半文档；${most} 去掉十分之一的文档；${none} 没有区间。拼写基线在每次重抽样中重新计算。节律的 p 值来自对平滑模型的模拟。同一种发现在本次运行的所有序列和模型上共用一个错误率：只有按它们校正后的 p 值（Holm）不超过 ${significanceLevel} 才会写出，p 由与区间同宽的正态误差得出。只描述答案本身的（如同一距离上相差最大的两对）不需要检验。除 self-hit 外，所有度量都不含对角线。`,
    '这些数字不能说明什么：一个序列只是在数轴某处书写数值的一种方式；在它上面得分高，并不保证其他格式、范围或句子也好。序列的文档是固定的，因此区间说明得分有多依赖所选的文档；它与其他种类的数值、与其他写法都无关。',
  ],
}
