import { setImmediate } from 'node:timers/promises'
import type { Event } from '../base/events.ts'
import { type Comparison, compareRuns } from '../findings/comparison/comparison.ts'
import type { NamedRun } from '../findings/comparison/entrants.ts'
import { comparisonTables } from '../report/comparison.ts'
import { alignedTable, plain } from '../report/markdown-text.ts'
import type { TextTable } from '../report/text-table.ts'
import type { Context } from './context.ts'
import { readNamedRuns } from './named-runs.ts'
import { type Progress, showProgress } from './progress.ts'
import { table } from './table.ts'
import { widthOf, wrapped } from './wrapped.ts'

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
  const named = await readNamedRuns(runs, cwd)
  const comparison = await comparedInSight(named, { measure, seed }, context)
  if (as === 'json') stdout.write(`${JSON.stringify(comparison, null, 2)}\n`)
  else stdout.write(as === 'markdown' ? markdown(comparison) : text(comparison, widthOf(stdout)))
}

/** Progress begins with the first series, so that what is refused before is told alone. */
async function comparedInSight(
  runs: readonly NamedRun[],
  options: { readonly measure: string; readonly seed: number },
  context: Context,
): Promise<Comparison> {
  let progress: Promise<Progress> | undefined
  const listen = (event: Event) => {
    progress ??= showProgress([{ title: 'series', owns: ({ type }) => type === 'measured' }], context)
    progress.then(shown => shown.listen(event))
  }
  try {
    const comparison = await compareRuns(runs, {
      ...options,
      listen,
      signal: context.signal,
      pause: setImmediate,
    })
    await (await progress)?.finish()
    return comparison
  } catch (error) {
    await (await progress)?.finish(error)
    throw error
  }
}

function text(comparison: Comparison, width: number | null): string {
  const { intro, legend, differences, ranks, notes, summary } = comparisonTables(comparison, width)
  const prose = (line: string) => wrapped(line, width)
  const drawn = ({ columns, rows }: TextTable) => table(columns, rows, width)
  return sections([
    `${prose(intro)}\n`,
    legend === null ? '' : drawn(legend),
    differences.rows.length === 0 ? '' : drawn(differences),
    ranks === null ? '' : `${prose(ranks.caption)}\n\n${drawn(ranks)}`,
    lines(notes.map(prose)),
    lines([prose(summary)]),
  ])
}

function markdown(comparison: Comparison): string {
  const { intro, legend, differences, ranks, notes, summary } = comparisonTables(comparison)
  return sections([
    '# Comparison\n',
    `${plain(intro)}\n`,
    legend === null ? '' : alignedTable(legend),
    differences.rows.length === 0 ? '' : alignedTable(differences),
    ranks === null ? '' : `${plain(ranks.caption)}\n\n${alignedTable(ranks)}`,
    lines(notes.map(note => `- ${plain(note)}`)),
    summary
      .split('\n')
      .map(line => `${plain(line)}\n`)
      .join('\n'),
  ])
}

function sections(parts: readonly string[]): string {
  return parts.filter(part => part !== '').join('\n')
}

function lines(texts: readonly string[]): string {
  return texts.map(each => `${each}\n`).join('')
}
