import { defineConfig } from 'prisma/config'

// `generate`, `validate` and `format` would download a schema engine that they do not use.
if (!process.argv.includes('migrate')) process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath

export default defineConfig({ schema: './schema', migrations: { path: './migrations' } })
