import { readFile } from 'node:fs/promises'
import { messageOf, NumeracyError } from '../base/error.ts'

interface AppFiles {
  readonly script: string
  /** Safe to stand in a `<style>`. */
  readonly style: string
}

/** Where `npm run build:web` leaves the app, seen from src/report as well as from dist/report. */
const folder = new URL('../../dist/web/', import.meta.url)

/**
 * The report's app as it was built.
 * @throws NumeracyError `storage`
 */
export async function appFiles(): Promise<AppFiles> {
  try {
    const [script, style] = await Promise.all(
      ['app.js', 'app.css'].map(name => readFile(new URL(name, folder), 'utf8')),
    )
    return { script, style: style.replaceAll(/<(?=\/style)/gi, '\\3C ') }
  } catch (cause) {
    throw new NumeracyError(
      'storage',
      `The report’s app cannot be read: ${messageOf(cause)}. In a checkout, build it with "npm run build:web"; an installed package holds it: install that again.`,
      { cause, details: { folder: folder.pathname } },
    )
  }
}
