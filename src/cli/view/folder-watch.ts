import { basename } from 'node:path'
import { watch } from 'chokidar'
import { isLookedAt } from './run-files.ts'

/** Milliseconds in which a file must not have grown, and in which changes count as one. */
const quiet = 150

export interface FolderWatch {
  close(): Promise<void>
}

/**
 * Watches the JSON files of a folder and of the folders in it. Resolves when it sees every change from then on.
 * @param onChange called once for changes that come together
 * @param onTrouble called when it cannot watch, or not all
 */
export async function watchFolder(
  folder: string,
  onChange: () => void,
  onTrouble: (error: unknown) => void,
): Promise<FolderWatch> {
  let timer: NodeJS.Timeout | undefined
  const watcher = watch(folder, {
    depth: 1,
    ignoreInitial: true,
    awaitWriteFinish: { stabilityThreshold: quiet, pollInterval: 50 },
    ignored(path, stats) {
      if (path === folder) return false
      const name = basename(path)
      return !isLookedAt(name) || (stats?.isFile() === true && !name.endsWith('.json'))
    },
  })
  watcher.on('all', () => {
    clearTimeout(timer)
    timer = setTimeout(onChange, quiet)
  })
  watcher.on('error', onTrouble)
  await new Promise<void>(resolve => {
    watcher.once('ready', resolve)
    watcher.once('error', () => resolve())
  })
  return {
    async close() {
      clearTimeout(timer)
      await watcher.close()
    },
  }
}
