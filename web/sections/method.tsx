import { counted } from '../../src/base/counted.ts'
import type { NamedRun } from '../../src/findings/comparison/entrants.ts'
import { probedModels } from '../../src/findings/examined.ts'
import { modelName } from '../../src/findings/finding.ts'
import { methodText } from '../../src/report/method-text.ts'
import { maxExactCells } from '../../src/report/packed-runs.ts'
import { rolesOf } from '../../src/report/summary.ts'
import { runText } from '../../src/store/run-text.ts'
import { download } from '../parts/download.ts'
import { Section } from '../parts/section.tsx'
import { TitledTable } from '../parts/titled-table.tsx'
import { language, spoken } from '../state/language.ts'
import { titles } from '../state/runs.ts'

/** How the run was made: what a reader needs to repeat it. */
export function Method({ named: { name, run } }: { readonly named: NamedRun }) {
  const words = spoken(methodWords)
  const [matrices, intervals, limits] = methodText(language.value)
  const prompts = [...new Set(run.matrices.map(({ prompt }) => prompt).filter(prompt => prompt !== null))]
  const roles = rolesOf(run, language.value)
  const identity = ['provider', 'model', 'revision', 'dimensions', 'dtype', 'task']
  return (
    <Section id="method" title={words.title}>
      <p>{matrices}</p>
      <p>{intervals}</p>
      <p>{words.cells(maxExactCells)}</p>
      <p>{limits}</p>
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
          onClick={() =>
            download(titles.value.get(name)!.replaceAll('/', '-'), 'json', runText(run), 'application/json')
          }
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
    cells: (most: number) =>
      `This page holds matrices of more than ${most.toLocaleString('en')} cells in single precision; run.json has them as the model gave them.`,
    prompts: 'Questions put to the reranker:',
    models: 'model',
    spec: 'spec',
    identity: ['provider', 'name', 'revision', 'dimensions', 'type', 'task'],
    made: ({ tool, seed, created, usage, session }: NamedRun['run']) =>
      `numeracy ${tool.version} on Node ${tool.node}, seed ${seed}, ${created}. ${counted(usage.texts, 'text')} and ${counted(usage.pairs, 'pair')}; this time ${counted(session.requests, 'request')}, ${counted(session.cacheHits, 'answer')} from the cache, ${session.seconds.toFixed(1)} s.`,
    download: 'Download the run as JSON',
  },
  zh: {
    title: '方法',
    cells: (most: number) =>
      `超过 ${most.toLocaleString('en')} 个单元的矩阵在本页中以单精度保存；run.json 保存模型给出的原值。`,
    prompts: '向重排序模型提出的问题：',
    models: '模型',
    spec: '规格',
    identity: ['提供方', '名称', '版本', '维数', '类型', '任务'],
    made: ({ tool, seed, created, usage, session }: NamedRun['run']) =>
      `numeracy ${tool.version}，Node ${tool.node}，种子 ${seed}，${created}。${usage.texts.toLocaleString('en')} 个文本，${usage.pairs.toLocaleString('en')} 对；本次 ${session.requests.toLocaleString('en')} 个请求，${session.cacheHits.toLocaleString('en')} 个答案来自缓存，${session.seconds.toFixed(1)} 秒。`,
    download: '下载本次运行的 JSON',
  },
}
