import { stat } from 'node:fs/promises'
import { basename, dirname, resolve } from 'node:path'
import { NumeracyError } from '../../base/error.ts'
import { isFolder } from '../../store/runs.ts'

/** What is viewed: the runs of a folder, or one file in it. */
export interface ViewedPath {
  readonly folder: string
  /** Name of the file; null for all run files of the folder. */
  readonly file: string | null
}

/**
 * @param given null for the report's folder where there is one, else the current folder
 * @throws NumeracyError `storage` when nothing is there
 */
export async function viewedPath(given: string | null, cwd: string): Promise<ViewedPath> {
  if (given === null) {
    const report = resolve(cwd, 'numeracy-report')
    return { folder: (await isFolder(report)) ? report : resolve(cwd), file: null }
  }
  const path = resolve(cwd, given)
  if (await isFolder(path)) return { folder: path, file: null }
  if (await stat(path).catch(() => null)) return { folder: dirname(path), file: basename(path) }
  throw new NumeracyError(
    'storage',
    `view: there is no file or folder ${path}. Give a run file, or a folder with run files; \`numeracy probe --out DIR\` writes one.`,
    { details: { path } },
  )
}
