import type { Block, Roles } from '../matrix/block.ts'
import { type GrowingBlock, growingCosines, growingScores } from '../matrix/growing.ts'
import type { Watch } from '../models/decorators/watch.ts'
import type { Embedder } from '../models/embedder.ts'
import type { Reranker } from '../models/reranker.ts'
import type { Inquiry } from './inquiry.ts'

/** The similarities of a series under one model while its answers come. */
export interface GrowingMatrix {
  readonly series: string
  readonly model: string
  readonly prompt: string | null
  readonly rows: number
  readonly columns: number
  /** Row-major; NaN where the model has not answered yet. Computed when called; the same array every time. */
  values(): Float64Array
}

export interface GrowthOptions {
  readonly roles: Roles
  /** Blocks whose similarities are there whole. */
  readonly kept: ReadonlyMap<Block, Float64Array>
  /** Called for a matrix whenever answers were added to it; of one that is kept, at once. */
  readonly onMatrix: (matrix: GrowingMatrix) => void
}

/** Watches a model fill in the matrices of the main experiment. */
export function growingMatrices(
  { id, model }: { readonly id: string; readonly model: Embedder | Reranker },
  inquiries: readonly Inquiry[],
  { roles, kept, onMatrix }: GrowthOptions,
): Watch {
  const growths: { readonly block: GrowingBlock; readonly matrix: GrowingMatrix }[] = []
  for (const inquiry of inquiries) {
    if (inquiry.experiment !== 'pairs') continue
    const { series, prompt, block } = inquiry
    const [rows, columns] = [block.queries.length, block.documents.length]
    const about = { series: series.id, model: id, prompt, rows, columns }
    const whole = kept.get(block)
    if (whole !== undefined) {
      onMatrix({ ...about, values: () => whole })
      continue
    }
    const growing =
      model.kind === 'embedder' ? growingCosines(block, roles) : growingScores(block, model.listwise)
    growths.push({ block: growing, matrix: { ...about, values: growing.values } })
  }
  return {
    vectors(...part) {
      for (const { block, matrix } of growths) if (block.vectors(...part)) onMatrix(matrix)
    },
    scores(...part) {
      for (const { block, matrix } of growths) if (block.scores(...part)) onMatrix(matrix)
    },
  }
}
