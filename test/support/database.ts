import pg from 'pg'
import { inject } from 'vitest'
import { newId } from '../../server/src/platform/ids.ts'

/** A database of its own, copied from the migrated template; its address. */
export async function copyDatabase(): Promise<string> {
  const admin = inject('postgresUrl')
  const name = `hub_${newId().replaceAll('-', '')}`
  const client = new pg.Client({ connectionString: admin.replace(/switchboard$/, 'postgres') })
  await client.connect()
  try {
    // The template may be copied by one at a time; others wait here instead of failing.
    await client.query('SELECT pg_advisory_lock(1)')
    await client.query(`CREATE DATABASE ${name} TEMPLATE template_hub`)
  } finally {
    await client.end()
  }
  return admin.replace(/switchboard$/, name)
}

/** A brand with one chat, made straight in a database: where to write to. */
export async function chatIn(databaseUrl: string): Promise<{ brandId: string; channelId: string; key: string }> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  const [brandId, channelId, key] = [newId(), newId(), newId()]
  await client.query(`INSERT INTO brands (id, name) VALUES ($1, 'Nordlicht')`, [brandId])
  await client.query(
    `INSERT INTO channels (id, kind, name, brand_id, public_key) VALUES ($1, 'chat', 'Shop', $2, $3)`,
    [channelId, brandId, key],
  )
  await client.end()
  return { brandId, channelId, key }
}

/** Rows of one statement on a database. */
export async function rowsOf<Row extends pg.QueryResultRow>(databaseUrl: string, text: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  const { rows } = await client.query<Row>(text)
  await client.end()
  return rows
}

/** Conversations in which a number of a message is missing or given twice. */
export const holesIn = (databaseUrl: string) =>
  rowsOf(
    databaseUrl,
    `SELECT c.id FROM conversations c LEFT JOIN messages m ON m.conversation_id = c.id
      GROUP BY c.id HAVING count(m.id) <> c.last_seq OR max(m.seq) <> c.last_seq`,
  )
