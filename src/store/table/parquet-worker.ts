import { parentPort, workerData } from 'node:worker_threads'
import { messageOf } from '../../base/error.ts'
import { type ParquetSize, parquetNumbers, parquetSize, TooLarge } from './parquet-columns.ts'

/** What the thread says: first how large the table is, then, once asked to go on, the table. */
export type ParquetAnswer =
  | { readonly about: 'size'; readonly size: ParquetSize }
  | { readonly about: 'numbers'; readonly data: Float64Array<ArrayBuffer> }
  | { readonly about: 'problem'; readonly message: string; readonly isTooLarge: boolean }

const file = workerData as ArrayBuffer
const port = parentPort!
const say = (answer: ParquetAnswer) => port.postMessage(answer)

try {
  const size = parquetSize(file)
  say({ about: 'size', size })
  port.once('message', () => {
    parquetNumbers(file, size).then(data => say({ about: 'numbers', data }), failed)
  })
} catch (error) {
  failed(error)
}

function failed(error: unknown): void {
  say({ about: 'problem', message: messageOf(error), isTooLarge: error instanceof TooLarge })
}
