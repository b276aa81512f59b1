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
    // Once for all: one PostgreSQL, and one copy of Prisma's engine in the process that migrates it.
    globalSetup: ['test/support/postgres.ts'],
    projects: [
      { test: { name: 'unit', include: unit } },
      {
        ssr: { resolve },
        test: {
          name: 'flows',
          include: ['test/{flows,channels}/**/*.test.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        ssr: { resolve },
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 90_000,
          fileParallelism: false,
          // After the others, so that pages have the machine for themselves.
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})
