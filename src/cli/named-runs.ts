import { join, normalize, resolve } from 'node:path'
import type { NamedRun } from '../findings/comparison/entrants.ts'
import { isFolder, readRun } from '../store/runs.ts'

/**
 * Reads run files, or the run.json of folders, as they were given on the command line.
 * @throws NumeracyError `input` or `storage`
 */
export async function readNamedRuns(given: readonly string[], cwd: string): Promise<NamedRun[]> {
  const named: NamedRun[] = []
  for (const name of given) {
    const path = resolve(cwd, name)
    named.push({
      name: nameOf(name),
      run: await readRun((await isFolder(path)) ? join(path, 'run.json') : path),
    })
  }
  return named
}

/** As it was given, but of a run.json its folder, which is what tells two of them apart. */
function nameOf(given: string): string {
  return normalize(given).replace(/(?<=[^/\\])[/\\](?:run\.json)?$/, '')
}
