import type { NumberTable } from './number-table.ts'

/** What the numbers of a file are. */
export const tableKinds = ['similarities', 'distances', 'vectors'] as const
export type TableKind = (typeof tableKinds)[number]

/** A file to be scored, as far as it says by itself what it holds. */
export interface ScoreFile {
  readonly table: NumberTable
  readonly kind: TableKind | null
  readonly values: readonly number[] | null
  readonly texts: readonly string[] | null
  /** What stands beside the numbers, in a first column and a first row. */
  readonly rowLabels?: readonly string[] | null
  readonly columnLabels?: readonly string[] | null
  readonly ruler: string | null
  readonly period: number | null
}
