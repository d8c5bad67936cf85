/** What may separate columns, by name. */
export const separators = { comma: ',', semicolon: ';', tab: '\t', bar: '|' } as const
export type Separator = keyof typeof separators

/** A cell of a table: as text, or a number that its format holds as one, with the text that stands for it. */
export type Cell = string | { readonly text: string; readonly value: number }

export function textOf(cell: Cell): string {
  return typeof cell === 'string' ? cell : cell.text
}

/** A row that cannot be read: where it stands, and what is wrong with it. */
export interface BadRow {
  readonly where: string
  readonly problem: string
}

/** All rows of a table, the columns that are needed alone, without the header. */
export interface TableRows {
  /** A column each, in the order in which they were asked for. */
  readonly columns: readonly (readonly Cell[])[]
  /** Of each row, from 1: its line, or its row where the format has no lines. */
  readonly places: readonly number[]
  readonly bad: readonly BadRow[]
}
