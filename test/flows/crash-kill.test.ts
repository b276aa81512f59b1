import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { chatIn, copyDatabase, holesIn, rowsOf } from '../support/database.ts'
import { freePort, startProcess } from '../support/process.ts'
import { keepWriting } from '../support/writers.ts'

const rounds = 4

describe('a hub that is killed in the middle of its work', () => {
  it(
    'has every acknowledged message exactly once, an event for each, and starts cleanly',
    { timeout: 90_000 },
    async () => {
      const databaseUrl = await copyDatabase()
      const { key } = await chatIn(databaseUrl)
      const env = {
        DATABASE_URL: databaseUrl,
        PORT: String(await freePort()),
        SECRET_KEY: 'k'.repeat(40),
        LOG_LEVEL: 'warn',
      }
      let hub = await startProcess(env)
      const writers = keepWriting(() => hub.url, key, 16)
      for (let round = 0; round < rounds; round++) {
        await wait(200 + Math.random() * 600)
        await hub.kill()
        hub = await startProcess(env)
        expect(hub.output()).not.toMatch(/"level":(50|60)/)
      }
      await writers.stop()
      await hub.stop()

      expect(writers.retries()).toBeGreaterThan(0)
      const stored = await rowsOf<{ external_id: string; id: string }>(
        databaseUrl,
        'SELECT external_id, id FROM messages',
      )
      const ids = new Map(stored.map((row) => [row.id, row]))
      expect([...writers.acknowledged.values()].filter((id) => !ids.has(id))).toEqual([])
      expect(stored).toHaveLength(writers.acknowledged.size)
      expect(await holesIn(databaseUrl)).toEqual([])
      const untold = await rowsOf(
        databaseUrl,
        `SELECT m.id FROM messages m LEFT JOIN events e ON e.type = 'message.added' AND e.data->>'messageId' = m.id::text
        GROUP BY m.id HAVING count(e.id) <> 1`,
      )
      expect(untold).toEqual([])
    },
  )
})
