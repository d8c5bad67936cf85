import type { RunFinding } from '../store/run.ts'
import { gravity } from './finding.ts'

/** The findings that a reader in a hurry should meet: the gravest first, no two of a kind. The verdicts stand elsewhere. */
export function mostImportant(findings: readonly RunFinding[], count: number): RunFinding[] {
  const kinds = [...Map.groupBy(findings, ({ id }) => id).values()]
    .map(group => group.toSorted(byGravity)[0])
    .filter(({ id }) => id !== 'verdicts')
  return kinds.toSorted(byGravity).slice(0, count)
}

function byGravity(a: RunFinding, b: RunFinding): number {
  return gravity[a.severity] - gravity[b.severity]
}
