import { basename, dirname, join, relative, resolve } from 'node:path'
import { NumeracyError } from '../../base/error.ts'
import type { Event } from '../../base/events.ts'
import { figureKinds } from '../../plots/figure.ts'
import { exportNames } from '../../report/export/catalogue.ts'
import type { FileContent } from '../../store/whole-file.ts'
import type { Context } from '../context.ts'
import { cacheDirectory, groups, type OptionsOf, oneOf, type Program, shared } from '../options.ts'
import { showProgress } from '../progress.ts'
import { addPythonExports } from './export-python.ts'

function command(program: Program) {
  return program
    .command('export')
    .description(
      'write a part of a run for another program: matrices, pairs, measures, a report, a figure, a table or a bibliography',
    )
    .argument('<runs...>', 'run files, or folders with a run.json; several for .tex, .bib and figures')
    .optionsGroup(groups.what)
    .option('--to <file>', 'the file to write; the end of its name decides what it holds')
    .option(
      '--experiment <name>',
      'only this experiment: pairs or zero',
      oneOf('--experiment', ['pairs', 'zero']),
    )
    .optionsGroup(groups.models)
    .option(
      '--model <id>',
      'only this model: its id in the run, its spec, or any name that the tool shows it under',
    )
    .option('--prompt <text>', 'only this question, where a reranker was asked several')
    .optionsGroup(groups.series)
    .option('--series <id>', 'only this series')
    .option('--figure <kind>', `this figure: ${figureKinds.join(', ')}`, oneOf('--figure', figureKinds))
    .addOption(shared.figureWidth)
    .optionsGroup(groups.output)
    .option(
      '--json',
      'print the names of the files that were written, and what of the run they hold, as JSON',
    )
    .addHelpText(
      'after',
      `
Names:
${exportNames}
The beginning of a name is free: my-measures.csv holds measures, dates.csv a matrix.
Where several fit, the first of the run is taken, and a note says so. A file that is there is
replaced.

Examples:
  numeracy export run.json --to dates.npy --series dates
  numeracy export run.json --to pairs.parquet
  numeracy export one.json two.json --to scores.tex --series integers
  numeracy export one.json two.json --to models.png
  numeracy export numeracy-report --to model-card.md --model bundled:use-lite
  numeracy export evaluator training`,
    )
}

export function addExport(program: Program, context: Context): void {
  const own = command(program).action((files, options) =>
    run(files, options, cacheDirectory(program, context), context),
  )
  addPythonExports(own, context)
}

/** Prints the names of the files that were written, the one that was asked for first. */
async function run(
  files: readonly string[],
  { to, json, ...of }: OptionsOf<typeof command>,
  cache: string,
  context: Context,
): Promise<void> {
  if (to === undefined)
    throw new NumeracyError(
      'usage',
      `export: got no --to <file>; expected the file to write, such as --to measures.csv. \`numeracy export --help\` lists the names.`,
    )
  const { checkRequest, exportRuns } = await import('../../report/export/export-run.ts')
  const { readNamedRuns } = await import('../named-runs.ts')
  const { cwd, stdout, stderr, signal } = context
  const figureWidth = of.figureWidth ?? null
  const { series = null, model = null, prompt = null, experiment = null, figure = null } = of
  const path = resolve(cwd, to)
  const isOfFolder = /[/\\]$/.test(to)
  const selector = { series, model, prompt, experiment }
  const request = { name: `${basename(path)}${isOfFolder ? '/' : ''}`, selector, figure, figureWidth }
  const { id } = checkRequest(request, files.length)
  const { checkFilePlace } = await import('../output-file.ts')
  await checkFilePlace('--to', path, isOfFolder)
  const runs = await readNamedRuns(files, cwd)
  const { withCacheAt } = await import('../../usecases/session.ts')
  // Figures of a whole run take a while, and are kept.
  const place = id === 'report' ? cache : undefined
  const stage = { title: 'figures', owns: ({ type }: Event) => type === 'drawn' }
  const progress = showProgress([stage], context)
  const { listen } = progress
  const exported = await progress.during(() =>
    withCacheAt(place, listen, cache => exportRuns(runs, request, { cache, listen, signal })),
  )
  if (exported.note !== null) stderr.write(`note: ${exported.note}\n`)
  for (const [name, content] of exported.files) await write(dirname(path), name, content)
  const written = [...exported.files.keys()].map(name => relative(cwd, join(dirname(path), name)))
  const [first, ...others] = written.reverse()
  const names = [first, ...others.reverse()]
  stdout.write(
    json
      ? `${JSON.stringify({ file: first, files: names, of: exported.of }, null, 2)}\n`
      : `${names.join('\n')}\n`,
  )
}

async function write(folder: string, name: string, content: FileContent): Promise<void> {
  const { makeInnerFolder } = await import('../../store/folders.ts')
  const { unwritable } = await import('../../store/storage-trouble.ts')
  const { writeWhole } = await import('../../store/whole-file.ts')
  const path = join(folder, name)
  try {
    if (dirname(name) !== '.') makeInnerFolder(dirname(path))
    await writeWhole(path, content)
  } catch (error) {
    if (error instanceof NumeracyError) throw error
    throw unwritable(`export: ${path} cannot be written`, error, path)
  }
}
