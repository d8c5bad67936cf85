import type { NamedRun } from '../../findings/comparison/entrants.ts'
import type { RunShelf } from './run-shelf.ts'
import { scriptHashes } from './script-hashes.ts'

/** Makes the page of some runs; it may load nothing from elsewhere. */
export type PageBuilder = (runs: readonly NamedRun[]) => Promise<string>

export interface BuiltPage {
  readonly html: string
  /** Of the scripts in it, as a Content-Security-Policy has them. */
  readonly hashes: readonly string[]
}

/** The page of the runs on a shelf, built again only when they have changed. */
export function pageOf(shelf: RunShelf, build: PageBuilder): () => Promise<BuiltPage> {
  let built: { readonly runs: readonly NamedRun[]; readonly page: Promise<BuiltPage> } | undefined
  return () => {
    const runs = shelf.runs()
    if (built?.runs !== runs) {
      const page = build(runs).then(html => ({ html, hashes: scriptHashes(html) }))
      page.catch(() => {
        built = undefined
      })
      built = { runs, page }
    }
    return built.page
  }
}
