import { probedModels } from '../findings/examined.ts'
import { shortSpec } from '../findings/finding.ts'
import { mean } from '../math/quantile.ts'
import { thresholdDetailsOf } from '../measures/threshold-details.ts'
import { isOfIndex } from '../series/index-suite.ts'
import { byKind, isNamedKind } from '../series/kinds.ts'
import type { Run, RunIndexScore, RunMeasure, RunModel, RunUse } from '../store/run.ts'

/** What a run says in numbers, by name: `integers/concordance`, `index`, `use/near`. */
export type RunMetrics = Readonly<Record<string, number>>

type Entry = readonly [name: string, value: number | null | undefined]

/**
 * The scores of the models of a run, flat, for what draws curves over a training. References are left out, and so is
 * what could not be scored. The name of the model stands before each where there are several; before those of a
 * second question to a reranker, its number.
 */
export function runMetrics(run: Run, models: Run['models'] = probedModels(run)): RunMetrics {
  return Object.fromEntries(
    models.flatMap(model => {
      const before = models.length > 1 ? `${metricPrefix(run, model)}/` : ''
      return modelEntries(run, model.id).flatMap(([name, value]) =>
        value == null ? [] : [[`${before}${name}`, value]],
      )
    }),
  )
}

/** The same as the text of a JSON file, a line each. */
export function metricsText(run: Run, models?: Run['models']): string {
  return `${JSON.stringify(runMetrics(run, models), null, 2)}\n`
}

/** The name of a model; with its kind where another model has the same. */
function metricPrefix(run: Run, model: RunModel): string {
  const name = shortSpec(run, model)
  const isTwice = run.models.some(other => other.id !== model.id && shortSpec(run, other) === name)
  return isTwice ? `${model.kind}:${name}` : name
}

function modelEntries(run: Run, model: string): Entry[] {
  const isOwn = (each: { readonly model: string }) => each.model === model
  const measures = run.measures.filter(isOwn)
  const indexes = (run.indexes ?? []).filter(isOwn)
  const questions = [
    ...new Set([...indexes, ...measures].flatMap(({ prompt }) => (isQuestion(prompt) ? prompt! : []))),
  ]
  const asked = (prompt: string | null): string => {
    const at = prompt === null ? -1 : questions.indexOf(prompt)
    return at < 1 ? '' : `prompt-${at + 1}/`
  }
  return [
    ...indexes.flatMap(index => under(asked(index.prompt), indexEntries(index))),
    ...[...Map.groupBy(measures, ({ prompt }) => asked(prompt))].flatMap(([before, own]) =>
      under(before, kindEntries(own)),
    ),
    ...(run.uses ?? []).filter(isOwn).flatMap(useEntries),
    ...measures.flatMap(measure => under(asked(measure.prompt), measureEntries(measure))),
  ]
}

/** Whether it is a question of the main experiment; the one about zero is put beside each of them. */
function isQuestion(prompt: string | null): boolean {
  return prompt?.includes('{d}') === true
}

function under(before: string, entries: readonly Entry[]): Entry[] {
  return entries.map(([name, value]) => [`${before}${name}`, value])
}

function indexEntries({ value, interval, ndcg10 }: RunIndexScore): Entry[] {
  return [...withEnds('index', { value, interval }), ['index/ndcg@10', ndcg10.value]]
}

/** The means over the series of a kind of values: of those of the index, and of others. */
function kindEntries(measures: readonly RunMeasure[]): Entry[] {
  return (['concordance', 'digit-order'] as const).flatMap(id => {
    const known = measures.filter(measure => measure.id === id && measure.value !== null)
    const groups = Map.groupBy(known, ({ series }) => (isOfIndex(series) ? 'index' : 'kind'))
    return [...groups].flatMap(([group, own]) =>
      [...byKind(own, ({ series }) => series)]
        .filter(([kind]) => isNamedKind(kind))
        .map(([kind, some]): Entry => [`${group}/${kind.id}/${id}`, mean(some.map(({ value }) => value!))]),
    )
  })
}

function useEntries(use: RunUse): Entry[] {
  const merges = thresholdDetailsOf(use)?.deciding?.falseMerges.value
  return [...withEnds(`use/${use.use}`, use), [`use/${use.use}/false-merges`, merges]]
}

/** The headline with its interval and what it has above the floor; of others the value. */
function measureEntries({ series, id, value, interval, floor }: RunMeasure): Entry[] {
  const name = `${series}/${id}`
  if (id !== 'concordance') return [[name, value]]
  return [...withEnds(name, { value, interval }), [`${name}/above-floor`, floor?.margin]]
}

function withEnds(name: string, { value, interval }: Pick<RunMeasure, 'value' | 'interval'>): Entry[] {
  return [
    [name, value],
    [`${name}/low`, interval?.[0]],
    [`${name}/high`, interval?.[1]],
  ]
}
