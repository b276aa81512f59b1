import { createHmac } from 'node:crypto'
import pg from 'pg'
import { cookiePrefix, sessionSecret } from '../../../server/src/agents/sessions.ts'
import { createSeal } from '../../../server/src/platform/seal.ts'

/** The SECRET_KEY of the hubs that are measured. */
export const benchKey = 'a key for benchmarks that is long enough to be one'

/** Gives every agent of a filled database a session, and answers with the headers that prove them. */
export async function signInAll(url: string): Promise<Record<string, string>[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(`
      INSERT INTO users (id, name, email) SELECT id, name, id || '@example.test' FROM agents WHERE user_id IS NULL;
      UPDATE agents SET user_id = id WHERE user_id IS NULL;
      INSERT INTO sessions (id, token, user_id, expires_at)
        SELECT gen_random_uuid(), md5(random()::text) || md5(random()::text), user_id, now() + interval '1 day' FROM agents`)
    const { rows } = await client.query<{ token: string }>('SELECT token FROM sessions ORDER BY user_id')
    return rows.map(({ token }) => ({ cookie: `${cookiePrefix}.session_token=${token}.${signature(token)}` }))
  } finally {
    await client.end()
  }
}

const secret = sessionSecret(createSeal(benchKey))
const signature = (token: string) => encodeURIComponent(createHmac('sha256', secret).update(token).digest('base64'))
