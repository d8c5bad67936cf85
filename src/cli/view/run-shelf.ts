import { messageOf } from '../../base/error.ts'
import type { NamedRun } from '../../findings/comparison/entrants.ts'
import type { Run } from '../../store/run.ts'
import { readRun } from '../../store/runs.ts'
import { callsItselfRun, fileNamed, type RunFile, runFilesIn } from './run-files.ts'
import type { ViewedPath } from './viewed-path.ts'

/** The runs that are viewed, as they were last read. */
export interface RunShelf {
  /** By name; the same array until something changes. */
  runs(): readonly NamedRun[]
  /** Reads what is new or was written again, and forgets what is gone; says whether anything changed. */
  refresh(): Promise<boolean>
  /** Adds a file of the folder, where only some are viewed, and refreshes. */
  add(name: string): Promise<boolean>
}

/**
 * @param notice called for each run file that cannot be read; it is left out
 * @throws NumeracyError `input` or `storage` when one file is viewed and it is not a run
 */
export async function runShelf(
  { folder, file }: ViewedPath,
  notice: (message: string) => void,
): Promise<RunShelf> {
  const only = file === null ? null : new Set([file])
  let known = new Map<string, { readonly signature: string; readonly run: Run | null }>()
  let runs: readonly NamedRun[] = []
  let last: Promise<unknown> = Promise.resolve()

  async function read(each: RunFile): Promise<Run | null> {
    if (only === null && !(await callsItselfRun(each))) return null
    try {
      return await readRun(each.path)
    } catch (error) {
      notice(`${messageOf(error)} It is left out.`)
      return null
    }
  }

  async function refreshNow(): Promise<boolean> {
    const files = only === null ? await runFilesIn(folder) : await filesNamed(folder, only)
    const next: typeof known = new Map()
    for (const each of files) {
      const { name, signature } = each
      const before = known.get(name)
      next.set(name, before?.signature === signature ? before : { signature, run: await read(each) })
    }
    known = next
    const now = [...known].flatMap(([name, { run }]) => (run === null ? [] : [{ name, run }]))
    const changed = now.length !== runs.length || now.some(({ run }, index) => run !== runs[index].run)
    if (changed) runs = now
    return changed
  }

  /** One after the other, so that none sees half of another. */
  function refresh(): Promise<boolean> {
    const turn = last.then(refreshNow)
    last = turn.catch(() => {})
    return turn
  }

  if (file !== null) {
    const whole = await fileNamed(folder, file)
    const run = await readRun(whole?.path ?? `${folder}/${file}`)
    if (whole !== null) known.set(file, { signature: whole.signature, run })
  }
  await refresh()
  return {
    runs: () => runs,
    refresh,
    add(name) {
      only?.add(name)
      return refresh()
    },
  }
}

async function filesNamed(folder: string, names: ReadonlySet<string>): Promise<RunFile[]> {
  const files = await Promise.all([...names].sort().map(name => fileNamed(folder, name)))
  return files.filter(each => each !== null)
}
