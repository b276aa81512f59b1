import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../../server/src/platform/database.ts'
import { chatIn, copyDatabase, rowsOf } from '../support/database.ts'
import { follow } from '../support/follower.ts'
import { freePort, type HubProcess, startProcess } from '../support/process.ts'
import { hasRedis, type RedisProcess, startRedis } from '../support/redis.ts'
import { createPerson, signedInBrowser } from '../support/sign-in.ts'
import { keepWriting } from '../support/writers.ts'

if (!hasRedis) process.stderr.write('\nSkipped: a hub of several processes, because no redis-server is installed.\n')

describe.skipIf(!hasRedis)('a hub of two web processes and a worker', () => {
  let databaseUrl: string
  let redis: RedisProcess
  let webs: HubProcess[]
  let worker: HubProcess
  let ports: string[]
  const env = (port: string, role: string) => ({
    DATABASE_URL: databaseUrl,
    REDIS_URL: redis.url,
    ROLE: role,
    PORT: port,
    SECRET_KEY: 'k'.repeat(40),
    LOG_LEVEL: 'error',
  })

  beforeAll(async () => {
    databaseUrl = await copyDatabase()
    redis = await startRedis()
    ports = await Promise.all([freePort(), freePort(), freePort()]).then((all) => all.map(String))
    const [first = '', second = '', third = ''] = ports
    webs = await Promise.all([startProcess(env(first, 'web')), startProcess(env(second, 'web'))])
    worker = await startProcess(env(third, 'worker'))
  })
  afterAll(async () => {
    await Promise.all([...webs, worker].map((hub) => hub.stop()))
    await redis.kill()
  })

  it('loses and doubles nothing, and tells every agent everything in order, while each part is killed in turn', async () => {
    const { key } = await chatIn(databaseUrl)
    const db = openDatabase(databaseUrl, { connections: 2 })
    const person = await createPerson({ db } as Parameters<typeof createPerson>[0])
    await db.close()
    const urls = () => webs.map((hub) => hub.url)
    const cookie = (await signedInBrowser(urls()[0] ?? '', person)).cookie()
    const screens = [follow(urls, { cookie }, '0'), follow(() => urls().toReversed(), { cookie }, '0')]
    let turn = 0
    const writers = keepWriting(() => urls()[turn++ % 2] ?? '', key, 8)

    for (const killed of [0, 1]) {
      await wait(400)
      await webs[killed]?.kill()
      await wait(200)
      webs[killed] = await startProcess(env(ports[killed] ?? '', 'web'))
    }
    await worker.kill()
    await redis.kill()
    await wait(400)
    await redis.start()
    worker = await startProcess(env(ports[2] ?? '', 'worker'))
    await wait(400)
    await writers.stop()

    const stored = await rowsOf<{ id: string }>(databaseUrl, 'SELECT id FROM messages')
    expect(new Set(writers.acknowledged.values())).toEqual(new Set(stored.map((row) => row.id)))
    const told = await rowsOf<{ id: string }>(
      databaseUrl,
      `SELECT data->>'messageId' AS id FROM events WHERE type = 'message.added' ORDER BY events.id`,
    )
    expect(told).toHaveLength(stored.length)
    for (const screen of screens) {
      const deadline = Date.now() + 15_000
      while (screen.messages.length < told.length && Date.now() < deadline) await wait(50)
      screen.stop()
      expect(screen.messages).toEqual(told.map((row) => row.id))
      expect(screen.cuts()).toBeGreaterThan(0)
    }
  }, 90_000)
})
