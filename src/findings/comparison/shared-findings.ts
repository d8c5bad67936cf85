import type { Run, RunFinding } from '../../store/run.ts'
import { enumerated, inAll, type Language, modelName } from '../finding.ts'
import type { NamedRun } from './entrants.ts'
import type { ModelRow } from './model-rows.ts'

/** What several models have in common, as one sentence, with the findings behind it. */
export interface SharedFinding {
  readonly id: string
  readonly severity: RunFinding['severity']
  readonly text: Readonly<Record<Language, string>>
  readonly findings: readonly { readonly run: Run; readonly finding: RunFinding }[]
}

const weight: Readonly<Record<RunFinding['severity'], number>> = { warning: 0, notice: 1, info: 2 }

/** Findings that say what stands in the table of models. */
export const inTable: readonly string[] = [
  'verdicts',
  'search-near',
  'search-range',
  'search-exact',
  'search-format',
  'merge-threshold',
]

/**
 * The findings of some runs, one sentence for each sort: the gravest first, of equally grave ones that of most models.
 * What stands in the table of models is left out.
 * @param rows the models of the runs
 */
export function sharedFindings(runs: readonly NamedRun[], rows: readonly ModelRow[]): SharedFinding[] {
  const all = runs.flatMap(({ name, run }) =>
    run.findings.map(finding => ({ name, run, finding, labels: labelsOf(name, run, finding, rows) })),
  )
  const sorts = Map.groupBy(all, ({ finding }) => finding.id)
  for (const id of inTable) sorts.delete(id)
  return [...sorts]
    .map(([id, found]) => {
      const labels = rows
        .map(({ label }) => label)
        .filter(label => found.some(each => each.labels.includes(label)))
      const gravest = found.reduce((most, each) =>
        weight[each.finding.severity] < weight[most.finding.severity] ? each : most,
      ).finding
      return {
        id,
        severity: gravest.severity,
        text: inAll(language => sentence(id, gravest, labels, rows.length, language)),
        findings: found.map(({ run, finding }) => ({ run, finding })),
        count: labels.length,
      }
    })
    .sort((a, b) => weight[a.severity] - weight[b.severity] || b.count - a.count)
    .map(({ count: _count, ...shared }) => shared)
}

/** The models that a finding is about: those of its evidence, and where it has none those that it names. */
function labelsOf(
  name: string,
  run: Run,
  { evidence, text }: RunFinding,
  rows: readonly ModelRow[],
): string[] {
  const proven = new Set(evidence.map(({ model }) => model))
  const isMeant = (model: string) =>
    proven.size > 0 ? proven.has(model) : text.en.includes(modelName(run, model))
  const models = new Set(
    run.models.filter(({ id, kind }) => kind !== 'reference' && isMeant(id)).map(({ id }) => id),
  )
  return rows
    .filter(({ model, parts }) => models.has(model) && parts.includes(name))
    .map(({ label }) => label)
}

/** Names that a sentence lists; of more it says how many. */
const maxNames = 4

function sentence(
  id: string,
  finding: RunFinding,
  labels: readonly string[],
  all: number,
  language: Language,
): string {
  const own = finding.text[language] ?? finding.text.en
  if (!Object.hasOwn(phrases, id) || labels.length === 0) return own
  const phrase = phrases[id][language]
  const names = enumerated(labels.slice(0, maxNames), language)
  const words = sentenceWords[language]
  if (labels.length === all && all > 1) return words.all(phrase, all)
  if (labels.length <= maxNames) return words.some(phrase, names)
  return words.many(phrase, labels.length, all)
}

const sentenceWords = {
  en: {
    all: (phrase: string, count: number) => `${phrase}: all ${count} models.`,
    some: (phrase: string, names: string) => `${phrase}: ${names}.`,
    many: (phrase: string, count: number, all: number) => `${phrase}: ${count} of ${all} models.`,
  },
  zh: {
    all: (phrase: string, count: number) => `${phrase}：全部 ${count} 个模型。`,
    some: (phrase: string, names: string) => `${phrase}：${names}。`,
    many: (phrase: string, count: number, all: number) => `${phrase}：${all} 个模型中的 ${count} 个。`,
  },
}

/** What each finding says, in a phrase that fits every model. */
export const phrases: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  'below-spelling': {
    en: 'Some series are ordered worse than by comparing characters',
    zh: '有的序列排得不如只比较字符',
  },
  'changed-number': {
    en: 'A changed number looks more alike than a rephrasing',
    zh: '改过的数字看起来比换一种说法更相似',
  },
  'nine-eleven': { en: '9.11 and 9.9 are confused in some contexts', zh: '在某些语境中混淆 9.11 与 9.9' },
  'hard-cases': {
    en: 'How many hard cases are right differs from what comparing characters gets',
    zh: '难题答对的数目与只比较字符不同',
  },
  'hard-case-families': { en: 'Whole families of hard cases go wrong', zh: '有的难题类别整类答错' },
  'reranker-against-embedder': {
    en: 'Reranker and embedder differ clearly',
    zh: '重排序模型与向量模型差别明显',
  },
  'prompt-sensitivity': {
    en: 'The wording of the question decides much',
    zh: '问题的措辞影响很大',
  },
  'range-effect': { en: 'Larger numbers are ordered worse than 1 to 100', zh: '较大的数字排得不如 1 到 100' },
  decimals: { en: 'Decimals are ordered worse than 1 to 100', zh: '小数排得不如 1 到 100' },
  'digit-bumps': {
    en: 'Similarity rises again at every multiple of 10',
    zh: '相似度在每个 10 的倍数处再次上升',
  },
  'calendar-peaks': {
    en: 'Similarity rises again at every month or hour',
    zh: '相似度每隔一个月或一小时再次上升',
  },
  'digit-order': {
    en: 'Which of two digits is larger is read at some places',
    zh: '在某些位上能读懂两个数字的大小',
  },
  'digits-unread': {
    en: 'What the digits mean is not used: permuted digits change nothing',
    zh: '没有用到数字的含义：打乱数字毫无影响',
  },
  'reads-digits': { en: 'What the digits mean is used', zh: '用到了数字的含义' },
  'tokenizer-share': {
    en: 'Documents that share tokens are more alike',
    zh: '共享词元的文档更相似',
  },
  'digit-step': {
    en: 'Similarity drops where numbers reach another magnitude',
    zh: '数字跨入另一个数量级时相似度下降',
  },
  ruler: { en: 'Ratios and differences count differently', zh: '比值与差值的作用不同' },
  'self-hit': { en: 'A text is not always its own best match', zh: '文本并不总是自己的最佳匹配' },
  asymmetry: { en: 'Query and document are not alike', zh: '查询与文档不对称' },
  'within-lag': {
    en: 'At one distance similarities differ widely',
    zh: '同一距离上的相似度相差很大',
  },
  ties: { en: 'Many scores are equal', zh: '许多得分相同' },
  anisotropy: {
    en: 'Nearly all similarities of some series lie in a narrow band, where thresholds mean nothing',
    zh: '有的序列几乎所有相似度都落在很窄的范围内，阈值在那里没有意义',
  },
  decodable: {
    en: 'The vectors hold more of the value than their cosine shows',
    zh: '向量中的数值信息多于余弦所显示的',
  },
  'stand-in': {
    en: 'A dual encoder stands in for a cross-encoder',
    zh: '双编码器代替了交叉编码器',
  },
}
