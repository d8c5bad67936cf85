import { join, relative } from 'node:path'
import { pathToFileURL } from 'node:url'
import { printableLine } from '../base/control-characters.ts'
import type { Context } from './context.ts'

/** Makes a text a link where a terminal knows such (OSC 8). */
const linked = (url: string, text: string) => `\u001b]8;;${url}\u001b\\${text}\u001b]8;;\u001b\\`

/**
 * The last line of what writes a report: which file to open. In a terminal it can be clicked.
 * @param folder of the report
 */
export function writeOpenLine(folder: string, { stdout, cwd }: Pick<Context, 'stdout' | 'cwd'>): void {
  const path = join(folder, 'report.html')
  const name = relative(cwd, path)
  // The path of a link is percent-encoded, so nothing in it can end the sequence.
  if (stdout.isTTY && stdout.unfiltered !== undefined && printableLine(name) === name)
    stdout.unfiltered.write(`Open ${linked(pathToFileURL(path).href, name)}\n`)
  else stdout.write(`Open ${name}\n`)
}

/**
 * Opens the report in the user's browser, and says so where that cannot be done.
 * @param folder of the report
 */
export async function openReport(folder: string, { stderr }: Pick<Context, 'stderr'>): Promise<void> {
  const { openBrowser } = await import('./view/browser.ts')
  await openBrowser(join(folder, 'report.html')).catch(() => {
    stderr.write('note: no browser could be opened here. Open the file by hand.\n')
  })
}
