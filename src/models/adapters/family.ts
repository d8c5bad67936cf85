import type { Embedder } from '../embedder.ts'
import type { Reranker } from '../reranker.ts'
import type { ModelSpec } from '../spec.ts'
import type { Reach } from './reach.ts'

export type ModelKind = 'embedder' | 'reranker'

/** What a family may take from the world around it. */
export interface ModelEnvironment {
  /** Keys and addresses: `JINA_API_KEY`, … */
  readonly env: Readonly<Record<string, string | undefined>>
  /** Where relative paths start. */
  readonly cwd: string
}

/** A model that is listed and suggested by name. */
export interface KnownModel {
  readonly name: string
  readonly kinds: readonly ModelKind[]
  /** One sentence. */
  readonly description: string
}

/** The models behind one provider: one file in this folder and one line in the registry. */
export interface ModelFamily {
  /** What stands before the colon of a spec. */
  readonly provider: string
  /** Names of the options that its specs may carry; one that ends in `.*` stands for all that begin like it. */
  readonly options: readonly string[]
  readonly models: readonly KnownModel[]
  /** How to write a model of this family that has no name here, such as `NAME?baseURL=URL`. */
  readonly pattern?: KnownModel
  /** What is missing before its models can be used here, as one sentence; null when nothing is. Asks no server. */
  needs(environment: ModelEnvironment): string | null
  /**
   * What asking the model of a spec does: what it runs or reads, or where it sends which key. Runs, reads and sends
   * nothing itself.
   * @throws NumeracyError `usage` where the options do not say it
   */
  reach(spec: ModelSpec, environment: ModelEnvironment): Reach
  /** The embedder of a spec, unloaded; undefined when the family has none of this name. */
  embedder?(spec: ModelSpec, environment: ModelEnvironment): Promise<Embedder | undefined>
  /** The reranker of a spec, unloaded; undefined when the family has none of this name. */
  reranker?(spec: ModelSpec, environment: ModelEnvironment): Promise<Reranker | undefined>
}
