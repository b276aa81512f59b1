import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { newId } from '../../server/src/platform/ids.ts'
import { migrate, migrationsFolder } from '../../server/src/platform/migrations.ts'
import { ensureDatabase } from '../../server/src/platform/postgres/embedded.ts'
import { rowsOf } from '../support/database.ts'
import { type Hub, startHub } from '../support/hub.ts'
import { visitor } from '../support/visitor.ts'

const migrations = readdirSync(migrationsFolder).toSorted()
const folder = mkdtempSync(join(tmpdir(), 'switchboard-migrations-'))
const [brand, channel, contact, identity, conversation] = [newId(), newId(), newId(), newId(), newId()]
const key = newId()
const later = (count: number) => migrations.slice(0, count)
let url: string
let hub: Hub

/** A centre as the first migration knew it; never changed, since that migration never is. */
const atFirst = `
  INSERT INTO brands (id, name) VALUES ('${brand}', 'Nordlicht');
  INSERT INTO channels (id, kind, name, brand_id, public_key) VALUES ('${channel}', 'chat', 'Shop', '${brand}', '${key}');
  INSERT INTO contacts (id, name) VALUES ('${contact}', 'Ada');
  INSERT INTO identities (id, contact_id, kind, value) VALUES ('${identity}', '${contact}', 'visitor', 'ada');
  INSERT INTO conversations (id, brand_id, channel_id, contact_id, identity_id, last_message_at, last_seq)
    VALUES ('${conversation}', '${brand}', '${channel}', '${contact}', '${identity}', now(), 2);
  INSERT INTO messages (id, conversation_id, seq, kind, channel_id, body) VALUES
    ('${newId()}', '${conversation}', 1, 'inbound', '${channel}', 'Where is my parcel?'),
    ('${newId()}', '${conversation}', 2, 'outbound', '${channel}', 'On its way');
  INSERT INTO events (type, brand_id, conversation_id, contact_id) VALUES
    ('conversation.opened', '${brand}', '${conversation}', '${contact}');`

async function migrateTo(count: number) {
  for (const name of later(count)) cpSync(join(migrationsFolder, name), join(folder, name), { recursive: true })
  return migrate(url, folder)
}

beforeAll(async () => {
  url = inject('postgresUrl').replace(/switchboard$/, `old_${newId().replaceAll('-', '')}`)
  await ensureDatabase(url)
})
afterAll(async () => {
  await hub?.stop()
  rmSync(folder, { recursive: true })
})

describe('a centre of the first version', () => {
  it('begins with the first migration alone', async () => {
    expect(await migrateTo(1)).toEqual(later(1))
    await rowsOf(url, atFirst)
  })

  it.each(migrations.slice(1).map((name, n) => [name, n + 2] as const))(
    'keeps what it has with %s',
    async (name, count) => {
      expect(await migrateTo(count)).toEqual([name])
      const texts = await rowsOf(url, 'SELECT body FROM messages ORDER BY seq')
      expect(texts).toEqual([{ body: 'Where is my parcel?' }, { body: 'On its way' }])
    },
  )

  it('is one that the hub of today works with: its thread is read, answered, and new ones begin', async () => {
    expect(await migrate(url)).toEqual([])
    hub = await startHub({ databaseUrl: url })
    const agent = await hub.agent()
    const { data, errors } = await agent.gql(
      `{ conversation(id: "${conversation}") { contact { name } messages { nodes { body } } } }`,
    )
    expect(errors).toBeUndefined()
    expect(data.conversation).toEqual({
      contact: { name: 'Ada' },
      messages: { nodes: [{ body: 'Where is my parcel?' }, { body: 'On its way' }] },
    })
    const reply = { conversationId: conversation, clientId: newId(), body: 'It is there' }
    expect(await agent.mutate('reply', reply)).toMatchObject({ __typename: 'ReplyPayload' })
    const bob = visitor(hub.url, key)
    await bob.begin()
    expect((await bob.write('Hello')).status).toBe(200)
  })
})
