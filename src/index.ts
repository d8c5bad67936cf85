export { type ErrorCode, NumeracyError } from './base/error.ts'
export type { Event, Listener } from './base/events.ts'
export type {
  Answers,
  Asks,
  PublishedAnalysis,
  PublishedResult,
  PublishedValue,
} from './experiments/analysis.ts'
export { type ArticleObservation, article } from './experiments/article.ts'
export type { NamedModel } from './experiments/ask.ts'
export { articlePrompt } from './experiments/caret.ts'
export type { Diagnosis } from './experiments/doctor.ts'
export type { NearestResult } from './experiments/nearest-answer.ts'
export type { Reproduction } from './experiments/reproduce.ts'
export { zeroPrompt, zeroSeries } from './experiments/zero.ts'
export type { AdviceReport } from './findings/advice.ts'
export type { Comparison } from './findings/comparison/comparison.ts'
export type { NamedRun } from './findings/comparison/entrants.ts'
export type { Trend } from './findings/comparison/trend.ts'
export { type SeedScore, seedSpread } from './findings/seed-spread.ts'
export type { Block, Roles } from './matrix/block.ts'
export { cosineMatrix, type Rows } from './matrix/gram.ts'
export { spellingReferences } from './matrix/references/spelling.ts'
export type { Similarity } from './matrix/similarity.ts'
export { measureMatrix } from './measures/measure-matrix.ts'
export type { Interval } from './measures/resamples.ts'
export { type MeasureResult, measureZero } from './measures/score.ts'
export {
  type DefinedEmbedder,
  type DefinedReranker,
  defineEmbedder,
  defineReranker,
} from './models/define.ts'
export type { EmbedFunction, ScoreFunction } from './models/defined-model.ts'
export {
  type EmbedAnswer,
  type Embedder,
  type EmbedOptions,
  type Role,
  rowsOf,
  type Vectors,
} from './models/embedder.ts'
export type { ModelId } from './models/identity.ts'
export { resolveEmbedder, resolveReranker } from './models/registry.ts'
export type { Reranker, ScoreAnswer, ScoreOptions } from './models/reranker.ts'
export { writeReport } from './report/write-report.ts'
export { articleSeries, catalogueSeries } from './series/catalogue.ts'
export { onRuler, type RulerChoice } from './series/own-ruler.ts'
export { readQuantities } from './series/quantities/quantities.ts'
export type { DateParts, Quantity, QuantityKind, QuantityReading } from './series/quantities/quantity.ts'
export {
  type NumberDifferences,
  numberDifferences,
  sameNumbers,
} from './series/quantities/same-numbers.ts'
export type { Ruler } from './series/ruler.ts'
export { defineSeries, type Series } from './series/series.ts'
export type { FileSeries } from './series/table/file-series.ts'
export type { ReadFacts } from './series/table/read-facts.ts'
export type { TableOptions } from './series/table/table-options.ts'
export { inWords } from './series/written.ts'
export type { AnswerCache } from './store/answer-cache.ts'
export { memoryCache } from './store/memory-cache.ts'
export { openCache } from './store/open-cache.ts'
export { type Run, type RunIndex, type RunMatrix, type RunPlace, runIndex } from './store/run.ts'
export { readRun, writeRun } from './store/runs.ts'
export { type AdviseRequest, type AdviseSettings, advise } from './usecases/advise.ts'
export { type AskRequest, ask } from './usecases/ask.ts'
export type { Gate } from './usecases/check/gate.ts'
export type { GateResult } from './usecases/check/gate-result.ts'
export { type CheckRequest, type CheckResult, check } from './usecases/check.ts'
export { type CompareOptions, compare } from './usecases/compare.ts'
export { type DoctorSettings, doctor } from './usecases/doctor.ts'
export type { Budget, Estimate } from './usecases/estimate.ts'
export { estimateProbe, type ProbeRequest, type ProbeSettings, probe } from './usecases/probe.ts'
export { type ReproduceRequest, type ReproduceSettings, reproduce } from './usecases/reproduce.ts'
export { type Scored, type ScoreRequest, type ScoreSettings, score } from './usecases/score.ts'
export { seriesFromFile } from './usecases/series-file.ts'
export type { ModelRequest, Settings } from './usecases/session.ts'
export { type TrendOptions, trend } from './usecases/trend.ts'
