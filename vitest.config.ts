import { defineConfig } from 'vitest/config'

const unit = [
  'server/src/**/*.test.ts',
  'web/src/**/*.test.ts',
  'widget/src/**/*.test.ts',
  'scripts/**/*.test.ts',
  'test/*.test.ts',
  'test/bench/**/*.test.ts',
]

// The conditions Node itself uses: with Vite's own, graphql would be loaded twice.
const resolve = { conditions: ['module-sync', 'node'] }

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'unit', include: unit } },
      {
        ssr: { resolve },
        test: {
          name: 'flows',
          include: ['test/{flows,channels}/**/*.test.ts'],
          globalSetup: ['test/support/postgres.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        ssr: { resolve },
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          globalSetup: ['test/support/postgres.ts'],
          testTimeout: 60_000,
          hookTimeout: 90_000,
          fileParallelism: false,
        },
      },
    ],
  },
})
