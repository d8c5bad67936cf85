import { basename, dirname, join, relative, resolve } from 'node:path'
import { NumeracyError } from '../base/error.ts'
import type { Event } from '../base/events.ts'
import { checkRequest, type Exported, type ExportRequest, exportRun } from '../report/export/export-run.ts'
import { makeInnerFolder } from '../store/folders.ts'
import { memoryCache } from '../store/memory-cache.ts'
import { openCache } from '../store/open-cache.ts'
import type { Run } from '../store/run.ts'
import { isFolder } from '../store/runs.ts'
import { unwritable, writeWhole } from '../store/whole-file.ts'
import type { Context } from './context.ts'
import { readNamedRuns } from './named-runs.ts'
import { showProgress } from './progress.ts'

/** What `numeracy export` was asked. */
export interface ExportCommand extends Omit<ExportRequest, 'name'> {
  /** A run file, or a folder with a run.json. */
  readonly run: string
  readonly to: string
  readonly json: boolean
  /** Folder of the cache. */
  readonly cache: string
}

/** Reads the run, writes what was asked for, and prints the names of the files, that one first. */
export async function runExport(command: ExportCommand, context: Context): Promise<void> {
  const { cwd, stdout, stderr } = context
  const path = resolve(cwd, command.to)
  const request = { ...command, name: basename(path) }
  const { kind } = checkRequest(request)
  await checkPlace(path)
  const [{ run }] = await readNamedRuns([command.run], cwd)
  const { files, of, note } =
    kind === 'report'
      ? await drawnInSight(run, request, command.cache, context)
      : await exportRun(run, request, { cache: memoryCache(), listen: noticesTo(stderr) })
  if (note !== null) stderr.write(`note: ${note}\n`)
  for (const [name, content] of files) await write(dirname(path), name, content)
  const [file, ...others] = [...files.keys()].map(name => relative(cwd, join(dirname(path), name))).reverse()
  const names = [file, ...others.reverse()]
  stdout.write(
    command.json ? `${JSON.stringify({ file, files: names, of }, null, 2)}\n` : `${names.join('\n')}\n`,
  )
}

function noticesTo(stderr: Context['stderr']): (event: Event) => void {
  return event => {
    if (event.type === 'notice') stderr.write(`note: ${event.message}\n`)
  }
}

/** Figures of a whole run take a while, and are kept. */
async function drawnInSight(
  run: Run,
  request: ExportRequest,
  directory: string,
  context: Context,
): Promise<Exported> {
  const stage = { title: 'figures', owns: ({ type }: Event) => type === 'drawn' }
  const progress = await showProgress([stage], context)
  const { listen } = progress
  const cache = openCache({ directory, listen })
  try {
    const exported = await exportRun(run, request, { cache, listen, signal: context.signal })
    await progress.finish()
    return exported
  } catch (error) {
    await progress.finish(error)
    throw error
  } finally {
    cache.close()
  }
}

/**
 * Told before the work, not after.
 * @throws NumeracyError `storage` when a file cannot stand there
 */
async function checkPlace(path: string): Promise<void> {
  const refuse = (problem: string) => {
    throw new NumeracyError('storage', `--to: ${problem}`, { details: { path } })
  }
  if (await isFolder(path)) refuse(`${path} is a folder; expected the name of a file. Choose another name.`)
  if (!(await isFolder(dirname(path))))
    refuse(`there is no folder ${dirname(path)}. Make it, or choose another place.`)
}

async function write(folder: string, name: string, content: string | Uint8Array): Promise<void> {
  const path = join(folder, name)
  try {
    if (dirname(name) !== '.') makeInnerFolder(dirname(path))
    await writeWhole(path, content)
  } catch (error) {
    if (error instanceof NumeracyError) throw error
    throw unwritable(`export: ${path} cannot be written`, error, path)
  }
}
