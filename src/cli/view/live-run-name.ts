import { stat } from 'node:fs/promises'
import { join } from 'node:path'

/** A file name for a run of this second, which nothing in the folder has yet. */
export async function liveRunName(folder: string, now: Date): Promise<string> {
  const second = now.toISOString().slice(0, 19).replaceAll(':', '-')
  for (let number = 1; ; number++) {
    const name = `live-${second}Z${number === 1 ? '' : `-${number}`}.json`
    if ((await stat(join(folder, name)).catch(() => null)) === null) return name
  }
}
