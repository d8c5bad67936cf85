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

/** What a column of `parquetParts` holds. Texts may be null. */
export type ColumnType = 'STRING' | 'DOUBLE' | 'INT32'

/**
 * The parts of a Parquet file that is written group by group, each as soon as its rows are there.
 * @param columns the type of each column, by its name
 * @param groups of rows, a list of equal length for each column
 */
export async function parquetParts<Name extends string>(
  columns: Readonly<Record<Name, ColumnType>>,
  groups: Iterable<Readonly<Record<Name, (string | number | null)[]>>>,
): Promise<Iterable<Uint8Array>> {
  const { ByteWriter, ParquetWriter, schemaFromColumnData } = await import('hyparquet-writer')
  const names = Object.keys(columns) as Name[]
  const columnsOf = (group: Readonly<Record<Name, (string | number | null)[]>> | null) =>
    names.map(name => ({
      name,
      data: group?.[name] ?? [],
      type: columns[name],
      nullable: columns[name] === 'STRING',
    }))
  return {
    *[Symbol.iterator]() {
      const writer = new ByteWriter()
      const file = new ParquetWriter({
        writer,
        schema: schemaFromColumnData({ columnData: columnsOf(null) }),
      })
      const written = () => {
        const bytes = writer.getBytes().slice()
        // What it holds is out; the places of all that follows go on counting.
        writer.index = 0
        return bytes
      }
      for (const group of groups) {
        file.write({ columnData: columnsOf(group), rowGroupSize: Number.MAX_SAFE_INTEGER })
        yield written()
      }
      file.finish()
      yield written()
    },
  }
}
