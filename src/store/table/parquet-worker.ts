import { parentPort, workerData } from 'node:worker_threads'
import { messageOf } from '../../base/error.ts'
import type { Cell } from '../../base/table-rows.ts'
import { type ParquetSize, parquetCells, parquetNumbers, parquetSize, TooLarge } from './parquet-columns.ts'

/** What the thread says: first how large the table is, then, once asked to go on, the table. */
export type ParquetAnswer =
  | { readonly about: 'size'; readonly size: ParquetSize }
  | { readonly about: 'numbers'; readonly data: Float64Array<ArrayBuffer> }
  | { readonly about: 'cells'; readonly columns: readonly (readonly Cell[])[] }
  | { readonly about: 'problem'; readonly message: string; readonly isTooLarge: boolean }

/** What the thread is asked for behind the size: all as numbers, or some columns as they are. */
export type ParquetWish =
  | { readonly about: 'numbers'; readonly names: readonly string[] }
  | { readonly about: 'cells'; readonly names: readonly string[]; readonly rows: number }

const file = workerData as ArrayBuffer
const port = parentPort!
const say = (answer: ParquetAnswer) => port.postMessage(answer)

try {
  const size = parquetSize(file)
  say({ about: 'size', size })
  port.on('message', (wish: ParquetWish) => {
    if (wish.about === 'numbers')
      parquetNumbers(file, {
        ...size,
        columns: size.columns.filter(({ name }) => wish.names.includes(name)),
      }).then(data => say({ about: 'numbers', data }), failed)
    else parquetCells(file, wish.names, wish.rows).then(columns => say({ about: 'cells', columns }), failed)
  })
} catch (error) {
  failed(error)
}

function failed(error: unknown): void {
  say({ about: 'problem', message: messageOf(error), isTooLarge: error instanceof TooLarge })
}
