import { defineConfig } from 'vitest/config'

/**
 * The tests that stand for the statistics: of src/math and src/measures alone, and quick, as each is run for
 * every mutant that it covers. What takes seconds is left out: it tells of whole runs more than of single lines.
 */
export default defineConfig({
  test: {
    include: [`test/${process.env.NUMERACY_MUTATION}/**/*.test.ts`],
    exclude: ['test/measures/{judge,controls,rhythm}.test.ts'],
    setupFiles: ['test/fixtures/properties.ts'],
    testTimeout: 60_000,
  },
})
