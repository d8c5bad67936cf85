import { betterKindsSentence } from '../findings/better-kinds.ts'
import type { NamedRun } from '../findings/comparison/entrants.ts'
import { probedModels } from '../findings/examined.ts'
import { enumerated, type Language, modelName, shortSpec } from '../findings/finding.ts'
import { ends, written } from '../findings/number.ts'
import { roughSize } from '../findings/rough-size.ts'
import { type Run, type RunIndexScore, type RunMeasure, type RunVerdict, runIndex } from '../store/run.ts'

/** The series of the main experiment, in the order of the run. */
export function pairedSeries(run: Run): Run['series'] {
  return run.series.filter(({ id }) =>
    run.matrices.some(({ series, experiment }) => series === id && experiment === 'pairs'),
  )
}

/** The title of a report: the question, put to the models of the run. */
export function titleOf(run: Run, language: Language = 'en'): string {
  const names = [...new Set(probedModels(run).map(model => shortSpec(run, model)))]
  const { these, question } = ledeWords[language]
  return question(names.length > maxTitled ? these(names.length) : enumerated(names, language))
}

/** The title of a page of several runs: the same question, put to all of their models. */
export function titleOfRuns(runs: readonly NamedRun[], language: Language = 'en'): string {
  const models = runs.flatMap(({ run }) => probedModels(run))
  const names = [...new Set(models.map(model => shortSpec({ models }, model)))]
  const { these, question, runsOf } = ledeWords[language]
  const asked = question(names.length > maxTitled ? these(names.length) : enumerated(names, language))
  return names.length < runs.length ? runsOf(runs.length, asked) : asked
}

/** More names than this make no title. */
const maxTitled = 3

/**
 * The answer in a sentence for each model, after its index where the run has one. Of a model that was asked about its
 * uses alone, their lines are the answer.
 */
export function ledeOf(run: Run, language: Language = 'en'): string[] {
  const words = ledeWords[language]
  const judged = new Set(run.verdicts.map(({ model }) => model))
  const indexed = new Set((run.indexes ?? []).map(({ model }) => model))
  const used = new Set((run.uses ?? []).map(({ model }) => model))
  const named = probedModels(run).filter(({ id }) => judged.has(id) || !(indexed.has(id) || used.has(id)))
  return [
    ...indexSentences(run, language),
    ...named.map(({ id }) => {
      const verdicts = run.verdicts.filter(({ model }) => model === id)
      const name = modelName(run, id, language)
      return verdicts.length === 0
        ? words.nothing(name)
        : words.better(name, betterKindsSentence(verdicts, language))
    }),
  ]
}

/** The index of each model, asked in each way. */
export function indexSentences(run: Run, language: Language = 'en'): string[] {
  const all = run.indexes ?? []
  return all.map(index => {
    const several = all.filter(({ model }) => model === index.model).length > 1
    const asked = several && index.prompt !== null ? ` “${index.prompt}”` : ''
    return indexWords[language](`${modelName(run, index.model, language)}${asked}`, index)
  })
}

/** A number with its interval: 12.3 (10.1 to 14.5). */
function indexText({ value, interval }: Pick<RunIndexScore, 'value' | 'interval'>, digits: number): string {
  const text = written(value, digits)
  return interval === null ? text : `${text} (${ends(interval, end => written(end, digits))})`
}

const indexWords = {
  en: (name: string, index: RunIndexScore) =>
    `${name}: index ${indexText(index, 1)}, where comparing characters gets 0 and a perfect order 100; mean nDCG@10 ${indexText(index.ndcg10, 3)}.`,
  zh: (name: string, index: RunIndexScore) =>
    `${name}：指数 ${indexText(index, 1).replace(' to ', ' 至 ')}，只比较字符为 0，排序完美为 100；平均 nDCG@10 为 ${indexText(index.ndcg10, 3).replace(' to ', ' 至 ')}。`,
}

const ledeWords = {
  en: {
    these: (count: number) => `these ${count} models`,
    question: (names: string) => `Can ${names} compare numbers?`,
    runsOf: (count: number, asked: string) => `${count} runs: ${asked}`,
    nothing: (name: string) => `${name}: nothing could be judged.`,
    better: (name: string, counted: string) => `${name} is ${counted}`,
  },
  zh: {
    these: (count: number) => `这 ${count} 个模型`,
    question: (names: string) => `${names}${/\p{Script=Han}$/u.test(names) ? '' : ' '}会比较数字吗？`,
    runsOf: (count: number, asked: string) => `${count} 次运行：${asked}`,
    nothing: (name: string) => `${name}：没有可以判定的结果。`,
    better: (name: string, counted: string) => `${name}：${counted}`,
  },
}

/** How embedders were given the texts, as a sentence of the method; null where none was asked. */
export function rolesOf(run: Run, language: Language = 'en'): string | null {
  return probedModels(run).some(({ kind }) => kind === 'embedder') ? roleWords[language][run.roles] : null
}

const roleWords = {
  en: {
    same: 'Roles (--roles same): embedders were given every text as a document.',
    'query-document':
      'Roles (--roles query-document): embedders were given the text of a row as a query and that of a column as a document, so S[i][j] and S[j][i] differ.',
  },
  zh: {
    same: '角色（--roles same）：向量模型把所有文本都当作文档。',
    'query-document':
      '角色（--roles query-document）：向量模型把行的文本当作查询，把列的文本当作文档，因此 S[i][j] 与 S[j][i] 不同。',
  },
}

/** Whether embedders were asked otherwise than usual, which a reader should know before any number. */
export function hasQueryRole(run: Run): boolean {
  return run.roles !== 'same' && rolesOf(run) !== null
}

/** A headline with its verdict. */
export interface ScoreRow {
  readonly headline: RunMeasure
  readonly verdict: RunVerdict['verdict'] | null
  /** What reading length and first digit scores there; null where it does not apply. */
  readonly rough: number | null
}

/** The headline of every series, model and prompt. */
export function scoreRows(run: Run): ScoreRow[] {
  const probed = new Set(probedModels(run).map(({ id }) => id))
  return run.measures
    .filter(({ id, model }) => id === 'concordance' && probed.has(model))
    .map(headline => ({
      headline,
      verdict: runIndex(run).verdict(headline) ?? null,
      rough: roughSize(run, headline.series),
    }))
}

/** Whether anything was put in order. */
export function hasScores(run: Run): boolean {
  return scoreRows(run).length > 0
}

/** Whether a dual encoder stands in for a cross-encoder anywhere in the run. */
export function hasStandIn(run: Run): boolean {
  return run.models.some(({ standIn }) => standIn)
}

/** A number as the report writes it: three decimals, a true minus; a dash for none. */
export function decimal(value: number | null, digits = 3): string {
  return value === null
    ? '–'
    : value
        .toFixed(digits)
        .replace(/^-(?=.*[1-9])/, '−')
        .replace('-', '')
}

/** An interval as the report writes it. */
export function range(interval: readonly [number, number] | null): string {
  return interval === null ? '' : ends(interval)
}

/** A number with its interval behind it. */
export function withRange(value: number | null, interval: readonly [number, number] | null): string {
  return interval === null ? decimal(value) : `${decimal(value)} (${range(interval)})`
}
