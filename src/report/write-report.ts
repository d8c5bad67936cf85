import { mkdir, rename, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { messageOf, NumeracyError } from '../base/error.ts'
import type { NamedRun } from '../findings/comparison/entrants.ts'
import type { Run } from '../store/run.ts'
import { writeRun } from '../store/runs.ts'
import { type DrawOptions, drawFigures } from './draw.ts'
import { fileNames } from './drawn-figure.ts'
import { reportHtml, reportsHtml } from './html.ts'
import { reportMarkdown } from './markdown.ts'

/**
 * Writes the report of a run into a folder: report.html, report.md, figures/*.svg and *.png, and run.json.
 * @returns the names of the files, relative to the folder
 * @throws NumeracyError `storage` when a file cannot be written
 */
export async function writeReport(run: Run, directory: string, options: DrawOptions): Promise<string[]> {
  await writeRun(join(directory, 'run.json'), run)
  const { figures, files } = await drawFigures(run, options)
  const documents = new Map<string, string | Uint8Array>([
    ['report.html', await reportHtml(run, figures)],
    ['report.md', reportMarkdown(run, figures)],
    ...[...files].map(([name, content]) => [`figures/${name}`, content] as const),
  ])
  await writeAll(directory, documents)
  return ['run.json', ...documents.keys()]
}

/**
 * Writes one report.html of several runs, side by side, and the report of each into a folder of its own.
 * @returns the names of the files, relative to the folder
 * @throws NumeracyError `storage` when a file cannot be written
 */
export async function writeReports(
  runs: readonly NamedRun[],
  directory: string,
  options: DrawOptions,
): Promise<string[]> {
  const folders = fileNames(runs.map(({ name }) => basename(name).replace(/\.json$/i, '')))
  const written = ['report.html']
  for (const [at, { run }] of runs.entries()) {
    await made(join(directory, folders[at]))
    const files = await writeReport(run, join(directory, folders[at]), options)
    written.push(...files.map(name => `${folders[at]}/${name}`))
  }
  await writeAll(directory, new Map([['report.html', await reportsHtml(runs)]]))
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
  await reporting(directory, () =>
    Promise.all([...documents].map(([name, content]) => writeWhole(join(directory, name), content))),
  )
}

function made(directory: string): Promise<unknown> {
  return reporting(directory, () => mkdir(directory, { recursive: true }))
}

/** What goes wrong with the files of a report, told as its reader needs it. */
async function reporting(directory: string, write: () => Promise<unknown>): Promise<void> {
  try {
    await write()
  } catch (cause) {
    throw new NumeracyError(
      'storage',
      `The report cannot be written into ${directory}: ${messageOf(cause)}. The run is kept in the cache; free some space or choose another folder with --out, and run the same command again.`,
      { cause, details: { directory } },
    )
  }
}

async function writeWhole(path: string, content: string | Uint8Array): Promise<void> {
  const temporary = `${path}.${process.pid}.tmp`
  await mkdir(dirname(path), { recursive: true })
  await writeFile(temporary, content)
  await rename(temporary, path)
}
