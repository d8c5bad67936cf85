import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** A folder for answers that test files share: what one is asking for, another waits for. */
process.env.NUMERACY_TEST_CACHE ??= join(tmpdir(), `numeracy-tests-${process.pid}`)

/** What Node compiles, and strips of types, is kept where Node keeps it by itself, for all processes of the tests and their threads. */
process.env.NODE_COMPILE_CACHE ??= join(tmpdir(), 'node-compile-cache')

const globalSetup = 'test/fixtures/shared-cache.ts'

/**
 * The first files, in this order. The first fills the shared cache with what most others ask; beside it run some that
 * ask little of it. The others take long: begun last, each would run for a minute beside an idle core.
 */
const first = [
  ...['e2e/main-job', 'e2e/package', 'e2e/command', 'e2e/four-models', 'jobs/worker-process'],
  ...['docs/readme', 'docs/commands', 'docs/api'],
]

/** The first of those that share a process: small files, by which they would stand last, that compute for long. */
const firstShared = ['validity/cheaters', 'validity/index-seeds', 'published/analyses', 'cli/seeds']

/** Its place in these lists; what has a process of its own comes before what shares one. */
function placeOf({ moduleId, project }: TestSpecification): number {
  const placeIn = (names: readonly string[]) =>
    names.findIndex(name => moduleId.replaceAll('\\', '/').endsWith(`/test/${name}.test.ts`))
  const own = placeIn(first)
  if (own >= 0) return own
  if (project.name !== 'shared') return first.length
  const shared = placeIn(firstShared)
  return first.length + 1 + (shared < 0 ? firstShared.length : shared)
}

class FirstInOrder extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).toSorted((a, b) => placeOf(a) - placeOf(b))
  }
}

/**
 * V8 ends a process that begins and ends many threads with WebAssembly in them, where the processor has keys for memory
 * ("Check failed: jit_page.has_value()", nodejs/node#64500): the tests that share a process do so for minutes.
 */
const execArgv = ['--no-memory-protection-keys']

const limits = { globalSetup, execArgv, testTimeout: 240_000, hookTimeout: 240_000 }
const setupFiles = ['test/fixtures/properties.ts']

/**
 * Where no test changes the process that it runs in. These files run one after the other in the processes of the
 * workers, so that what they import is loaded once in each; every other file has a process of its own.
 */
const shared = [
  'test/{base,cli,experiments,findings,math,matchers,matrix,measures,models}/**/*.test.ts',
  'test/{plots,published,python,report,scripts,series,store,usecases,validity,web}/**/*.test.ts',
]

export default defineConfig({
  test: {
    sequence: { sequencer: FirstInOrder },
    // Many wait for processes, servers and browsers of theirs: three keep two cores busy.
    maxWorkers: 3,
    projects: [
      {
        test: { name: 'shared', include: shared, isolate: false, restoreMocks: true, setupFiles, ...limits },
      },
      {
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/e2e/**', ...shared],
          setupFiles,
          ...limits,
        },
      },
      // A page shows what was asked for when it is ready.
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          expect: { poll: { timeout: 60_000 } },
          ...limits,
        },
      },
    ],
  },
})
