/**
 * A Parquet file with a DOUBLE column for each column of numbers.
 * @param names of the columns; one that comes again is counted: `1`, `1 (2)`
 */
export async function parquetFile(
  names: readonly string[],
  columns: readonly Float64Array[],
): Promise<Uint8Array> {
  const { parquetWriteBuffer } = await import('hyparquet-writer')
  const distinct = distinctNames(names)
  const columnData = columns.map((data, at) => ({
    name: distinct[at],
    data,
    type: 'DOUBLE' as const,
    nullable: false,
  }))
  return new Uint8Array(parquetWriteBuffer({ columnData }))
}

/** Readers find columns by name, so that no two may be alike. */
function distinctNames(names: readonly string[]): string[] {
  const taken = new Set<string>()
  return names.map(name => {
    let distinct = name
    for (let count = 2; taken.has(distinct); count++) distinct = `${name} (${count})`
    taken.add(distinct)
    return distinct
  })
}
