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

/** A spec without its options, where those tell no two models of a run apart. */
export function shortSpec(run: Pick<Evidence, 'models'>, { id, kind, spec }: RunModel): string {
  const short = (text: string) => text.replace(/\?.*$/s, '')
  const alike = run.models.some(
    other => other.id !== id && other.kind === kind && short(other.spec) === short(spec),
  )
  return alike ? spec : short(spec)
}

/** A list as English writes it: a, b and c. */
export function enumerated(items: readonly string[]): string {
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items[items.length - 1]}`
}
