import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parquetWriteBuffer } from 'hyparquet-writer'
import { textOfBytes } from '../../src/base/characters.ts'
import { givenSimilarity } from '../../src/experiments/given.ts'
import { measureAll } from '../../src/measures/score.ts'
import { scoredSeries } from '../../src/measures/scored.ts'
import { figuresOf } from '../../src/plots/figures.ts'
import { reportMarkdown } from '../../src/report/markdown.ts'
import { seriesFromLines } from '../../src/series/lines.ts'
import { parseRun } from '../../src/store/parse-run.ts'
import { runText } from '../../src/store/run-text.ts'
import { readScoreFile } from '../../src/store/score-file.ts'
import { npyFile } from '../../src/store/table/npy-file.ts'
import { seriesFromFile } from '../../src/usecases/series-file.ts'
import { probedRun } from '../../test/fixtures/probed-run.ts'

/** What reads files that someone else wrote. */
export interface Target {
  readonly name: string
  readonly samples: () => Promise<readonly Uint8Array[]>
  /** Reads a file and does with it what a command does. @param folder for what is read from the disk */
  readonly read: (bytes: Uint8Array, folder: string) => Promise<void>
}

const encoded = (text: string) => new TextEncoder().encode(text)
const n = 6
const values = Array.from({ length: n }, (_, at) => 2 ** at + 0.5)
const distances = values.map((a, i) => values.map((b, j) => Math.abs(a - b) * (1 + ((i * j) % 3) / 7)))

/** A file of numbers is scored, as `numeracy score` does: read, held against values, measured. */
function scored(ending: string): Target['read'] {
  return async (bytes, folder) => {
    const path = join(folder, `mutant.${ending}`)
    writeFileSync(path, bytes)
    const file = await readScoreFile(path, { rows: 50, columns: 50 })
    const said = {
      kind: file.kind ?? ('distances' as const),
      values: file.values ?? values,
      ruler: null,
      period: null,
    }
    const { similarity, series } = givenSimilarity(file, said, 'mutant')
    measureAll(scoredSeries(similarity, series, 1))
  }
}

const lines: readonly string[] = [
  'a,1\nb,2\nc,3\nd,4.5\n',
  'text,value\n"1,5",2\n"say ""7""",3\nx,4\n',
  '"1,234.50"\t1234.5\r\n"2,000.00"\t2000\r\n3\t1\r\n',
  'a;19,99\nb;5,00\nc;7,50\n',
  '$1.99\n$2.00\n$1,000.50\n5 USD\n',
  '2024-01-01\n25/12/2024\n01/02/2024\n',
  '12:00\n12:01:30\n23:59\n',
]

const tables: readonly string[] = [
  'sku;name;price\nA1;"Kettle; red";1.299,00 €\nA2;Lamp;19,90 €\nA3;Chair;5,00 €\n',
  'name,price\r\n"a ""b""",$5\r\nc,$6.50\r\n"d\ne",$7\r\n',
  'name\tprice\n12" pipe\t2 m\nx\t150 cm\ny\t1 km\n',
  '{"name":"a","price":1.50}\n{"name":"b","price":2}\n{"name":"c","price":"3"}\n',
]

function parquetOfTexts(): Uint8Array {
  const columnData = [
    { name: 'name', data: ['a', 'b', 'c'], type: 'STRING' as const },
    { name: 'price', data: [1.5, 2, 3], type: 'DOUBLE' as const },
  ]
  return new Uint8Array(parquetWriteBuffer({ columnData }))
}

export const targets: readonly Target[] = [
  {
    name: 'run files',
    samples: async () => [encoded(runText(await probedRun()))],
    async read(bytes) {
      const run = parseRun(new TextDecoder().decode(bytes), 'mutant.json')
      runText(run)
      reportMarkdown(run, [])
      figuresOf(run)
    },
  },
  {
    name: 'series',
    samples: async () => [
      ...lines.map(encoded),
      ...lines.map(text => new Uint8Array(Buffer.from(`\uFEFF${text}`, 'utf16le'))),
    ],
    async read(bytes) {
      const text = textOfBytes(bytes)
      if (text !== null) seriesFromLines('mutant.csv', text)
    },
  },
  {
    name: 'tables',
    samples: async () => [
      ...tables.map(encoded),
      ...tables.map(text => new Uint8Array(Buffer.from(`\uFEFF${text}`, 'utf16le'))),
      parquetOfTexts(),
    ],
    async read(bytes, folder) {
      const ending = bytes[0] === 0x50 ? 'parquet' : bytes[0] === 0x7b ? 'jsonl' : 'csv'
      const path = join(folder, `mutant.${ending}`)
      writeFileSync(path, bytes)
      await seriesFromFile(path, { column: 'price', skipBadRows: true })
    },
  },
  {
    name: 'tables of numbers',
    samples: async () =>
      [',', ';', '\t', ' ', ', '].map(mark => encoded(distances.map(row => `${row.join(mark)}\n`).join(''))),
    read: scored('csv'),
  },
  {
    name: 'JSON of numbers',
    samples: async () =>
      [
        { values, texts: values.map(String), ruler: 'log', distances },
        { values, ruler: 'circular', period: 50, similarities: distances },
        { values, vectors: distances },
      ].map(each => encoded(JSON.stringify(each))),
    read: scored('json'),
  },
  {
    name: 'npy',
    samples: async () => {
      const bytes = new Uint8Array(Float64Array.from(distances.flat()).buffer)
      const single = new Uint8Array(Float32Array.from(distances.flat()).buffer)
      const first = npyFile({ dtype: 'float64', rows: n, columns: n, bytes })
      return [
        first,
        npyFile({ dtype: 'float32', rows: n, columns: n, bytes: single }),
        laterVersion(first, 2),
        laterVersion(first, 3),
      ]
    },
    read: scored('npy'),
  },
  {
    name: 'Parquet',
    samples: async () => [
      parquet({ codec: 'SNAPPY', nullable: true, rowGroupSize: 2 }),
      parquet({ codec: 'UNCOMPRESSED', nullable: true, rowGroupSize: 4 }),
      parquet({ codec: 'UNCOMPRESSED', nullable: false, rowGroupSize: n }),
    ],
    read: scored('parquet'),
  },
]

/** The same .npy file with the four bytes of length that later versions have. */
function laterVersion(file: Uint8Array, version: number): Uint8Array {
  return Uint8Array.of(...file.subarray(0, 6), version, 0, file[8], file[9], 0, 0, ...file.subarray(10))
}

interface ParquetOptions {
  readonly codec: 'SNAPPY' | 'UNCOMPRESSED'
  readonly nullable: boolean
  readonly rowGroupSize: number
}

function parquet({ codec, nullable, rowGroupSize }: ParquetOptions): Uint8Array {
  const columnData = distances.map((_, at) => ({
    name: `column ${at}`,
    data: distances.map(row => row[at]),
    type: 'DOUBLE' as const,
    nullable,
  }))
  return new Uint8Array(parquetWriteBuffer({ columnData, codec, rowGroupSize }))
}
