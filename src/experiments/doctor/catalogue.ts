import type { Check, Question } from './check.ts'
import type { EmbedderExam, RerankerExam } from './exam.ts'
import { complete, reachable } from './questions/answers.ts'
import { batch } from './questions/batch.ts'
import { notices, servedModel, standIn } from './questions/disclosures.ts'
import { distinct } from './questions/distinct.ts'
import { documentOrder } from './questions/document-order.ts'
import { latency } from './questions/latency.ts'
import { longestInput } from './questions/longest-input.ts'
import { order } from './questions/order.ts'
import { repeat } from './questions/repeat.ts'
import { role } from './questions/role.ts'
import { scoreSpace } from './questions/score-space.ts'
import { selfFirst } from './questions/self-first.ts'
import { symmetry } from './questions/symmetry.ts'
import { unitNorm } from './questions/unit-norm.ts'

/** Every question of the doctor, in the order in which they are put. */
const questions: readonly Question[] = [
  reachable,
  servedModel,
  complete,
  standIn,
  order,
  repeat,
  batch,
  documentOrder,
  distinct,
  unitNorm,
  scoreSpace,
  notices,
  symmetry,
  role,
  longestInput,
  selfFirst,
  latency,
]

/** Every check of an embedder, in the order in which they run. */
export const embedderChecks: readonly Check<EmbedderExam>[] = questions.flatMap(
  ({ embedder }) => embedder ?? [],
)

/** Every check of a reranker, in the order in which they run. */
export const rerankerChecks: readonly Check<RerankerExam>[] = questions.flatMap(
  ({ reranker }) => reranker ?? [],
)
