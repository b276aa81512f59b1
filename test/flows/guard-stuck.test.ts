import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { migrate } from '../../server/src/platform/migrations.ts'
import { copyDatabase } from '../support/database.ts'
import { type Hub, startHub } from '../support/hub.ts'
import { visitor } from '../support/visitor.ts'

let hub: Hub
let other: pg.Client
beforeAll(async () => {
  hub = await startHub({ statement: 500 })
  other = new pg.Client({ connectionString: hub.databaseUrl })
  await other.connect()
})
afterAll(async () => {
  await other.end()
  await hub.stop()
})

/** Holds a table so that nobody can even read it, as a repair by hand would, while `work` is done. */
async function holding<T>(table: string, work: () => Promise<T>): Promise<T> {
  await other.query(`BEGIN; LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE`)
  return work().finally(() => other.query('ROLLBACK'))
}

describe('a query that is stuck', () => {
  it('is given up with a number to tell, and holds no place that others need', async () => {
    const agent = await hub.agent()
    await holding('labels', async () => {
      // More than there are connections.
      const answers = await Promise.all(Array.from({ length: 40 }, () => agent.gql('{ labels { id } }')))
      for (const { errors } of answers) {
        expect(errors?.[0]?.extensions).toMatchObject({ code: 'INTERNAL', errorId: expect.any(String) })
        expect(JSON.stringify(errors)).not.toMatch(/statement|timeout|cancel|sql/i)
      }
      expect((await agent.gql('{ viewer { agent { id } } }')).data.viewer.agent.id).toBe(agent.id)
      const { rows } = await other.query(
        `SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
      )
      expect(rows).toEqual([{ n: 0 }])
    })
    expect((await agent.gql('{ labels { id } }')).errors).toBeUndefined()
  })

  it('loses no message: the visitor’s browser is told to try again, and then it is stored', async () => {
    const ada = visitor(hub.url, hub.channelKey)
    await ada.begin()
    const refused = await holding('messages', () => ada.write('hello', { clientId: 'one' }))
    expect([refused.status, refused.body.error.code]).toEqual([500, 'unavailable'])
    expect(refused.body.error.retryAfter).toBeGreaterThan(0)
    expect((await ada.write('hello', { clientId: 'one' })).status).toBe(200)
    expect(await hub.services.db.prisma.message.count({ where: { externalId: 'one' } })).toBe(1)
  })
})

it('both pools of a hub give up what is stuck, and what was begun and left', async () => {
  const { prisma, pool } = hub.services.db
  const shown = 'SHOW statement_timeout'
  expect((await pool.query(shown)).rows).toEqual([{ statement_timeout: '500ms' }])
  expect(await prisma.$queryRawUnsafe(shown)).toEqual([{ statement_timeout: '500ms' }])
  expect((await pool.query('SHOW idle_in_transaction_session_timeout')).rows).toEqual([
    { idle_in_transaction_session_timeout: '1min' },
  ])
})

it('a migration takes as long as it needs, though the account’s own settings give it a moment', async () => {
  const url = await copyDatabase()
  const name = new URL(url).pathname.slice(1)
  const first = new pg.Client({ connectionString: url })
  await first.connect()
  await first.query(`ALTER DATABASE ${name} SET statement_timeout = 100`)
  // Another process migrates: the second waits for it, longer than that moment.
  await first.query('SELECT pg_advisory_lock(7246310001)')
  const second = migrate(url)
  const waits = `SELECT count(*)::int AS n FROM pg_locks WHERE locktype = 'advisory' AND NOT granted
                  AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
                  AND EXISTS (SELECT 1 FROM pg_stat_activity a WHERE a.pid = pg_locks.pid
                               AND now() - a.query_start > interval '300 ms')`
  while ((await first.query<{ n: number }>(waits)).rows[0]?.n !== 1) await Promise.race([second, tick()])
  await first.end()
  expect(await second).toEqual([])
})

const tick = () => new Promise((done) => setTimeout(done, 20))
