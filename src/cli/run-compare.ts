import { basename, dirname, join, relative, resolve } from 'node:path'
import { type Comparison, compareRuns } from '../findings/comparison/comparison.ts'
import type { NamedRun } from '../findings/comparison/entrants.ts'
import { type ComparisonTables, comparisonTables, type TextTable } from '../report/comparison.ts'
import { isFolder, readRun } from '../store/runs.ts'
import type { Context } from './context.ts'
import { table } from './table.ts'

/** What `numeracy compare` was asked. */
export interface CompareCommand {
  /** Run files, or folders with a run.json. */
  readonly runs: readonly string[]
  readonly measure: string
  readonly seed: number
  readonly as: 'text' | 'markdown' | 'json'
}

/** Reads the runs, compares their models and prints what was found. */
export async function runCompare(
  { runs, measure, seed, as }: CompareCommand,
  context: Context,
): Promise<void> {
  const { cwd, stdout } = context
  const named: NamedRun[] = []
  for (const given of runs) {
    const path = resolve(cwd, given)
    const file = (await isFolder(path)) ? join(path, 'run.json') : path
    named.push({ name: nameOf(relative(cwd, file) || file), run: await readRun(file) })
  }
  const comparison = compareRuns(named, { measure, seed })
  if (as === 'json') stdout.write(`${JSON.stringify(comparison, null, 2)}\n`)
  else stdout.write(as === 'markdown' ? markdown(comparison) : text(comparison))
}

/** The folder of a run.json, which is what tells two of them apart. */
function nameOf(path: string): string {
  const folder = dirname(path)
  return basename(path) === 'run.json' && folder !== '.' ? folder : path
}

function text(comparison: Comparison): string {
  const { intro, differences, ranks, notes, summary } = comparisonTables(comparison)
  return sections(
    [
      `${intro}\n`,
      aligned(differences),
      ranks === null
        ? ''
        : `Ranks (${comparison.measure}); equal ranks cannot be told apart.\n\n${aligned(ranks)}`,
    ],
    notes,
    `${summary}\n`,
  )
}

function markdown(comparison: Comparison): string {
  const { intro, differences, ranks, notes, summary } = comparisonTables(comparison)
  return sections(
    [
      `# Comparison\n\n${escaped(intro)}\n`,
      piped(differences),
      ranks === null ? '' : `Ranks; equal ranks cannot be told apart.\n\n${piped(ranks)}`,
    ],
    notes.map(escaped),
    `${summary.split('\n').map(escaped).join('\n\n')}\n`,
  )
}

function sections(parts: readonly string[], notes: ComparisonTables['notes'], summary: string): string {
  const told = notes.map(note => `Not compared, ${note}\n`).join('')
  return [...parts, told, summary].filter(part => part !== '').join('\n')
}

function aligned({ columns, rows }: TextTable): string {
  const numeric = ['difference', 'p']
  return table(
    columns.map(title => ({
      title,
      align: numeric.includes(title) ? ('right' as const) : ('left' as const),
    })),
    rows,
  )
}

function piped({ columns, rows }: TextTable): string {
  const line = (cells: readonly string[]) => `| ${cells.map(escaped).join(' | ')} |\n`
  return `${line(columns)}${line(columns.map(() => '---'))}${rows.map(line).join('')}`
}

/** Text in which nothing is read as Markdown or HTML. */
function escaped(text: string): string {
  return text.replaceAll(/[\r\n]+/g, ' ').replaceAll(/[\\`*_{}[\]<>|#$]/g, character => `\\${character}`)
}
