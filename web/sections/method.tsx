import type { NamedRun } from '../../src/findings/comparison/entrants.ts'
import { modelName } from '../../src/findings/finding.ts'
import { probedModels, rolesOf } from '../../src/report/summary.ts'
import { runText } from '../../src/store/run-text.ts'
import { download } from '../parts/download.ts'
import { Section } from '../parts/section.tsx'
import { TitledTable } from '../parts/titled-table.tsx'
import { language, spoken } from '../state/language.ts'

/** How the run was made: what a reader needs to repeat it. */
export function Method({ named: { name, run } }: { readonly named: NamedRun }) {
  const words = spoken(methodWords)
  const prompts = [...new Set(run.matrices.map(({ prompt }) => prompt).filter(prompt => prompt !== null))]
  const roles = rolesOf(run, language.value)
  const identity = ['provider', 'model', 'revision', 'dimensions', 'dtype', 'task']
  return (
    <Section id="method" title={words.title}>
      {words.text.map(paragraph => (
        <p>{paragraph}</p>
      ))}
      {roles !== null && <p>{roles}</p>}
      {prompts.length > 0 && (
        <>
          <p>{words.prompts}</p>
          <ul>
            {prompts.map(prompt => (
              <li>
                <code>
                  <bdi>{prompt}</bdi>
                </code>
              </li>
            ))}
          </ul>
        </>
      )}
      <TitledTable label={words.models} columns={[words.models, words.spec, ...words.identity]}>
        {probedModels(run).map(model => (
          <tr>
            <td>{modelName(run, model.id, language.value)}</td>
            <td>
              <code>{model.spec}</code>
            </td>
            {identity.map(member => (
              <td>{String(model.identity[member] ?? '–')}</td>
            ))}
          </tr>
        ))}
      </TitledTable>
      <p class="about">{words.made(run)}</p>
      <p class="actions">
        <button
          type="button"
          onClick={() => download(name.replace(/\.json$/i, ''), 'json', runText(run), 'application/json')}
        >
          {words.download}
        </button>
      </p>
    </Section>
  )
}

const methodWords = {
  en: {
    title: 'Method',
    text: [
      'Embedder: S[i][j] is the cosine of the vectors of documents i and j. Reranker: every document in turn is put into the question, all documents are the candidates, and S[i][j] is the relevance it gives document j, raw.',
      'Intervals are 95 % intervals that resample documents, not pairs, because pairs share documents: percentiles of a bootstrap, but for self-hit, ndcg@10 and ties, which resample anchors, and caret, spread, explained and decode, which take halves without replacement. The spelling floor is recomputed in every resample. The p-value of rhythm is that of a simulation of smooth models. Findings of one kind, over all series and models of the run, share one error rate: each is reported only where its p-value, adjusted among them (Holm), is at most 0.05; p is that of a normal error as wide as the interval. What only describes the answers, such as the widest pair at one distance, needs none. The diagonal is left out of every measure but self-hit.',
      'This page holds matrices of more than 250,000 cells in single precision; run.json has them as the model gave them.',
      'What these numbers cannot show: a series is one way to write values in one place of the number line; a good score on it is no promise for other formats, ranges or sentences. What an interval is of: the documents of a series are fixed, so it shows how far the score depends on which documents were chosen. It is not about other kinds of values, nor about other ways to write these.',
    ],
    prompts: 'Questions put to the reranker:',
    models: 'model',
    spec: 'spec',
    identity: ['provider', 'name', 'revision', 'dimensions', 'type', 'task'],
    made: ({ tool, seed, created, usage, session }: NamedRun['run']) =>
      `numeracy ${tool.version} on Node ${tool.node}, seed ${seed}, ${created}. ${usage.texts.toLocaleString('en')} texts and ${usage.pairs.toLocaleString('en')} pairs; this time ${session.requests.toLocaleString('en')} requests, ${session.cacheHits.toLocaleString('en')} answers from the cache, ${session.seconds.toFixed(1)} s.`,
    download: 'Download the run as JSON',
  },
  zh: {
    title: '方法',
    text: [
      '向量模型：S[i][j] 是文档 i 与 j 的向量的余弦。重排序模型：依次把每个文档放进问题，以全部文档为候选，S[i][j] 是它给文档 j 的原始相关性。',
      '区间是对文档（而非文档对）重抽样得到的 95 % 区间，因为各对共享文档：一般取自助法的百分位；self-hit、ndcg@10 和 ties 对锚点重抽样；caret、spread、explained 和 decode 取不放回的一半。拼写基线在每次重抽样中重新计算。节律的 p 值来自对平滑模型的模拟。同一种发现在本次运行的所有序列和模型上共用一个错误率：只有按它们校正后的 p 值（Holm）不超过 0.05 才会写出，p 由与区间同宽的正态误差得出。只描述答案本身的（如同一距离上相差最大的一对）不需要检验。除 self-hit 外，所有度量都不含对角线。',
      '超过 250,000 个单元的矩阵在本页中以单精度保存；run.json 保存模型给出的原值。',
      '这些数字不能说明什么：一个序列只是在数轴某处书写数值的一种方式；在它上面得分高，并不保证其他格式、范围或句子也好。区间是关于什么的：序列的文档是固定的，因此区间说明得分有多依赖所选的文档；它与其他种类的数值、与其他写法都无关。',
    ],
    prompts: '向重排序模型提出的问题：',
    models: '模型',
    spec: '规格',
    identity: ['提供方', '名称', '版本', '维数', '类型', '任务'],
    made: ({ tool, seed, created, usage, session }: NamedRun['run']) =>
      `numeracy ${tool.version}，Node ${tool.node}，种子 ${seed}，${created}。${usage.texts.toLocaleString('en')} 个文本，${usage.pairs.toLocaleString('en')} 对；本次 ${session.requests.toLocaleString('en')} 个请求，${session.cacheHits.toLocaleString('en')} 个答案来自缓存，${session.seconds.toFixed(1)} 秒。`,
    download: '下载本次运行的 JSON',
  },
}
