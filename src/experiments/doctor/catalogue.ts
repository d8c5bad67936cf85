import type { Check } from './check.ts'
import { batch } from './embedder/batch.ts'
import { complete } from './embedder/complete.ts'
import { distinct } from './embedder/distinct.ts'
import { latency } from './embedder/latency.ts'
import { longestInput } from './embedder/longest-input.ts'
import { order } from './embedder/order.ts'
import { reachable } from './embedder/reachable.ts'
import { repeat } from './embedder/repeat.ts'
import { role } from './embedder/role.ts'
import { servedModel } from './embedder/served-model.ts'
import { symmetry } from './embedder/symmetry.ts'
import { unitNorm } from './embedder/unit-norm.ts'
import type { EmbedderExam } from './embedder-exam.ts'
import { noticesCheck } from './notices.ts'
import { scoreAlone } from './reranker/alone.ts'
import { completeScores } from './reranker/complete.ts'
import { documentOrder } from './reranker/document-order.ts'
import { scoreLatency } from './reranker/latency.ts'
import { scoreOrder } from './reranker/order.ts'
import { reachableScores } from './reranker/reachable.ts'
import { repeatScores } from './reranker/repeat.ts'
import { scoreSpace } from './reranker/score-space.ts'
import { selfFirst } from './reranker/self-first.ts'
import { servedReranker } from './reranker/served-model.ts'
import { standIn } from './reranker/stand-in.ts'
import type { RerankerExam } from './reranker-exam.ts'

/** Every check of an embedder, in the order in which they run. */
export const embedderChecks: readonly Check<EmbedderExam>[] = [
  reachable,
  servedModel,
  complete,
  order,
  repeat,
  batch,
  distinct,
  unitNorm,
  noticesCheck(({ embedder }) => embedder.notices),
  symmetry,
  role,
  longestInput,
  latency,
]

/** Every check of a reranker, in the order in which they run. */
export const rerankerChecks: readonly Check<RerankerExam>[] = [
  reachableScores,
  servedReranker,
  completeScores,
  standIn,
  scoreOrder,
  repeatScores,
  scoreAlone,
  documentOrder,
  scoreSpace,
  noticesCheck(({ reranker }) => reranker.notices),
  selfFirst,
  scoreLatency,
]
