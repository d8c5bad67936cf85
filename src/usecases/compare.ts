import { checkArgument, checkMembers } from '../base/arguments.ts'
import { NumeracyError } from '../base/error.ts'
import type {
  ComparedPair,
  ComparedScore,
  ComparedSeries,
  Comparison,
} from '../findings/comparison/comparison.ts'
import { sharedSeries } from '../findings/comparison/documents.ts'
import { type Entrant, entrantsOf, type NamedRun } from '../findings/comparison/entrants.ts'
import { enumerated } from '../findings/finding.ts'
import { resamplesFor } from '../math/bootstrap.ts'
import { holm } from '../math/holm.ts'
import type { Measure } from '../measures/measure.ts'
import { isSignificant, pairedDifference } from '../measures/paired.ts'
import type { Run, RunSeries } from '../store/run.ts'
import { type ComparisonOptions, comparableMeasure } from './compare/comparable.ts'
import { indexComparison } from './compare/compared-index.ts'
import { withPauses } from './compare/pauses.ts'
import { type Placed, placer } from './compare/placed.ts'
import { ranksOf } from './compare/ranks.ts'

/** How to compare. Everything may be left out. */
export type CompareOptions = ComparisonOptions

/**
 * Compares every model of some runs with every other, on each series that two of them share.
 * O(entrants · series · resamples · n² log n).
 * @throws NumeracyError `unknown` for a measure, `input` when there are no two models to compare; the signal's reason
 */
export async function compare(
  runs: readonly (Run | NamedRun)[],
  options: CompareOptions = {},
): Promise<Comparison> {
  checkArgument('compare: runs', runs, 'list')
  for (const run of runs)
    checkArgument('compare: a run', 'run' in Object(run) ? (run as NamedRun).run : run, 'object')
  checkMembers('compare', options, { measure: 'text', seed: 'whole number', signal: 'signal' })
  const { measure: id = 'concordance', seed = 1 } = options
  const measure = comparableMeasure('compare', id)
  const entrants = entrantsOf(runs.map((run, at) => ('run' in run ? run : { name: `run ${at + 1}`, run })))
  if (entrants.length < 2) {
    throw new NumeracyError(
      'input',
      `compare: got ${entrants.length === 0 ? 'no model' : `one model, ${entrants[0].label}`}; expected two at least. Give a second run, or a run with several models.`,
    )
  }
  const roles = comparedRoles(entrants)
  const raw: Raw[] = []
  const shared = sharedSeries(entrants)
  const comparingIndex = indexComparison(entrants, seed)
  let done = 0
  const measured = (label: string) =>
    options.listen?.({ type: 'measured', done: ++done, total: shared.length + comparingIndex.parts, label })
  for (const series of shared) {
    raw.push(await comparedOn(series, entrants, { measure, roles }, { ...options, seed }))
    measured(series.id)
  }
  const index = await withPauses(
    comparingIndex.steps(() => measured('index')),
    options,
  )
  const family = holm(raw.flatMap(({ differences }) => differences.map(({ p }) => p)))
  let next = 0
  const series = raw.map((compared): ComparedSeries => {
    const differences = compared.differences.map((pair): ComparedPair => {
      const adjusted = family[next++]
      return { ...pair, adjusted, significant: isSignificant(pair, adjusted) }
    })
    const significant = differences.filter(pair => pair.significant)
    const ranks = ranksOf(compared.scores, significant, measure.better === 'lower' ? -1 : 1)
    return {
      ...compared,
      scores: compared.scores.map((score, at) => ({ ...score, rank: ranks[at] })),
      differences,
    }
  })
  return {
    format: 'numeracy-comparison',
    version: 1,
    seed,
    measure: id,
    better: measure.better,
    entrants: entrants.map(({ matrices: _, sampled: __, ...entrant }) => entrant),
    series,
    ...(index !== null && { index }),
  }
}

/**
 * The roles of the embedders that are compared: those of most, of equally many the first; null where there are none.
 * @throws NumeracyError `input` when so no two models are left
 */
function comparedRoles(entrants: readonly Entrant[]): Entrant['roles'] {
  const groups = Map.groupBy(
    entrants.filter(({ roles }) => roles !== null),
    ({ roles }) => roles,
  )
  if (groups.size === 0) return null
  const [roles, most] = [...groups].reduce((largest, group) =>
    group[1].length > largest[1].length ? group : largest,
  )
  const rerankers = entrants.filter(each => each.roles === null)
  if (groups.size > 1 && most.length + rerankers.length < 2) {
    const asked = [...groups].map(
      ([name, group]) => `--roles ${name}: ${enumerated(group.map(({ label }) => label))}`,
    )
    throw new NumeracyError(
      'input',
      `compare: got models that were asked in different roles (${asked.join('; ')}); similarities of documents and of queries with documents cannot be compared. Expected two models asked in the same roles: probe them with the same --roles.`,
      { details: { roles: Object.fromEntries([...groups].map(([name, group]) => [name, group.length])) } },
    )
  }
  return roles
}

function otherRoles(own: Run['roles'], compared: Run['roles']): string {
  return `asked with --roles ${own}, the others with --roles ${compared}, which cannot be compared.`
}

type Raw = Omit<ComparedSeries, 'scores' | 'differences'> & {
  readonly scores: readonly Omit<ComparedScore, 'rank'>[]
  readonly differences: readonly Omit<ComparedPair, 'adjusted' | 'significant'>[]
}

async function comparedOn(
  series: RunSeries,
  entrants: readonly Entrant[],
  { measure, roles }: { readonly measure: Measure; readonly roles: Entrant['roles'] },
  { seed, signal, pause }: CompareOptions & { readonly seed: number },
): Promise<Raw> {
  const n = series.texts.length
  const place = placer(series, measure, seed)
  const placed: Placed[] = []
  const missing: { readonly label: string; readonly reason: string }[] = []
  for (const entrant of entrants) {
    if (entrant.roles !== null && entrant.roles !== roles) {
      missing.push({ label: entrant.label, reason: otherRoles(entrant.roles, roles!) })
      continue
    }
    const result = await withPauses(place(entrant), { signal, pause })
    if ('reason' in result) missing.push({ label: entrant.label, reason: result.reason })
    else placed.push(result)
  }
  const differences = placed.flatMap((a, at) =>
    placed.slice(at + 1).map(b => ({ a: a.id, b: b.id, ...pairedDifference(measure, a, b) })),
  )
  const reasons = [...Map.groupBy(missing, ({ reason }) => reason)].map(
    ([reason, group]) => `Without ${enumerated(group.map(({ label }) => label))}: ${reason}`,
  )
  return {
    series: series.id,
    n,
    resamples: resamplesFor(n),
    scores: placed.map(({ id: entrant, value, interval, floor }) => ({ entrant, value, interval, floor })),
    differences,
    ...(reasons.length === 0 ? {} : { reason: reasons.join(' ') }),
  }
}
