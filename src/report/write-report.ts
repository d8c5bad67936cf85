import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { messageOf, NumeracyError } from '../base/error.ts'
import type { Run } from '../store/run.ts'
import { writeRun } from '../store/runs.ts'
import { type DrawOptions, drawFigures } from './draw.ts'
import { reportHtml } from './html.ts'
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
  try {
    await mkdir(join(directory, 'figures'), { recursive: true })
    await Promise.all([...documents].map(([name, content]) => writeWhole(join(directory, name), content)))
  } catch (cause) {
    throw new NumeracyError(
      'storage',
      `The report cannot be written into ${directory}: ${messageOf(cause)}. The run is kept in the cache; free some space or choose another folder with --out, and run the same command again.`,
      { cause, details: { directory } },
    )
  }
  return ['run.json', ...documents.keys()]
}

async function writeWhole(path: string, content: string | Uint8Array): Promise<void> {
  const temporary = `${path}.${process.pid}.tmp`
  await writeFile(temporary, content)
  await rename(temporary, path)
}
