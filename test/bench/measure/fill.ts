import pg from 'pg'

export interface Filling {
  conversations: number
  /** Messages in each; 0 where nothing that is measured reads them. */
  messagesEach: number
  agents: number
}

/** What a filled centre has that a benchmark needs to know. */
export interface Filled {
  channelId: string
  channelKey: string
  brandId: string
  agentIds: string[]
  seconds: number
}

/**
 * Fills an empty, migrated database with a centre of two years: 3 % of the conversations open, 1 % pending, 0.5 %
 * snoozed, the rest closed; two and a half conversations for each contact; the newest are the open ones. Set-based, with
 * triggers and all indexes but the keys put aside meanwhile.
 */
export async function fill(url: string, filling: Filling): Promise<Filled> {
  const started = performance.now()
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    // With triggers: they give each brand its queue, and each channel.
    await client.query(centre(filling.agents))
    await client.query(quickly)
    const indexes = await putAside(client)
    await client.query(work(filling))
    for (const definition of indexes) await client.query(definition)
    await client.query('VACUUM (ANALYZE)')
    await client.query('CHECKPOINT')
    const { rows } = await client.query(
      `SELECT id AS "channelId", public_key AS "channelKey", brand_id AS "brandId",
              (SELECT array_agg(id::text ORDER BY id) FROM agents) AS "agentIds" FROM channels ORDER BY name LIMIT 1`,
    )
    return { ...rows[0], seconds: (performance.now() - started) / 1000 }
  } finally {
    await client.end()
  }
}

const quickly = `SET session_replication_role = replica; SET synchronous_commit = off;
  SET maintenance_work_mem = '256MB'; SET work_mem = '64MB'; SELECT setseed(0.5)`

/** Drops the big tables' indexes that are no constraint, and answers with what makes them again. */
async function putAside(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string; definition: string }>(
    `SELECT c.oid::regclass::text AS name, pg_get_indexdef(c.oid) AS definition
       FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
      WHERE i.indrelid = ANY ('{contacts,identities,conversations,messages,events,conversation_labels}'::regclass[])
        AND NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = i.indexrelid)`,
  )
  for (const { name } of rows) await client.query(`DROP INDEX ${name}`)
  return rows.map((row) => row.definition)
}

const centre = (agents: number) => `
  INSERT INTO brands (id, name) SELECT uuidv7(), 'Brand ' || i FROM generate_series(1, 4) i;
  INSERT INTO channels (id, kind, name, brand_id, public_key)
    SELECT uuidv7(), 'chat', 'Shop of ' || name, id, 'bench-' || row_number() OVER (ORDER BY name) FROM brands;
  INSERT INTO teams (id, name) SELECT uuidv7(), 'Team ' || i FROM generate_series(1, 8) i;
  INSERT INTO labels (id, name) SELECT uuidv7(), 'Label ' || i FROM generate_series(1, 12) i;
  INSERT INTO agents (id, name, role)
    SELECT uuidv7(), 'Agent ' || i, (ARRAY['agent', 'senior', 'supervisor', 'administrator'])[1 + i % 4]::role
      FROM generate_series(1, ${agents}) i;`

const seconds = 2 * 365 * 86_400

const work = ({ conversations: n, messagesEach }: Filling) => `
  CREATE TEMP TABLE people AS
    SELECT i, uuidv7(make_interval(secs => -${seconds})) AS contact_id, uuidv7(make_interval(secs => -${seconds})) AS identity_id
      FROM generate_series(0, ${Math.ceil(n / 2.5) - 1}) i;
  CREATE TEMP TABLE threads AS
    SELECT i, i % ${Math.ceil(n / 2.5)} AS person, moment, uuidv7(moment - now()) AS id,
           (CASE WHEN i < ${n} * 0.955 THEN 'closed' WHEN i < ${n} * 0.96 THEN 'snoozed'
                 WHEN i < ${n} * 0.97 THEN 'pending' ELSE 'open' END)::conversation_status AS status
      FROM (SELECT i, now() - make_interval(secs => ${seconds} * (1 - i::float8 / ${n})) AS moment
              FROM generate_series(0, ${n - 1}) i) t;
  INSERT INTO contacts (id, name, email, last_seen_at, created_at)
    SELECT contact_id, 'Customer ' || i, 'customer' || i || '@example.test', now() - random() * interval '700 days', now() - interval '730 days'
      FROM people;
  INSERT INTO identities (id, contact_id, kind, value) SELECT identity_id, contact_id, 'visitor', 'filled-' || i FROM people;
  INSERT INTO conversations (id, brand_id, channel_id, contact_id, identity_id, subject, status, priority, assignee_id, team_id,
      snoozed_until, last_seq, last_message_at, last_message_text, last_message_kind, waiting_since, unread_count, created_at, closed_at)
    SELECT t.id, ch.brand_id, ch.id, p.contact_id, p.identity_id, 'Order ' || t.i, t.status,
           (ARRAY['low', 'normal', 'normal', 'normal', 'normal', 'high', 'urgent'])[1 + floor(random() * 7)]::priority,
           CASE WHEN t.status <> 'open' OR random() < 0.6 THEN a.ids[1 + floor(random() * cardinality(a.ids))] END,
           CASE WHEN random() < 0.5 THEN m.ids[1 + floor(random() * cardinality(m.ids))] END,
           CASE WHEN t.status = 'snoozed' THEN now() + interval '1 day' END,
           ${messagesEach || 4}, t.moment + interval '20 minutes', 'Thank you, that is all I wanted to know about order ' || t.i, 'inbound',
           CASE WHEN t.status = 'open' AND random() < 0.5 THEN t.moment END, CASE WHEN t.status = 'open' THEN 1 ELSE 0 END,
           t.moment, CASE WHEN t.status = 'closed' THEN t.moment + interval '1 hour' END
      FROM threads t JOIN people p ON p.i = t.person
      JOIN (SELECT *, row_number() OVER (ORDER BY name) - 1 AS place FROM channels) ch ON ch.place = t.i % 4,
      (SELECT array_agg(id) AS ids FROM agents) a, (SELECT array_agg(id) AS ids FROM teams) m
     ORDER BY t.i;
  INSERT INTO queue_entries (conversation_id, queue_id, channel_id, entered_at, waiting_since)
    SELECT c.id, h.queue_id, c.channel_id, c.waiting_since, c.waiting_since FROM conversations c JOIN channels h ON h.id = c.channel_id
     WHERE c.status = 'open' AND c.assignee_id IS NULL AND c.waiting_since IS NOT NULL;
  INSERT INTO conversation_labels (conversation_id, label_id)
    SELECT t.id, l.ids[1 + floor(random() * 12)] FROM threads t, (SELECT array_agg(id) AS ids FROM labels) l WHERE t.i % 3 = 0;
  INSERT INTO messages (id, conversation_id, seq, kind, channel_id, external_id, contact_id, body, created_at)
    SELECT uuidv7(c.created_at - now()), c.id, seq, 'inbound', c.channel_id, 'filled-' || c.number || '-' || seq, c.contact_id,
           'Where is my order ' || c.number || '? I have been waiting since Monday.', c.created_at
      FROM conversations c, generate_series(1, ${messagesEach}) seq;
  INSERT INTO events (type, at, brand_id, conversation_id, contact_id, data)
    SELECT 'message.added', m.created_at, c.brand_id, c.id, c.contact_id,
           jsonb_build_object('messageId', m.id, 'kind', 'inbound', 'seq', m.seq)
      FROM messages m JOIN conversations c ON c.id = m.conversation_id;`
