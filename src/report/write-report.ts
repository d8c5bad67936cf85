import { dirname, join } from 'node:path'
import { messageOf, NumeracyError } from '../base/error.ts'
import type { NamedRun } from '../findings/comparison/entrants.ts'
import { runTitles } from '../findings/comparison/run-titles.ts'
import { makeFolder, makeInnerFolder } from '../store/folders.ts'
import { memoryCache } from '../store/memory-cache.ts'
import type { Run } from '../store/run.ts'
import { writeRun } from '../store/runs.ts'
import { writeWhole } from '../store/whole-file.ts'
import { type DrawOptions, drawFigures } from './draw.ts'
import { fileNames } from './drawn-figure.ts'
import { checkEarlierReport, earlierFigures, keepOutline, removeLeftOver } from './earlier-report.ts'
import { reportHtml, reportsHtml } from './html.ts'
import { reportMarkdown } from './markdown.ts'
import { runHash } from './reported-runs.ts'

/** How to write a report. Everything may be left out. */
export interface ReportOptions extends Partial<DrawOptions> {
  /** Whether the report of another run may be replaced. Default false. */
  readonly force?: boolean | undefined
}

/**
 * Writes the report of a run into a folder: report.html, report.md, figures/*.svg and *.png, and run.json. What an
 * earlier report of the folder has beyond that, such as figures of other series, is removed; a link is replaced and
 * never written through.
 * @returns the names of the files, relative to the folder
 * @throws NumeracyError `usage` when the folder holds the report of another run, `storage` when a file cannot be written
 */
export async function writeReport(
  run: Run,
  directory: string,
  options: ReportOptions = {},
): Promise<string[]> {
  if (!options.force) await checkEarlierReport(directory, { kind: 'run', run })
  const earlier = await earlierFigures(directory)
  await writeRun(join(directory, 'run.json'), run)
  if (options.cache !== undefined) keepOutline(run, options.cache)
  const { figures, files } = await drawFigures(run, drawing(options))
  const documents = new Map<string, string | Uint8Array>([
    ['report.html', await reportHtml(run, figures)],
    ['report.md', reportMarkdown(run, figures)],
    ...[...files].map(([name, content]) => [`figures/${name}`, content] as const),
  ])
  await writeAll(directory, documents)
  const written = ['run.json', ...documents.keys()]
  await removeLeftOver(directory, earlier, written)
  return written
}

/**
 * Writes one report.html of several runs, side by side, and the report of each into a folder of its own.
 * @returns the names of the files, relative to the folder
 * @throws NumeracyError as `writeReport`, before anything is written
 */
export async function writeReports(
  runs: readonly NamedRun[],
  directory: string,
  options: ReportOptions = {},
): Promise<string[]> {
  const folders = fileNames(runTitles(runs.map(({ name }) => name)))
  if (!options.force) {
    await checkEarlierReport(directory, { kind: 'runs', contents: runs.map(({ run }) => runHash(run)) })
    for (const [at, { run }] of runs.entries())
      await checkEarlierReport(join(directory, folders[at]), { kind: 'run', run })
  }
  const earlier = await earlierFigures(directory)
  const written = ['report.html']
  for (const [at, { run }] of runs.entries()) {
    await reporting(directory, async () => makeInnerFolder(join(directory, folders[at])))
    const files = await writeReport(run, join(directory, folders[at]), options)
    written.push(...files.map(name => `${folders[at]}/${name}`))
  }
  await writeAll(directory, new Map([['report.html', await reportsHtml(runs)]]))
  await removeLeftOver(directory, earlier, written)
  return written
}

/**
 * Writes documents into a folder, each whole, by their names in it.
 * @throws NumeracyError `storage` when one cannot be written
 */
export async function writeAll(
  directory: string,
  documents: ReadonlyMap<string, string | Uint8Array>,
): Promise<void> {
  await reporting(directory, async () => {
    makeFolder(directory)
    for (const folder of new Set([...documents.keys()].map(dirname)))
      if (folder !== '.') makeInnerFolder(join(directory, folder))
    await Promise.all([...documents].map(([name, content]) => writeWhole(join(directory, name), content)))
  })
}

/** What goes wrong with the files of a report, in words for its reader. */
async function reporting(directory: string, write: () => Promise<unknown>): Promise<void> {
  try {
    await write()
  } catch (cause) {
    if (cause instanceof NumeracyError) throw cause
    throw new NumeracyError(
      'storage',
      `The report cannot be written into ${directory}: ${messageOf(cause)}. The run is kept in the cache; free some space or choose another folder with --out, and run the same command again.`,
      { cause, details: { directory } },
    )
  }
}

/** Without a cache figures are drawn again, without a notice. */
function drawing({ cache = memoryCache(), listen = () => {}, ...options }: ReportOptions): DrawOptions {
  return { ...options, cache, listen }
}
