import type { FileMetaData, SchemaElement } from 'hyparquet'
import type { Cell } from '../../base/table-rows.ts'

/** The columns of a Parquet file that are no part of another: of a list or a record only itself. */
export function topColumns(schema: readonly SchemaElement[]): readonly SchemaElement[] {
  const columns: SchemaElement[] = []
  // Of the column at hand, the parts that are still to come, and their parts.
  let parts = 0
  for (const element of schema.slice(1)) {
    if (parts === 0) columns.push(element)
    else parts--
    parts += element.num_children ?? 0
  }
  return columns
}

/** What the library reads without loss, as texts and as whole numbers. */
const kept: ReadonlySet<string> = new Set(['UTF8', 'STRING', 'UUID', 'INTEGER', 'FLOAT16'])

/**
 * The same file with its decimals, dates and times as the whole numbers and bytes that stand for them: the library
 * would make doubles of decimals, and milliseconds of shorter times.
 */
export function withPlainCells(metadata: FileMetaData): FileMetaData {
  return {
    ...metadata,
    schema: metadata.schema.map(element => {
      const { logical_type: meaning, converted_type: older } = element
      const isKept =
        meaning === undefined ? older === undefined || /^UINT|^UTF8/.test(older) : kept.has(meaning.type)
      if (isKept) return element
      const { logical_type: _, converted_type: __, ...plain } = element
      return plain
    }),
  }
}

/** How what the library reads of a column becomes its cells: nothing for null, and JSON for what is no plain value. */
export function cellsOf(element: SchemaElement | undefined): (value: unknown) => Cell {
  const read = element === undefined ? otherCell : readerOf(element)
  return value => (value === null || value === undefined ? '' : read(value))
}

function readerOf({
  type,
  logical_type: meaning,
  converted_type: older,
  scale = 0,
}: SchemaElement): (value: unknown) => Cell {
  if (meaning?.type === 'DECIMAL' || older === 'DECIMAL') return value => decimal(wholeNumber(value), scale)
  if (meaning?.type === 'DATE' || older === 'DATE')
    return value => dateTime(wholeNumber(value) * dayInNanoseconds, '')
  if (meaning?.type === 'TIMESTAMP') {
    const zone = meaning.isAdjustedToUTC ? 'Z' : ''
    return value => dateTime(wholeNumber(value) * nanosecondsIn[meaning.unit], zone)
  }
  // What wrote these had no way to leave the zone open.
  if (older === 'TIMESTAMP_MILLIS' || older === 'TIMESTAMP_MICROS')
    return value => dateTime(wholeNumber(value) * nanosecondsIn[older.slice(10) as 'MILLIS' | 'MICROS'], 'Z')
  if (type === 'INT96') return value => dateTime(wholeNumber(value), '')
  const unit = meaning?.type === 'TIME' ? meaning.unit : older?.startsWith('TIME_') ? older.slice(5) : null
  if (unit !== null)
    return value => clock(wholeNumber(value) * nanosecondsIn[unit as keyof typeof nanosecondsIn])
  if (meaning?.type === 'FLOAT16') return value => number(shortest(value as number, 10, -14))
  if (type === 'FLOAT') return value => number(shortest(value as number, 23, -126))
  return otherCell
}

const nanosecondsIn = { MILLIS: 1_000_000n, MICROS: 1000n, NANOS: 1n } as const
const dayInNanoseconds = 86_400n * 1_000_000_000n

/** Bytes are a number of two's complement, the highest first. */
function wholeNumber(value: unknown): bigint {
  if (!(value instanceof Uint8Array)) return BigInt(value as number | bigint)
  let whole = 0n
  for (const byte of value) whole = whole * 256n + BigInt(byte)
  return BigInt.asIntN(value.length * 8, whole)
}

/** With all digits of its scale, as 1.10. */
function decimal(unscaled: bigint, scale: number): Cell {
  const digits = String(unscaled < 0n ? -unscaled : unscaled).padStart(scale + 1, '0')
  const whole = digits.slice(0, digits.length - scale)
  const text = `${unscaled < 0n ? '-' : ''}${whole}${scale > 0 ? `.${digits.slice(-scale)}` : ''}`
  return { text, value: Number(text) }
}

/** As ISO 8601, without a time where it is midnight, in UTC or without a zone. */
function dateTime(nanoseconds: bigint, zone: string): Cell {
  const inDay = ((nanoseconds % dayInNanoseconds) + dayInNanoseconds) % dayInNanoseconds
  const day = new Date(Number((nanoseconds - inDay) / 1_000_000n))
  // A date that no calendar here shows is a number.
  if (Number.isNaN(day.getTime())) return { text: String(nanoseconds), value: Number(nanoseconds) }
  const date = day.toISOString().split('T')[0]
  return inDay === 0n ? date : `${date}T${clock(inDay)}${zone}`
}

/** As 23:59:30, and 23:59:30.5 where seconds have parts. */
function clock(nanoseconds: bigint): string {
  const two = (value: bigint) => String(value).padStart(2, '0')
  const seconds = nanoseconds / 1_000_000_000n
  const parts = String(nanoseconds % 1_000_000_000n)
    .padStart(9, '0')
    .replace(/0+$/, '')
  return `${two(seconds / 3600n)}:${two((seconds / 60n) % 60n)}:${two(seconds % 60n)}${parts === '' ? '' : `.${parts}`}`
}

/** The number with the fewest digits that a number of fewer bits stands for: 0.1 for 0.10000000149011612. */
function shortest(value: number, bits: number, minExponent: number): number {
  if (Number.isInteger(value) || !Number.isFinite(value)) return value
  const exponent = Math.max(Math.floor(Math.log2(Math.abs(value))), minExponent)
  // Half of the distance to the next number, and half of that below a power of two.
  const room = 2 ** (exponent - bits - (Math.abs(value) === 2 ** exponent ? 2 : 1))
  for (let digits = 1; digits < 9; digits++) {
    const short = Number(value.toPrecision(digits))
    if (Math.abs(short - value) < room) return short
  }
  return value
}

function number(value: number): Cell {
  return Number.isFinite(value) ? { text: String(value), value } : String(value)
}

const decoder = new TextDecoder()

function otherCell(value: unknown): Cell {
  if (typeof value === 'string') return value
  if (typeof value === 'bigint') return { text: String(value), value: Number(value) }
  if (typeof value === 'number') return number(value)
  if (value instanceof Uint8Array) return decoder.decode(value)
  return JSON.stringify(value, (_, part) => (typeof part === 'bigint' ? String(part) : part)) ?? ''
}
