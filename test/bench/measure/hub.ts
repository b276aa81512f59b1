import { createServer, type AddressInfo } from 'node:net'
import { type Child, startChild } from './children.ts'
import type { Place } from './place.ts'
import { benchKey } from './sign-in.ts'

/** A hub in a process of its own, over a database that is already there. */
export interface BenchHub extends Child {
  /** Such as `127.0.0.1:4000`. */
  address: string
}

/** Starts the hub as people do, by its main.ts, with more settings if given; resolves when it is ready. */
export async function startBenchHub(
  place: Place,
  databaseUrl: string,
  settings: Record<string, string> = {},
): Promise<BenchHub> {
  const port = await freePort()
  const child = await startChild(place, '../../server/src/main.ts', {
    probe: 'servers/probe.ts',
    env: {
      DATABASE_URL: databaseUrl,
      DATA_DIR: place.folder(),
      PORT: String(port),
      SECRET_KEY: benchKey,
      // Every visitor comes from an address of their own, so that the limits stay on and are never met.
      TRUST_PROXY: 'true',
      LOG_LEVEL: 'error',
      NODE_ENV: 'production',
      ...settings,
    },
  })
  const address = `127.0.0.1:${port}`
  await ready(address)
  return { ...child, address }
}

/** Resolves as soon as the hub at this address says that it can do its work; how long that took, in ms. */
export async function ready(address: string): Promise<number> {
  const began = performance.now()
  while (performance.now() - began < 60_000) {
    const answered = await fetch(`http://${address}/readyz`).catch(() => null)
    if (answered?.ok) return performance.now() - began
    await new Promise((done) => setTimeout(done, 10))
  }
  throw new Error(`The hub at ${address} was not ready within a minute`)
}

/** A port of the loopback that nobody uses now. */
export function freePort(): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>()
  const probe = createServer().on('error', reject)
  probe.listen(0, '127.0.0.1', () => {
    const { port } = probe.address() as AddressInfo
    probe.close(() => resolve(port))
  })
  return promise
}
