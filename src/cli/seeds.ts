import { join } from 'node:path'
import { NumeracyError } from '../base/error.ts'
import type { Run } from '../store/run.ts'
import type { Context } from './context.ts'
import { widthOf, wrapped } from './wrapped.ts'

/** Several seeds: so many from the first on, or these. */
export type Seeds = { readonly count: number } | { readonly list: readonly number[] }

/** More runs than this at once are a slip. */
export const maxSeeds = 100

/** Reads `--seeds`: a number of them, or a list. */
export function seedsOption(value: string): Seeds {
  const refuse = (problem: string): never => {
    throw new NumeracyError(
      'usage',
      `--seeds: ${problem}; expected how many, from 2 to ${maxSeeds}, or a list such as --seeds 1,2,3.`,
      { details: { option: '--seeds', value } },
    )
  }
  if (!/^[+-]?\d{1,15}(?:,[+-]?\d{1,15})*$/.test(value)) refuse(`got ${JSON.stringify(value)}`)
  const numbers = value.split(',').map(Number)
  if (numbers.length === 1) {
    const [count] = numbers
    return count >= 2 && count <= maxSeeds ? { count } : refuse(`got ${count}`)
  }
  if (new Set(numbers).size < numbers.length)
    refuse(`got ${JSON.stringify(value)}, which has one of them twice`)
  if (numbers.length > maxSeeds) refuse(`got ${numbers.length} of them`)
  return { list: numbers }
}

/** The seeds one by one. @param first of a count */
export function seedsFrom(seeds: Seeds, first: number): readonly number[] {
  return 'list' in seeds ? seeds.list : Array.from({ length: seeds.count }, (_, at) => first + at)
}

interface SeededRuns {
  readonly seeds: readonly number[]
  /** One for each seed. */
  readonly runs: readonly Run[]
  /** Where the table is written too; null: nowhere. */
  readonly folder: string | null
  readonly json: boolean
}

/** Prints how far the scores of some runs depend on their seeds, and writes the same beside their reports. */
export async function writeSeeds(
  { seeds, runs, folder, json }: SeededRuns,
  { stdout }: Pick<Context, 'stdout'>,
): Promise<void> {
  const { seedColumns, seedRows, seedSpread } = await import('../findings/seed-spread.ts')
  const scores = seedSpread(runs)
  const rows = seedRows(runs[0], scores)
  const data = `${JSON.stringify({ seeds, scores }, null, 2)}\n`
  if (folder !== null) {
    const { writeOutputFile } = await import('./output-file.ts')
    const { markdownTable } = await import('../report/markdown-text.ts')
    const text = `# ${seeds.length} seeds: ${seeds.join(', ')}\n\n${sentence}\n\n${markdownTable(seedColumns, rows)}\n`
    await writeOutputFile('--out', join(folder, 'seeds.json'), data)
    await writeOutputFile('--out', join(folder, 'seeds.md'), text)
  }
  if (json) {
    stdout.write(data)
    return
  }
  const { table } = await import('./table.ts')
  const width = widthOf(stdout)
  const columns = seedColumns.map(title => ({ title }))
  stdout.write(
    `${wrapped(`Seeds ${seeds.join(', ')}. ${sentence}`, width)}\n\n${table(columns, rows, width)}`,
  )
}

const sentence =
  'The seed draws the documents of the index, the questions of search, the facts of same or different, the resamples of intervals and the permutations of controls. The interval is that of the first seed.'
