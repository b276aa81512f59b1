import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { SchemaEngine } from '@prisma/schema-engine-wasm'

/** What the engine's glue code exports beside its types. */
interface Glue {
  SchemaEngine: typeof SchemaEngine
  __wbg_set_wasm(exports: Record<string, unknown>): void
}

/** The part of WebAssembly used here; Node's types leave it out. */
declare const WebAssembly: {
  instantiate(bytes: Uint8Array, imports: object): Promise<{ instance: { exports: Record<string, unknown> } }>
}

let loaded: Promise<Glue> | undefined
let last: Promise<unknown> = Promise.resolve()

/**
 * Lends Prisma's own schema engine, as WebAssembly: it applies migrations and writes the difference of two schemas. It
 * is loaded once, since its glue keeps the memory of the instance it was given first, and lent to one at a time, since
 * an instance panics when it is entered again while it waits for a database.
 */
export function withSchemaEngine<T>(work: (glue: Glue) => Promise<T>): Promise<T> {
  const turn = last.then(async () => work(await (loaded ??= load())))
  last = turn.catch(() => {})
  return turn
}

async function load(): Promise<Glue> {
  const glue: Glue = await import('@prisma/schema-engine-wasm/schema_engine_bg')
  const require = createRequire(import.meta.url)
  const file = require.resolve('@prisma/schema-engine-wasm/schema_engine_bg').replace(/\.js$/, '.wasm')
  const { instance } = await WebAssembly.instantiate(await readFile(file), { './schema_engine_bg.js': glue })
  glue.__wbg_set_wasm(instance.exports)
  const begin = instance.exports['__wbindgen_start']
  if (typeof begin === 'function') begin()
  return glue
}
