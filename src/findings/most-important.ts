import type { RunFinding } from '../store/run.ts'

const weight: Readonly<Record<RunFinding['severity'], number>> = { warning: 0, notice: 1, info: 2 }

/** The findings that a reader in a hurry should meet: the gravest first, no two of a kind. The verdicts stand elsewhere. */
export function mostImportant(findings: readonly RunFinding[], count: number): RunFinding[] {
  const kinds = [...Map.groupBy(findings, ({ id }) => id).values()]
    .map(group => group.toSorted(byWeight)[0])
    .filter(({ id }) => id !== 'verdicts')
  return kinds.toSorted(byWeight).slice(0, count)
}

function byWeight(a: RunFinding, b: RunFinding): number {
  return weight[a.severity] - weight[b.severity]
}
