import { basename, relative, resolve } from 'node:path'
import { type GivenOptions, givenSimilarity } from '../experiments/given.ts'
import { type GivenScore, scoreGiven } from '../experiments/score-given.ts'
import { verdictWords } from '../measures/verdict.ts'
import { maxDocuments } from '../series/series.ts'
import { openCache } from '../store/open-cache.ts'
import type { Verdict } from '../store/run.ts'
import { readScoreFile, readValues } from '../store/score-file.ts'
import type { Context } from './context.ts'
import { givenRun } from './given-run.ts'
import { showProgress } from './progress.ts'
import { table } from './table.ts'
import { widthOf, wrapped } from './wrapped.ts'

/** What `numeracy score` was asked. */
export interface ScoreCommand extends Omit<GivenOptions, 'values'> {
  readonly file: string
  /** A file with the values, one a line; null where the file holds them. */
  readonly values: string | null
  readonly seed: number
  /** Folder of a report; null for none. */
  readonly out: string | null
  /** Whether the report of another run may be replaced there. */
  readonly force: boolean
  readonly json: boolean
  /** Folder of the cache. */
  readonly cache: string
}

/** More numbers in a row than this no embedding has. */
const mostDimensions = 65_536

/** Scores a file, prints the measures, and writes a report where one is asked for. */
export async function runScore(command: ScoreCommand, context: Context): Promise<void> {
  const { file, values, kind, ruler, period, seed, out, json } = command
  const { cwd, stdout, now, tool } = context
  const limits = {
    rows: maxDocuments,
    columns: kind === 'similarities' || kind === 'distances' ? maxDocuments : mostDimensions,
  }
  const read = await readScoreFile(resolve(cwd, file), limits)
  const said = {
    kind,
    ruler,
    period,
    values: values === null ? null : await readValues(resolve(cwd, values)),
  }
  const given = givenSimilarity(read, said, basename(file))
  if (out !== null) {
    const { checkWritableFolder } = await import('../store/runs.ts')
    await checkWritableFolder(out)
  }
  const scored = await scoreGiven(given, seed)
  if (out !== null) {
    const run = givenRun(given, scored, { seed, tool, created: now().toISOString(), source: file })
    await writeReportOf(run, command, context)
  }
  stdout.write(
    json ? `${JSON.stringify(scored.score, null, 2)}\n` : text(scored.score, scored.verdict, widthOf(stdout)),
  )
  if (out !== null && !json) stdout.write(`\n${relative(cwd, out) || out}\n`)
}

async function writeReportOf(
  run: ReturnType<typeof givenRun>,
  { out, force, cache: directory }: ScoreCommand,
  context: Context,
): Promise<void> {
  const { writeReport } = await import('../report/write-report.ts')
  const progress = await showProgress(
    [{ title: 'figures and report', owns: ({ type }) => type === 'drawn' }],
    context,
  )
  const cache = openCache({ directory, listen: progress.listen })
  try {
    await writeReport(run, out!, { cache, listen: progress.listen, signal: context.signal, force })
    await progress.finish()
  } catch (error) {
    await progress.finish(error)
    throw error
  } finally {
    cache.close()
  }
}

function text({ n, symmetric, measures }: GivenScore, verdict: Verdict | null, width: number | null): string {
  const rows = measures.map(({ id, value, interval, chance, floor, reason }) => [
    id,
    value === null ? '–' : value.toFixed(3),
    interval === null ? '' : `${interval[0].toFixed(2)} to ${interval[1].toFixed(2)}`,
    chance === null ? '' : chance.toFixed(3),
    floor === null ? '' : `${floor.value.toFixed(3)} ${floor.model.replace('reference:', '')}`,
    reason ?? '',
  ])
  const columns = [
    { title: 'measure' },
    { title: 'value', align: 'right' as const },
    { title: '95 %' },
    { title: 'chance', align: 'right' as const },
    { title: 'spelling alone' },
    { title: 'note' },
  ]
  const head = `${n} documents, ${symmetric ? 'symmetric' : 'not symmetric'}.`
  const judged =
    verdict === null
      ? 'Without texts there is no spelling floor, and so no verdict.'
      : `Verdict: ${verdictWords[verdict].short}. ${verdictWords[verdict].sentence}`
  return `${head}\n\n${table(columns, rows, width)}\n${wrapped(judged, width)}\n`
}
