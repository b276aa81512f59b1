import { mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createAdapters } from '../../server/src/adapters.ts'
import { viewerOf } from '../../server/src/agents/sessions.ts'
import { createApp } from '../../server/src/app.ts'
import type { CarriedChannel } from '../../server/src/channels/carried.ts'
import type { Services } from '../../server/src/context.ts'
import { readEnv } from '../../server/src/env.ts'
import type { Clock } from '../../server/src/platform/clock.ts'
import { newId } from '../../server/src/platform/ids.ts'
import { startServices } from '../../server/src/services.ts'
import { copyDatabase } from './database.ts'
import { type AgentClient, type AgentOptions, createAgent, testViewer } from './agent.ts'

/** A whole hub in this process, on a database of its own. */
export interface Hub {
  url: string
  services: Services
  databaseUrl: string
  brandId: string
  channelId: string
  channelKey: string
  /** Creates a person of the centre and a GraphQL client that is signed in as them. */
  agent(options?: AgentOptions): Promise<AgentClient>
  stop(): Promise<void>
}

export interface HubOptions {
  env?: Record<string, string>
  clock?: Clock
  /** Channels that providers carry: a test's own, `real` for the hub's adapters, or what makes them. */
  carriers?: readonly CarriedChannel[] | 'real' | ((services: Services) => readonly CarriedChannel[])
  /** How long one statement may take, in ms. */
  statement?: number
  /** Joins this database instead of making one: a second process of the same hub. */
  databaseUrl?: string
}

/** Starts a hub with one brand and one chat channel. Stop it in afterAll. */
export async function startHub(given: HubOptions = {}): Promise<Hub> {
  const { env: settings, ...options } = given
  const databaseUrl = options.databaseUrl ?? (await copyDatabase())
  const dataDir = mkdtempSync(join(tmpdir(), 'switchboard-hub-'))
  const env = readEnv({
    DATABASE_URL: databaseUrl,
    DATA_DIR: dataDir,
    PORT: '0',
    NODE_ENV: 'test',
    LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'silent',
    SECRET_KEY: 'a key for tests that is long enough to be one',
    ...settings,
  })
  const services = await startServices(env, options)
  const byHeader = testViewer(services)
  const app = await createApp(services, {
    viewerOf: async (request) => (await byHeader(request)) ?? viewerOf(services, request.headers),
    carriers: carriersOf(services, options.carriers),
  })
  await new Promise<void>((done) => app.server.listen(services.env.PORT, '127.0.0.1', done))
  const { port } = app.server.address() as AddressInfo
  const url = `http://127.0.0.1:${port}`
  const place = await brandAndChannel(services)
  return {
    url,
    services,
    databaseUrl,
    ...place,
    agent: (agentOptions = {}) => createAgent(services, url, agentOptions),
    async stop() {
      await app.drain()
      app.server.closeAllConnections()
      await new Promise((done) => app.server.close(done))
      await services.stop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

function carriersOf(services: Services, given: HubOptions['carriers'] = []): readonly CarriedChannel[] {
  if (given === 'real') return Object.values(createAdapters(services))
  return typeof given === 'function' ? given(services) : given
}

async function brandAndChannel({ db }: Services) {
  const brand =
    (await db.prisma.brand.findFirst({ orderBy: { createdAt: 'asc' } })) ??
    (await db.prisma.brand.create({ data: { name: 'Nordlicht' } }))
  const channel =
    (await db.prisma.channel.findFirst({ orderBy: { createdAt: 'asc' } })) ??
    (await db.prisma.channel.create({ data: { kind: 'chat', name: 'Shop', brandId: brand.id, publicKey: newId() } }))
  return { brandId: brand.id, channelId: channel.id, channelKey: channel.publicKey }
}
