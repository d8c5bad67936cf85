import { cosineMatrix } from '../../matrix/gram.ts'
import type { ModelKind } from '../../models/adapters/family.ts'
import { rowsOf } from '../../models/embedder.ts'
import { fillTemplate } from '../../series/template.ts'
import { articlePrompt } from '../caret.ts'
import type { Answers, Asks } from './analysis.ts'

/** Asks for all similarities of some texts with each other: of an embedder their vectors, which are fewer. */
export function squareAsks(kind: ModelKind, texts: readonly string[]): Asks {
  if (kind === 'embedder') return { texts: { document: texts } }
  return { blocks: [{ queries: texts.map(text => fillTemplate(articlePrompt, text)), documents: texts }] }
}

/** The similarities that `squareAsks` asked for, n × n. */
export function squareOf({ kind, vectors, blocks }: Answers, texts: readonly string[]): Float64Array {
  if (kind === 'reranker') return blocks[0]
  const rows = rowsOf(vectors(texts))
  return cosineMatrix(rows, rows)
}
