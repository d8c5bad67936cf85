import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { median } from './paired.ts'

/** The run that later ones are held against: before search and same were asked, and before anything was made faster. */
const earlier = 'c92492b'

const root = join(import.meta.dirname, '..')

/** Interleaved repetitions: on a machine that does other work one alone says little. */
const rounds = 3

/** What one process took, with all of its threads. */
interface Cost {
  readonly wall: number
  /** User and system, of all threads, in seconds. */
  readonly cpu: number
  /** At its peak, in MB. */
  readonly memory: number
}

interface Contender {
  readonly name: string
  readonly folder: string
  readonly flags: readonly string[]
  readonly options: readonly string[]
}

/** The default run on an empty cache and on a full one, beside that of an earlier commit on the same machine. */
export async function defaultRun(): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'numeracy-bench-'))
  try {
    const before = checkedOut(join(folder, earlier))
    if (typeof before === 'string') return [before]
    const main = { folder: root, flags: ['--max-semi-space-size=4'] }
    const contenders: Contender[] = [
      { name: earlier, folder: before.folder, flags: [], options: [] },
      { name: 'today', ...main, options: [] },
      {
        name: 'today without search and same',
        ...main,
        options: ['pairs', 'zero', 'cases'].flatMap(experiment => ['--experiment', experiment]),
      },
    ]
    const costs = contenders.map(() => ({ cold: [] as Cost[], warm: [] as Cost[] }))
    for (let round = 0; round < rounds; round++) {
      for (const [at, contender] of contenders.entries()) {
        const place = mkdtempSync(join(folder, 'run-'))
        costs[at].cold.push(costOf(contender, place))
        costs[at].warm.push(costOf(contender, place))
        rmSync(place, { recursive: true, force: true })
      }
    }
    return contenders.flatMap(({ name }, at) =>
      (['cold', 'warm'] as const).map(
        state => `${name}, ${state}: ${described(costs[at][state], costs[0][state])}`,
      ),
    )
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** A checkout of the earlier commit with its own packages; or why there is none. */
function checkedOut(folder: string): { readonly folder: string } | string {
  const archive = spawnSync('git', ['archive', '--format=tar', '--prefix=checkout/', earlier], {
    cwd: root,
    maxBuffer: 2 ** 30,
  })
  if (archive.status !== 0)
    return `skipped: the commit ${earlier} is not in this repository, so there is nothing to compare with (git fetch --unshallow brings it)`
  mkdirSync(folder)
  const unpacked = spawnSync('tar', ['-x', '-C', folder], { input: archive.stdout })
  const checkout = join(folder, 'checkout')
  // Its prepare script builds the page, without which that commit writes no report.
  const installed = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: checkout, encoding: 'utf8' })
  return unpacked.status === 0 && installed.status === 0
    ? { folder: checkout }
    : `skipped: the packages of ${earlier} could not be installed: ${installed.stderr.trim().split('\n').at(-1)}`
}

function costOf({ folder, flags, options }: Contender, place: string): Cost {
  const note = join(place, 'cost.json')
  const hook = join(place, 'cost.mjs')
  writeFileSync(
    hook,
    `import { writeFileSync } from 'node:fs'
     import { isMainThread } from 'node:worker_threads'
     if (isMainThread) process.on('exit', () => writeFileSync(${JSON.stringify(note)}, JSON.stringify(process.resourceUsage())))`,
  )
  const start = performance.now()
  const args = ['probe', '--out', join(place, 'out'), '--cache', join(place, 'cache'), ...options]
  const program = join(folder, 'src', 'cli', 'main.ts')
  const run = spawnSync(process.execPath, [...flags, '--import', `file://${hook}`, program, ...args], {
    cwd: folder,
    encoding: 'utf8',
  })
  if (run.status !== 0) throw new Error(`The default run in ${folder} failed: ${run.stderr}`)
  const wall = (performance.now() - start) / 1000
  const { userCPUTime, systemCPUTime, maxRSS } = JSON.parse(readFileSync(note, 'utf8'))
  return { wall, cpu: (userCPUTime + systemCPUTime) / 1e6, memory: maxRSS / 1024 }
}

function described(own: readonly Cost[], theirs: readonly Cost[]): string {
  const middle = (of: (cost: Cost) => number) => median(own.map(of))
  const ratio = (of: (cost: Cost) => number) =>
    median(own.map((cost, round) => of(cost) / of(theirs[round]))).toFixed(2)
  return `${middle(({ wall }) => wall).toFixed(1)} s (${ratio(({ wall }) => wall)} of ${earlier}), CPU ${middle(({ cpu }) => cpu).toFixed(1)} s (${ratio(({ cpu }) => cpu)}), at most ${middle(({ memory }) => memory).toFixed(0)} MB`
}
