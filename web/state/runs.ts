import { computed, signal } from '@preact/signals'
import type { NamedRun } from '../../src/findings/comparison/entrants.ts'
import { runTitles } from '../../src/findings/comparison/run-titles.ts'
import type { Run } from '../../src/store/run.ts'
import { addressed } from './address.ts'

/** The runs of the page: those it came with, and those that were added. */
export const runs = signal<readonly NamedRun[]>([])

/** The run that is shown. Null where the page has none. */
export const chosen = computed<NamedRun | null>(
  () => runs.value.find(({ name }) => name === addressed('run')) ?? runs.value[0] ?? null,
)

/** How a reader meets each run of the page, by its name. */
export const titles = computed<ReadonlyMap<string, string>>(() => {
  const names = runs.value.map(({ name }) => name)
  const short = runTitles(names)
  return new Map(names.map((name, at) => [name, short[at]]))
})

/** Adds a run under a name that none has yet, and returns that name. */
export function addRun(name: string, run: Run): string {
  const taken = new Set(runs.value.map(each => each.name))
  let free = name
  for (let copy = 2; taken.has(free); copy++) free = `${name} (${copy})`
  runs.value = [...runs.value, { name: free, run }]
  return free
}
