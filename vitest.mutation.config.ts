import { defineConfig } from 'vitest/config'

/** The tests that stand for the statistics: quick, and of src/math and src/measures alone. */
export default defineConfig({
  test: {
    include: ['test/math/**/*.test.ts', 'test/measures/**/*.test.ts'],
    setupFiles: ['test/fixtures/properties.ts'],
    testTimeout: 30_000,
  },
})
