import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A file that opens an address in a browser. */
export interface Handoff {
  readonly path: string
  /** Removes the file. */
  remove(): Promise<void>
}

/**
 * Writes an address into a file that nobody else can read, so that the command line of the browser, which every
 * user of the machine can read, names the file alone.
 * @param folder where temporary files are
 */
export async function handoffFile(url: string, folder: string = tmpdir()): Promise<Handoff> {
  const own = await mkdtemp(join(folder, 'numeracy-view-'))
  const remove = () => rm(own, { recursive: true, force: true })
  const path = join(own, 'open.html')
  try {
    await writeFile(path, redirect(url), { flag: 'wx', mode: 0o600 })
  } catch (error) {
    await remove()
    throw error
  }
  return { path, remove }
}

function redirect(url: string): string {
  return `<!doctype html>
<meta charset="utf-8">
<meta name="referrer" content="no-referrer">
<meta http-equiv="refresh" content="0; url=${url}">
<title>numeracy</title>
<p><a href="${url}">numeracy view</a></p>
`
}
