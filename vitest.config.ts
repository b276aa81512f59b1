import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['server/src/**/*.test.ts', 'web/src/**/*.test.ts', 'widget/src/**/*.test.ts', 'scripts/**/*.test.ts'],
  },
})
