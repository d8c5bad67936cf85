import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defineConfig } from 'vitest/config'

/** A folder for answers that test files share: what one is asking for, another waits for. */
process.env.NUMERACY_TEST_CACHE ??= join(tmpdir(), `numeracy-tests-${process.pid}`)
const globalSetup = 'test/fixtures/shared-cache.ts'

export default defineConfig({
  test: {
    // Two cores would otherwise run one file at a time.
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/e2e/**'],
          setupFiles: ['test/fixtures/properties.ts'],
          globalSetup,
          testTimeout: 240_000,
          hookTimeout: 240_000,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          globalSetup,
          testTimeout: 240_000,
          hookTimeout: 240_000,
        },
      },
    ],
  },
})
