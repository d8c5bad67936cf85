import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { exportRuns } from '../../../src/report/export/export-run.ts'
import type { Exported, ExportRequest } from '../../../src/report/export/format.ts'
import type { Selector } from '../../../src/report/export/selection.ts'
import { memoryCache } from '../../../src/store/memory-cache.ts'
import type { Run } from '../../../src/store/run.ts'
import type { FileContent } from '../../../src/store/whole-file.ts'
import { temporaryFolder } from '../../fixtures/temporary-folder.ts'

const any: Selector = { series: null, model: null, prompt: null, experiment: null }

interface Options {
  readonly selector?: Partial<Selector>
  readonly figure?: ExportRequest['figure']
  readonly figureWidth?: number
}

/** What an export of a run holds. */
export function exported(
  run: Run,
  name: string,
  { selector, figure, figureWidth }: Options = {},
): Promise<Exported> {
  const request = {
    name,
    selector: { ...any, ...selector },
    figure: figure ?? null,
    figureWidth: figureWidth ?? null,
  }
  return exportRuns([{ name: 'run', run }], request, { cache: memoryCache(), listen: () => {} })
}

/** The main file of an export, as text. */
export async function exportedText(run: Run, name: string, options: Options = {}): Promise<string> {
  const { files } = await exported(run, name, options)
  return bytesOf(files.get(name)!).toString('utf8')
}

/** The main file of an export on disk, in a folder that goes with the test. */
export async function exportedPath(run: Run, name: string, options: Options = {}): Promise<string> {
  const { files } = await exported(run, name, options)
  const path = join(temporaryFolder(), name)
  writeFileSync(path, bytesOf(files.get(name)!))
  return path
}

/** All that a file is written of. */
function bytesOf(content: FileContent): Buffer {
  const parts = typeof content === 'string' || content instanceof Uint8Array ? [content] : [...content]
  return Buffer.concat(parts.map(part => Buffer.from(part as string)))
}
