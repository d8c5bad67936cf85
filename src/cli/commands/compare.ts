import { setImmediate } from 'node:timers/promises'
import type { Comparison } from '../../findings/comparison/comparison.ts'
import type { TextTable } from '../../report/text-table.ts'
import type { Context } from '../context.ts'
import { formatOf, groups, type OptionsOf, type Program, shared, wholeNumber } from '../options.ts'
import { showProgress } from '../progress.ts'
import { table } from '../table.ts'
import { widthOf, wrapped } from '../wrapped.ts'

function command(program: Program) {
  return program
    .command('compare')
    .description(
      'compare the models of one run or of several: which is better, and is the difference significant?',
    )
    .argument('<run...>', 'run files, or folders with a run.json')
    .optionsGroup(groups.what)
    .option('--measure <id>', 'the measure that is compared', 'concordance')
    .option('--seed <number>', 'seed of the resamples', wholeNumber('--seed'), 1)
    .addOption(shared.markdown)
    .addOption(shared.json)
    .addHelpText(
      'after',
      `
Examples:
  numeracy compare monday/run.json tuesday/run.json
  numeracy compare numeracy-report --measure rsa --json`,
    )
}

export function addCompare(program: Program, context: Context): void {
  command(program).action((runs, options) => run(runs, options, context))
}

async function run(
  runs: readonly string[],
  { measure, seed, ...printed }: OptionsOf<typeof command>,
  context: Context,
): Promise<void> {
  const { compare } = await import('../../usecases/compare.ts')
  const { readNamedRuns } = await import('../named-runs.ts')
  const { cwd, stdout, signal } = context
  const named = await readNamedRuns(runs, cwd)
  const progress = showProgress([{ title: 'series', owns: ({ type }) => type === 'measured' }], context)
  const { listen } = progress
  const options = { measure, seed, listen, signal, pause: setImmediate }
  const comparison = await progress.during(() => compare(named, options))
  const texts = { json: asJson, markdown, text }
  stdout.write(await texts[formatOf(printed)](comparison, widthOf(stdout)))
}

function asJson(comparison: Comparison): string {
  return `${JSON.stringify(comparison, null, 2)}\n`
}

async function text(comparison: Comparison, width: number | null): Promise<string> {
  const { comparisonTables } = await import('../../report/comparison.ts')
  const { intro, legend, index, differences, ranks, notes, summary } = comparisonTables(comparison, width)
  const prose = (line: string) => wrapped(line, width)
  const drawn = ({ columns, rows }: TextTable) => table(columns, rows, width)
  return sections([
    `${prose(intro)}\n`,
    legend === null ? '' : drawn(legend),
    index === null ? '' : `${prose(index.caption)}\n\n${drawn(index)}`,
    differences.rows.length === 0 ? '' : drawn(differences),
    ranks === null ? '' : `${prose(ranks.caption)}\n\n${drawn(ranks)}`,
    lines(notes.map(prose)),
    lines([prose(summary)]),
  ])
}

async function markdown(comparison: Comparison): Promise<string> {
  const { comparisonTables } = await import('../../report/comparison.ts')
  const { alignedTable, plain } = await import('../../report/markdown-text.ts')
  const { intro, legend, index, differences, ranks, notes, summary } = comparisonTables(comparison)
  return sections([
    '# Comparison\n',
    `${plain(intro)}\n`,
    legend === null ? '' : alignedTable(legend),
    index === null ? '' : `${plain(index.caption)}\n\n${alignedTable(index)}`,
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
