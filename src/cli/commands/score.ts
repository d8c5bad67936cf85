import { resolve } from 'node:path'
import type { Event } from '../../base/events.ts'
import type { Run } from '../../store/run.ts'
import { type Context, settingsOf } from '../context.ts'
import { cacheDirectory, groups, type OptionsOf, oneOf, type Program, shared } from '../options.ts'
import { showProgress } from '../progress.ts'
import { type ReportPlace, reportPlace } from '../report-place.ts'
import { positiveNumber } from '../table-flags.ts'
import { widthOf } from '../wrapped.ts'

function command(program: Program) {
  return program
    .command('score')
    .description('score similarities, distances or vectors from any tool, with the same measures as a model')
    .argument(
      '<file>',
      'JSON with the numbers, values and texts, or CSV, .npy or Parquet with the numbers and perhaps labels',
    )
    .optionsGroup(groups.what)
    .option(
      '--kind <kind>',
      'what the numbers are: similarities, distances or vectors (default: as the JSON says)',
      oneOf('--kind', ['similarities', 'distances', 'vectors']),
    )
    .addOption(shared.seed)
    .optionsGroup(groups.series)
    .option(
      '--texts <file>',
      'the documents, one a line (default: those in the JSON, or the labels of the table)',
    )
    .option(
      '--values <file>',
      'the values of the documents, one a line (default: those in the JSON, or read from the texts)',
    )
    .option(
      '--ruler <ruler>',
      'how values are compared: linear, by their difference; log, by their ratio; circular, round a circle (default: as the JSON says, else linear)',
      oneOf('--ruler', ['linear', 'log', 'circular']),
    )
    .option('--period <number>', 'length of the circle of a circular ruler', positiveNumber)
    .optionsGroup(groups.output)
    .option('-o, --out <dir>', 'write report, figures and run file into this folder')
    .addOption(shared.force)
    .addOption(shared.json)
    .addHelpText(
      'after',
      '\nExamples:\n  numeracy score similarities.json\n  numeracy score distances.npy --kind distances --values values.txt --json\n  numeracy score embeddings.csv --kind vectors --texts texts.txt',
    )
}

export function addScore(program: Program, context: Context): void {
  command(program).action((file, options) => run(file, options, cacheDirectory(program, context), context))
}

async function run(
  file: string,
  { out, force, json, ...numbers }: OptionsOf<typeof command>,
  cache: string,
  context: Context,
): Promise<void> {
  const { score } = await import('../../usecases/score.ts')
  const { cwd, stdout } = context
  const folder = out === undefined ? null : resolve(cwd, out)
  const place = folder === null ? null : await reportPlace(folder, { force: force ?? false })
  const scored = await score({ numbers: file, ...numbers }, { ...settingsOf(context), cwd })
  if (place !== null) await writeInSight(scored.run, place, cache, context)
  const { scoreText } = await import('../score-text.ts')
  stdout.write(
    json
      ? `${JSON.stringify(scored.score, null, 2)}\n`
      : scoreText(scored.score, scored.verdict, widthOf(stdout)),
  )
  if (folder === null || json) return
  const { writeOpenLine } = await import('../open-line.ts')
  stdout.write('\n')
  writeOpenLine(folder, context)
}

async function writeInSight(run: Run, place: ReportPlace, cache: string, context: Context): Promise<void> {
  const { withCacheAt } = await import('../../usecases/session.ts')
  const drawing = { title: 'figures and report', owns: ({ type }: Event) => type === 'drawn' }
  const progress = showProgress([drawing], context)
  const { listen } = progress
  const { signal } = context
  await progress.during(() =>
    withCacheAt(cache, listen, kept => place.write(run, { cache: kept, listen, signal })),
  )
}
