import type { Listener } from '../base/events.ts'
import type { NamedModel } from '../experiments/ask.ts'
import { indexedModels } from '../experiments/indexes.ts'
import {
  flooredMeasures,
  type JudgedPairs,
  type JudgedReferences,
  judgePairs,
  judgeReferences,
  referenceMeasures,
  verdictsOf,
  zeroMeasuresOf,
} from '../experiments/judged.ts'
import { sampledFloors, sampledReferenceMeasures, sampledResults } from '../experiments/sampled-results.ts'
import { judgeHere } from '../measures/kept-judge.ts'
import { isSampled } from '../series/sampled-anchors.ts'
import type { Run } from '../store/run.ts'
import type { AskedModel } from './asked-models.ts'
import type { ProbeContext, ProbeOptions } from './probe-options.ts'

/** The judging of a probe, which goes on while models are asked. */
export interface Judging {
  /** Begins with the pairs of a model; a failure stays in the promise until somebody waits for it. */
  pairsOf(asked: AskedModel): Promise<JudgedPairs[]>
  references(): Promise<JudgedReferences[]>
  /** Counts what is judged, and reports it once all models have answered. */
  readonly progress: ReturnType<typeof judgingProgress>
}

/** Begins before a model is asked: on other threads the references are scored meanwhile; here that would hold the answers up. */
export function beginJudging(options: ProbeOptions, context: ProbeContext): Judging {
  const progress = judgingProgress(options, context.listen)
  const judging = {
    ...context,
    judge: context.judge ?? judgeHere(),
    lanes: context.judge === undefined ? 1 : 4,
    seed: options.seed,
    symmetric: isSymmetric(options),
    depth: options.suite === 'quick' ? ('headline' as const) : ('whole' as const),
    onJudged: progress.judged,
  }
  const whole = options.series.filter(each => !isSampled(each))
  const early = context.judge && judgeReferences(whole, judging)
  early?.catch(() => {})
  return {
    progress,
    pairsOf({ own }) {
      const judged = judgePairs(own, judging)
      // When a later model fails, its error is the one to report.
      judged.catch(() => {})
      return judged
    },
    references: () => early ?? judgeReferences(whole, judging),
  }
}

/** What a run says of the models by numbers, and in a word; `indexes` is null where the suite is another. */
export interface Judgement extends Pick<Run, 'measures' | 'verdicts'> {
  readonly indexes: Run['indexes'] | null
}

/** Waits for all that was begun, and judges what needs every answer: large series, the index, the zero query. */
export async function judgementOf(
  done: readonly (AskedModel & { readonly begun: Promise<JudgedPairs[]> })[],
  judging: Judging,
  options: ProbeOptions,
  { cache, signal }: Pick<ProbeContext, 'cache' | 'signal'>,
): Promise<Judgement> {
  const { series, seed } = options
  const answered = done.flatMap(({ own }) => own)
  judging.progress.show(done.map(({ named }) => named))
  const references = await judging.references()
  const pairs = (await Promise.all(done.map(({ begun }) => begun))).flat()
  const floors = sampledFloors({ seed, cache, signal })
  const sampled: Awaited<ReturnType<typeof sampledResults>>[] = []
  for (const each of done) {
    sampled.push(await sampledResults(each.named, each.sampled, floors))
    for (const { series } of each.sampled) judging.progress.judged(series.id)
  }
  const embedded = series.filter(each =>
    done.some(
      ({ named, sampled }) => named.model.kind === 'embedder' && sampled.some(part => part.series === each),
    ),
  )
  const indexed =
    options.suite === 'index' && series.length > 0
      ? await indexedModels(answered, { seed, symmetric: isSymmetric(options), cache, signal })
      : null
  const zero = await Promise.all(answered.map(each => zeroMeasuresOf(each, { seed, cache })))
  return {
    measures: [
      ...flooredMeasures(pairs, references),
      ...sampled.flatMap(({ measures }) => measures),
      ...(indexed?.measures ?? []),
      ...zero.flat(),
      ...referenceMeasures(references),
      ...(await sampledReferenceMeasures(embedded, floors)),
    ],
    verdicts: [
      ...verdictsOf(pairs),
      ...sampled.flatMap(({ verdicts }) => verdicts),
      ...(indexed?.verdicts ?? []),
    ],
    indexes: indexed && [...indexed.indexes],
  }
}

function isSymmetric({ roles }: ProbeOptions): boolean {
  return roles === 'same'
}

function judgingProgress({ series, prompts, suite }: ProbeOptions, listen: Listener) {
  let total = 0
  let done = 0
  let shown = false
  const report = (label: string) => shown && total > 0 && listen({ type: 'measured', done, total, label })
  return {
    judged(label: string) {
      done++
      report(done === total ? '' : label)
    },
    show(models: readonly NamedModel[]) {
      const reranked = suite === 'index' ? 0 : prompts.length
      const rounds = models.map(({ model }) => (model.kind === 'embedder' ? 1 : reranked))
      total = series.length * rounds.reduce((sum, count) => sum + count, 0)
      shown = true
      report('')
    },
  }
}
