import { capabilitiesOf } from '../../server/src/channels/capabilities.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadDemoCentre } from '../../server/src/sandbox/centre/load.ts'
import { agentClient } from '../support/agent.ts'
import { type Hub, startHub } from '../support/hub.ts'

const password = 'a password to show things'

let hub: Hub
let answers: { loaded: boolean }[]
beforeAll(async () => {
  hub = await startHub()
  const begin = performance.now()
  answers = await Promise.all([1, 2].map(() => loadDemoCentre(hub.services, { password })))
  process.stdout.write(`the demo centre was loaded in ${Math.round(performance.now() - begin)} ms\n`)
})
afterAll(() => hub.stop())

/** The rows of a statement. */
const read = async <Row extends object>(text: string, values: unknown[] = []) =>
  (await hub.services.db.pool.query<Row>(text, values)).rows

/** The one number of a statement. */
const count = async (text: string, values: unknown[] = []) =>
  Number(Object.values((await read<Record<string, unknown>>(`SELECT count(*) ${text}`, values))[0] ?? {})[0])

/** How many conversations break a rule; the rule may use c (the conversation). */
const breaking = (rule: string) => count(`FROM conversations c WHERE NOT (${rule})`)

const messages = (of: string) => `(SELECT count(*) FROM messages m WHERE m.conversation_id = c.id AND ${of})`

describe('the demo centre', () => {
  it('is loaded by one of two processes that start at once, and never again', async () => {
    expect(answers.filter(({ loaded }) => loaded)).toHaveLength(1)
    const before = await count('FROM events')
    expect(await loadDemoCentre(hub.services, { password })).toEqual({ loaded: false })
    expect(await count('FROM events')).toBe(before)
  })

  it('looks like two months of a busy shop', async () => {
    expect(await count('FROM conversations')).toBeGreaterThan(1800)
    expect(await count('FROM contacts')).toBeGreaterThan(350)
    expect(await count('FROM messages')).toBeGreaterThan(8000)
    expect(await count("FROM conversations WHERE created_at < now() - interval '50 days'")).toBeGreaterThan(100)
    expect(await count("FROM identities WHERE kind = 'external' AND verified_at IS NOT NULL")).toBeGreaterThan(100)
    expect(await count('FROM conversations WHERE rating >= 4')).toBeGreaterThan(
      3 * (await count('FROM conversations WHERE rating < 4')),
    )
    const [days] = await read<{ monday: string; sunday: string }>(
      `SELECT count(*) FILTER (WHERE extract(isodow FROM created_at AT TIME ZONE 'Europe/Berlin') = 1) AS monday,
              count(*) FILTER (WHERE extract(isodow FROM created_at AT TIME ZONE 'Europe/Berlin') = 7) AS sunday
         FROM conversations WHERE created_at < now() - interval '3 days'`,
    )
    expect(Number(days?.monday)).toBeGreaterThan(3 * Number(days?.sunday))
  })

  it('has figures of every day: who was answered after what wait, and who left before', async () => {
    const stood = (outcome: string) => count(`FROM queue_entries WHERE outcome = '${outcome}' AND left_at > entered_at`)
    expect(await stood('answered')).toBeGreaterThan(1500)
    expect(await count("FROM queue_entries WHERE outcome = 'answered' AND agent_id IS NULL")).toBe(0)
    const unanswered = await count('FROM conversations WHERE first_reply_at IS NULL AND closed_at IS NOT NULL')
    expect(await stood('abandoned')).toBe(unanswered)
    const waits = `EXISTS (SELECT 1 FROM queue_entries e WHERE e.conversation_id = c.id AND e.left_at IS NULL)`
    expect(
      await breaking(`${waits} = (c.status = 'open' AND c.assignee_id IS NULL AND c.waiting_since IS NOT NULL)`),
    ).toBe(0)
  })

  it('says what customers say in many words, with every blank filled in', async () => {
    expect(await count('FROM (SELECT DISTINCT body FROM messages WHERE seq = 1) first')).toBeGreaterThan(500)
    expect(await count(`FROM messages WHERE body ~ '[{}|]|NAME|undefined|null'`)).toBe(0)
  })

  it('has work waiting now: for anybody, for the agent who signs in, put aside, and urgent', async () => {
    const open =
      "FROM conversations c LEFT JOIN agents a ON a.id = assignee_id LEFT JOIN users u ON u.id = a.user_id WHERE status = 'open'"
    expect(await count(`${open} AND assignee_id IS NULL`)).toBe(14)
    expect(await count(`${open} AND assignee_id IS NULL AND waiting_since < now() - interval '35 minutes'`)).toBe(0)
    expect(await count(`${open} AND u.email = 'agent@demo.test'`)).toBe(7)
    expect(await count(`${open} AND u.email = 'agent@demo.test' AND priority = 'urgent'`)).toBe(1)
    expect(await count(`${open} AND u.email = 'agent@demo.test' AND unread_count > 0`)).toBe(2)
    expect(await count("FROM conversations WHERE status = 'pending'")).toBeGreaterThan(5)
    expect(await count("FROM conversations WHERE status = 'snoozed' AND snoozed_until > now()")).toBeGreaterThan(3)
    expect(await count("FROM conversations WHERE status <> 'closed' AND created_at < now() - interval '3 days'")).toBe(
      0,
    )
  })

  it('brings every snoozed conversation back at its time', async () => {
    const jobs = await count(
      `FROM conversations c JOIN jobs.job j ON j.data->>'conversationId' = c.id::text AND j.start_after = c.snoozed_until`,
    )
    expect(jobs).toBe(await count("FROM conversations WHERE status = 'snoozed'"))
  })
})

