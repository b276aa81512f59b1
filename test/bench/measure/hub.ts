import { type Child, startChild } from './children.ts'
import type { Place } from './place.ts'

/** A hub in a process of its own, over a database that is already there. */
export interface BenchHub {
  child: Child
  /** Such as `127.0.0.1:4000`. */
  address: string
}

export async function startBenchHub(place: Place, databaseUrl: string): Promise<BenchHub> {
  const child = await startChild(place, 'servers/hub.ts', {
    DATABASE_URL: databaseUrl,
    DATA_DIR: place.folder(),
    SECRET_KEY: 'a key for benchmarks that is long enough to be one',
    LOG_LEVEL: 'error',
    NODE_ENV: 'production',
  })
  return { child, address: await child.ask<string>('address') }
}

/** What signs a request of this agent in. */
export const signedInAs = (agentId: string): Record<string, string> => ({ 'x-test-agent': agentId })
