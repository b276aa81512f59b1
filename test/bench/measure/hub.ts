import { type Child, startChild } from './children.ts'
import type { Place } from './place.ts'
import { benchKey } from './sign-in.ts'

/** A hub in a process of its own, over a database that is already there. */
export async function startBenchHub(place: Place, databaseUrl: string): Promise<Child> {
  return startChild(place, 'servers/hub.ts', {
    DATABASE_URL: databaseUrl,
    DATA_DIR: place.folder(),
    SECRET_KEY: benchKey,
    // Every visitor comes from an address of their own, so that the limits stay on and are never met.
    TRUST_PROXY: 'true',
    LOG_LEVEL: 'error',
    NODE_ENV: 'production',
  })
}