describe('people of the demo centre', () => {
  const signIn = (email: string, word = password) =>
    fetch(`${hub.url}/api/auth/sign-in/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: hub.url },
      body: JSON.stringify({ email, password: word }),
    })

  it('sign in with the password that was given, and nobody else with it', async () => {
    for (const name of ['admin', 'supervisor', 'agent', 'agent2']) {
      expect((await signIn(`${name}@demo.test`)).status).toBe(200)
    }
    expect((await signIn('agent@demo.test', 'another password')).status).toBe(401)
    expect((await signIn('mateo.rivas@demo.test')).status).toBe(401)
  })

  it('find their work in the inbox', async () => {
    const [lina] = await read<{ id: string }>(
      "SELECT a.id FROM agents a JOIN users u ON u.id = a.user_id WHERE email = 'agent@demo.test'",
    )
    const client = agentClient(hub.url, { 'x-test-agent': lina?.id ?? '' }, { id: lina?.id ?? '', name: 'Lina' })
    const { data } = await client.gql('{ inboxCounts { mine unassigned all } }')
    expect(data.inboxCounts).toEqual({ mine: 7, unassigned: 14, all: 38 })
  })
})

describe('what has happened in the demo centre', () => {
  it('keeps the messages of each conversation numbered without gaps and in order of time', async () => {
    expect(
      await breaking(
        `last_seq = ${messages('true')} AND last_seq = (SELECT max(seq) FROM messages m WHERE m.conversation_id = c.id)`,
      ),
    ).toBe(0)
    const late = `FROM messages a JOIN messages b ON b.conversation_id = a.conversation_id AND b.seq = a.seq + 1 WHERE b.created_at < a.created_at`
    expect(await count(late)).toBe(0)
    expect(await count('FROM messages WHERE created_at > now()')).toBe(0)
    expect(await count('FROM events WHERE at > now()')).toBe(0)
  })

  it('shows the newest message, who waits since when, and what was not looked at, as the messages have it', async () => {
    const newest = '(SELECT m FROM messages m WHERE m.conversation_id = c.id AND m.seq = c.last_seq)'
    expect(await breaking(`last_message_at = (${newest}).created_at AND last_message_kind = (${newest}).kind`)).toBe(0)
    expect(
      await breaking(`unread_count = ${messages("kind = 'inbound' AND seq > c.agent_seen_seq")} OR status = 'closed'`),
    ).toBe(0)
    const answered =
      "coalesce((SELECT max(seq) FROM messages m WHERE m.conversation_id = c.id AND kind = 'outbound'), 0)"
    const since = `(SELECT min(created_at) FROM messages m WHERE m.conversation_id = c.id AND kind = 'inbound' AND seq > ${answered})`
    expect(await breaking(`status = 'closed' OR waiting_since IS NOT DISTINCT FROM ${since}`)).toBe(0)
    expect(await breaking("status <> 'closed' OR waiting_since IS NULL")).toBe(0)
    const reply = "(SELECT min(created_at) FROM messages m WHERE m.conversation_id = c.id AND kind = 'outbound')"
    expect(await breaking(`first_reply_at IS NOT DISTINCT FROM ${reply}`)).toBe(0)
    expect(
      await breaking(
        'agent_seen_seq <= last_seq AND contact_seen_seq <= contact_delivered_seq AND contact_delivered_seq <= last_seq',
      ),
    ).toBe(0)
  })

  it('tells the same in the event log: each message once, in the order of the log', async () => {
    const wrong = `FROM messages m LEFT JOIN events e ON e.conversation_id = m.conversation_id AND e.type = 'message.added'
        AND (e.data->>'seq')::int = m.seq AND e.data->>'messageId' = m.id::text AND e.data->>'kind' = m.kind::text AND e.at = m.created_at
      WHERE e.id IS NULL`
    expect(await count(wrong)).toBe(0)
    expect(await count("FROM events WHERE type = 'message.added'")).toBe(await count('FROM messages'))
    expect(await count('FROM (SELECT at, lag(at) OVER (ORDER BY id) AS before FROM events) e WHERE at < before')).toBe(
      0,
    )
    const swapped = `FROM (SELECT (data->>'seq')::int AS seq, lag((data->>'seq')::int) OVER (PARTITION BY conversation_id ORDER BY id) AS before
      FROM events WHERE type = 'message.added') e WHERE seq <> coalesce(before, 0) + 1`
    expect(await count(swapped)).toBe(0)
  })

  it('leads by events to where each conversation stands', async () => {
    const latest = (type: string, field: string) =>
      `(SELECT data->${field} FROM events e WHERE e.conversation_id = c.id AND type = '${type}' ORDER BY id DESC LIMIT 1)`
    expect(
      await breaking(`coalesce(${latest('conversation.status_changed', "'to'")}, '"open"') = to_jsonb(status)`),
    ).toBe(0)
    expect(
      await breaking(`coalesce(${latest('conversation.priority_changed', "'to'")}, '"normal"') = to_jsonb(priority)`),
    ).toBe(0)
    const holder = "jsonb_build_object('agentId', assignee_id, 'teamId', team_id)"
    const nobody = `'{"agentId": null, "teamId": null}'`
    expect(await breaking(`coalesce(${latest('conversation.assigned', "'to'")}, ${nobody}) = ${holder}`)).toBe(0)
    expect(await breaking(`rating IS NULL OR ${latest('conversation.rated', "'score'")} = to_jsonb(rating)`)).toBe(0)
    const labelled = `(SELECT count(*) FROM events e, jsonb_array_elements(e.data->'added') WHERE e.conversation_id = c.id AND type = 'conversation.labelled')`
    expect(
      await breaking(`${labelled} = (SELECT count(*) FROM conversation_labels l WHERE l.conversation_id = c.id)`),
    ).toBe(0)
  })

  it('begins a new conversation only where the hub would not open the last one again', async () => {
    const days = capabilitiesOf({ kind: 'chat' }).reopenDays
    const soon = `FROM conversations c JOIN conversations p ON p.id = c.previous_id
      WHERE p.identity_id <> c.identity_id OR c.created_at < p.closed_at + interval '${days} days'`
    expect(await count(soon)).toBe(0)
    const unlinked = `FROM conversations c WHERE previous_id IS NULL AND EXISTS (SELECT 1 FROM conversations p
      WHERE p.identity_id = c.identity_id AND p.channel_id = c.channel_id AND p.created_at < c.created_at)`
    expect(await count(unlinked)).toBe(0)
    expect(
      await count(
        'FROM contacts k WHERE created_at <> (SELECT min(created_at) FROM conversations c WHERE c.contact_id = k.id)',
      ),
    ).toBe(0)
  })

  it('gives agents only what they may see', async () => {
    const foreign = `FROM messages m JOIN conversations c ON c.id = m.conversation_id JOIN agent_brands b ON b.agent_id = m.agent_id
      WHERE NOT EXISTS (SELECT 1 FROM agent_brands o WHERE o.agent_id = m.agent_id AND o.brand_id = c.brand_id)`
    expect(await count(foreign)).toBe(0)
  })
})
