import { Worker } from 'node:worker_threads'
import { messageOf } from '../../base/error.ts'
import { type Cell, textOf } from '../../base/table-rows.ts'
import { withCompiledCode } from '../compiled-code.ts'
import {
  checkFinite,
  checkSize,
  type LabelledTable,
  namesAmong,
  type Refuse,
  type TableLimits,
} from './number-table.ts'
import type { ParquetSize } from './parquet-columns.ts'
import type { ParquetAnswer, ParquetWish } from './parquet-worker.ts'

/** A file of the largest size is read in a fraction of this; one that is made to keep a reader busy is given up. */
const maxMilliseconds = 60_000

/** Room of the thread, in MiB, for what a file unpacks to: the largest table as lists of numbers. */
const maxMemory = 4096

/**
 * The numbers of a Parquet file, a column of numbers each, with the labels that a column of texts or the index of pandas holds. It is read on a thread of its own: what a broken file does
 * there, be it an error that nobody awaits, a loop without end or too little memory, ends the thread and is refused.
 * What it unpacks to is held against what its size can be before any room is made for it.
 * @param patience how long the thread may take for an answer, in milliseconds
 */
export async function parquetTable(
  file: Uint8Array<ArrayBuffer>,
  limits: TableLimits,
  refuse: Refuse,
  patience = maxMilliseconds,
): Promise<LabelledTable> {
  return onThread(file, patience, async ask => {
    const first = await ask(null)
    const size = first.about === 'size' ? first.size : refuse(problemOf(first))
    const labels = size.columns.filter(({ isLabel }) => isLabel)
    // A table of nothing but texts is refused by its first column, and so is a second column of texts.
    const columns = size.columns.filter(column => column !== labels[0] || size.columns.length === 1)
    checkColumns({ ...size, columns }, limits, refuse)
    const names = columns.map(({ name }) => name)
    const second = await ask({ about: 'numbers', names })
    const data = second.about === 'numbers' ? second.data : refuse(problemOf(second))
    const table = { rows: size.rows, columns: columns.length, data }
    checkFinite(table, refuse)
    if (labels.length === 0) return { table, rowLabels: null, columnLabels: namesAmong(names) }
    const third = await ask({ about: 'cells', names: [labels[0].name], rows: size.rows })
    const [cells] = third.about === 'cells' ? third.columns : refuse(problemOf(third))
    return { table, rowLabels: namesAmong(cells.map(textOf)), columnLabels: namesAmong(names) }
  })
}

/** The columns of a Parquet file of texts, numbers and dates. */
export interface ParquetRows {
  readonly names: readonly string[]
  readonly rows: number
  /** Of the columns of these names, the first so many rows. */
  cells(names: readonly string[], rows: number): Promise<readonly (readonly Cell[])[]>
}

/** Does `work` with the rows of a file that is read on a thread, as `parquetTable` is. */
export async function withParquetRows<Result>(
  file: Uint8Array<ArrayBuffer>,
  refuse: Refuse,
  work: (rows: ParquetRows) => Promise<Result>,
  patience = maxMilliseconds,
): Promise<Result> {
  return onThread(file, patience, async ask => {
    const first = await ask(null)
    const size = first.about === 'size' ? first.size : refuse(problemOf(first))
    // Columns with parts of their own, lists and records, are no columns of a table.
    const names = size.columns.filter(({ type }) => type !== null).map(({ name }) => name)
    const twice = names.find((name, at) => names.indexOf(name) !== at)
    if (twice !== undefined) refuse(`has two columns of the name ${JSON.stringify(twice)}. Rename one.`)
    return work({
      names,
      rows: size.rows,
      async cells(wanted, rows) {
        const answer = await ask({ about: 'cells', names: wanted, rows })
        return answer.about === 'cells' ? answer.columns : refuse(problemOf(answer))
      },
    })
  })
}

/** @param work is given what asks the thread: for null its first word, which is how large the file is */
async function onThread<Result>(
  file: Uint8Array<ArrayBuffer>,
  patience: number,
  work: (ask: (wish: ParquetWish | null) => Promise<ParquetAnswer>) => Promise<Result>,
): Promise<Result> {
  const buffer = file.buffer.slice(file.byteOffset, file.byteOffset + file.byteLength)
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js'
  const worker = new Worker(new URL(`./parquet-worker.${extension}`, import.meta.url), {
    env: withCompiledCode(process.env),
    workerData: buffer,
    transferList: [buffer],
    resourceLimits: { maxOldGenerationSizeMb: maxMemory },
  })
  try {
    const answers = answersOf(worker, patience)
    return await work(wish => {
      if (wish !== null) worker.postMessage(wish)
      return answers()
    })
  } finally {
    await worker.terminate()
  }
}

/** The answers of a thread one after another; what ends it, and too long a wait, is a problem as its answer. */
function answersOf(worker: Worker, patience: number): () => Promise<ParquetAnswer> {
  const come: ParquetAnswer[] = []
  let awaited: ((answer: ParquetAnswer) => void) | undefined
  const take = (answer: ParquetAnswer) => {
    if (awaited === undefined) come.push(answer)
    else awaited(answer)
    awaited = undefined
  }
  const problem = (message: string) => take({ about: 'problem', message, isTooLarge: false })
  worker.on('message', take)
  worker.on('error', error => problem(messageOf(error)))
  return () => {
    const answer = come.shift()
    if (answer !== undefined) return Promise.resolve(answer)
    return new Promise(resolve => {
      const timer = setTimeout(() => problem(`reading it takes over ${patience / 1000} seconds`), patience)
      awaited = given => {
        clearTimeout(timer)
        resolve(given)
      }
    })
  }
}

function problemOf(answer: ParquetAnswer): string {
  if (answer.about === 'problem' && answer.isTooLarge) return answer.message
  const message = answer.about === 'problem' ? answer.message : 'its parts come in a wrong order'
  return `cannot be read as Parquet (${message}). Write it again.`
}

function checkColumns({ rows, columns }: ParquetSize, limits: TableLimits, refuse: Refuse): void {
  if (columns.length < 1 || !(rows >= 1)) refuse('holds no numbers.')
  checkSize(rows, columns.length, limits, refuse)
  const names = new Set<string>()
  for (const { name, type } of columns) {
    if (type !== 'DOUBLE' && type !== 'FLOAT' && type !== 'FLOAT16')
      refuse(
        `has a column ${JSON.stringify(name)} of the type ${type ?? 'group'}; expected DOUBLE, FLOAT or FLOAT16.`,
      )
    if (names.has(name)) refuse(`has two columns of the name ${JSON.stringify(name)}. Rename one.`)
    names.add(name)
  }
}
