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

// A test that passes only on its second try is a bug, and is named in the output; it does not cost a whole run of CI.
const retry = process.env['CI'] ? 1 : 0
// As long as a busy machine may need; what is there at once costs nothing.
const patience = { poll: { timeout: 8000 } }

export default defineConfig({
  test: {
    // Once for all: one PostgreSQL, one browser, and one copy of Prisma's engine in the process that migrates it.
    globalSetup: ['test/support/postgres.ts', 'test/support/unpacked-browser.ts'],
    // Vitest leaves a core to its main process, which has next to nothing to do: on two cores that is half of the machine.
    maxWorkers: 2,
    projects: [
      { test: { name: 'unit', include: unit, isolate: false } },
      {
        ssr: { resolve },
        test: {
          name: 'flows',
          retry,
          include: ['test/{flows,channels}/**/*.test.ts'],
          expect: patience,
          testTimeout: 30_000,
          hookTimeout: 60_000,
          // Files share what is loaded, never what is running: each starts hubs of its own and stops them.
          isolate: false,
        },
      },
      {
        ssr: { resolve },
        test: {
          name: 'e2e',
          retry,
          include: ['test/e2e/**/*.test.ts'],
          isolate: false,
          expect: patience,
          testTimeout: 60_000,
          hookTimeout: 90_000,
        },
      },
    ],
  },
})
