import type { Run, RunFinding, RunModel } from '../store/run.ts'

/** A run whose numbers are there and whose findings are still to be told. */
export type Evidence = Pick<Run, 'models' | 'series' | 'measures' | 'verdicts' | 'cases'>

/** One rule that turns numbers into sentences. A new one is a file and a line in catalogue.ts. */
export type FindingRule = (run: Evidence) => RunFinding[]

/** A model as a sentence names it. */
export function modelName(run: Evidence, id: string): string {
  const model = run.models.find(candidate => candidate.id === id)!
  if (model.kind === 'reference') return id.replace('reference:', '')
  const spec = shortSpec(run, model)
  return model.standIn ? `${spec} standing in as reranker` : `${spec} as ${model.kind}`
}

/** The least of a spec that tells it apart from the others of its kind: of a folder its name, without options if it can be. */
export function shortSpec(run: Pick<Evidence, 'models'>, { id, kind, spec }: RunModel): string {
  const others = run.models.filter(other => other.id !== id && other.kind === kind)
  const ways = [(text: string) => withoutFolders(withoutOptions(text)), withoutFolders]
  const way = ways.find(shorten => others.every(other => shorten(other.spec) !== shorten(spec)))
  return way === undefined ? spec : way(spec)
}

function withoutOptions(spec: string): string {
  return spec.replace(/\?.*$/s, '')
}

/** `../models/encoder?dtype=q8` → `encoder?dtype=q8`; what is no path stays as it is. */
function withoutFolders(spec: string): string {
  return spec.replace(/^(?:folder:)?[./~][^?]*?([^/?]+)\/*(?=\?|$)/s, '$1')
}

/** A list as English writes it: a, b and c. */
export function enumerated(items: readonly string[]): string {
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items[items.length - 1]}`
}
