import type { Block, Roles } from '../matrix/block.ts'
import type { Interval } from '../measures/resamples.ts'
import type { ModelKind } from '../models/adapters/family.ts'
import type { Role, Vectors } from '../models/embedder.ts'

/** A value as it was published, for the same quantity. */
export interface PublishedValue {
  /** A number in the unit of ours, or what was said in words. */
  readonly value: number | string
  /** Whose it is, as it was published. */
  readonly model: string
  /** Name of the model where we can ask it: ours can then be held against the published value. */
  readonly name?: string
  /** Table, section or file of the source. */
  readonly where: string
}

/** One quantity of an analysis, as we find it. */
export interface PublishedResult {
  /** What is measured: RMSE, R², accuracy. */
  readonly quantity: string
  /** On what, and how. */
  readonly condition: string
  readonly value: number | null
  /** 95 %; null where there is none. */
  readonly interval: Interval | null
  /** What knowing nothing gives; null where no closed form is known. */
  readonly chance: number | null
  /** What the spelling alone gives, where it was asked. */
  readonly spelling?: number
  readonly published: readonly PublishedValue[]
  /** Why there is no value. */
  readonly reason?: string
}

/** What an analysis asks a model. */
export interface Asks {
  /** Default `same`. */
  readonly roles?: Roles
  readonly blocks?: readonly Block[]
  /** Texts whose vectors are needed, by role; of embedders alone. */
  readonly texts?: Readonly<Partial<Record<Role, readonly string[]>>>
}

/** What a model answered. */
export interface Answers {
  readonly kind: ModelKind
  readonly seed: number
  /** The similarities of each block, in order. */
  readonly blocks: readonly Float64Array[]
  /** Vectors of texts that were asked for in a role (default `document`), in the order given. */
  vectors(texts: readonly string[], role?: Role): Vectors
}

/** A published analysis that can be run on any model: one file, and a line in published.ts. */
export interface PublishedAnalysis {
  /** First author or subject, and year. */
  readonly id: string
  readonly title: string
  readonly source: { readonly authors: string; readonly year: number; readonly reference: string }
  /** The models that it can be run on. */
  readonly kinds: readonly ModelKind[]
  /** The setting as it was published, and as it is run here. */
  readonly setting: string
  /** What differs here, and why. */
  readonly differs: string
  asks(kind: ModelKind, seed: number): Asks
  /** Our results, in the order of a table. */
  results(answers: Answers): PublishedResult[]
}
