/** Numbers in rows and columns, as a file holds them. */
export interface NumberTable {
  readonly rows: number
  readonly columns: number
  /** Row-major, finite. */
  readonly data: Float64Array
}

/** Numbers with what stands beside them: the texts of a first row and of a first column; null where there are none. */
export interface LabelledTable {
  readonly table: NumberTable
  readonly rowLabels: readonly string[] | null
  readonly columnLabels: readonly string[] | null
}

/** Null for labels that only count from 0, as pandas writes them where nothing has a name. */
export function namesAmong(labels: readonly string[]): readonly string[] | null {
  return labels.every((label, at) => label === String(at)) ? null : labels
}

/** What a reader of tables may take. */
export interface TableLimits {
  readonly rows: number
  readonly columns: number
}

/** Ends the reading. @param problem what was got, what was expected and what to do */
export type Refuse = (problem: string, details?: Record<string, unknown>) => never

/** More numbers take over a gigabyte. */
const maxNumbers = 2 ** 27

/** Refuses what is too large before it is read. */
export function checkSize(rows: number, columns: number, limits: TableLimits, refuse: Refuse): void {
  const written = (count: number) => count.toLocaleString('en')
  if (rows <= limits.rows && columns <= limits.columns) {
    if (rows * columns <= maxNumbers) return
    refuse(
      `has ${written(rows * columns)} numbers; at most ${written(maxNumbers)} are taken. Score a part of it.`,
      { rows, columns },
    )
  }
  refuse(
    `has ${written(rows)} rows and ${written(columns)} columns; at most ${written(limits.rows)} and ${written(limits.columns)} are taken. Score a part of it.`,
    { rows, columns },
  )
}

/** The first place that holds no finite number, by row and column; both count from 1. */
export function checkFinite({ columns, data }: NumberTable, refuse: Refuse): void {
  const at = data.findIndex(value => !Number.isFinite(value))
  if (at < 0) return
  const [row, column] = [Math.floor(at / columns) + 1, (at % columns) + 1]
  refuse(
    `has ${data[at]} in row ${row}, column ${column}; expected a finite number. Correct it, or leave the row and its column out.`,
    { row, column },
  )
}
