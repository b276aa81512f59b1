import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../server/src/platform/ids.ts'
import type { AgentClient } from '../support/agent.ts'
import { customerWrites } from '../support/customer.ts'
import { type Hub, startHub } from '../support/hub.ts'

let hub: Hub
let agent: AgentClient
let senior: AgentClient
let outsider: AgentClient
let write: ReturnType<typeof customerWrites>
beforeAll(async () => {
  hub = await startHub()
  agent = await hub.agent({ name: 'Mia' })
  senior = await hub.agent({ name: 'Sam', role: 'senior' })
  const brand = await hub.services.db.prisma.brand.create({ data: { name: 'Elsewhere' } })
  outsider = await hub.agent({ role: 'supervisor', brandIds: [brand.id] })
  write = customerWrites(hub.services, hub)
})
afterAll(() => hub.stop())

const merge = (who: AgentClient, intoContactId: string, fromContactId: string) =>
  who.mutate('mergeContacts', { intoContactId, fromContactId }, 'contact { id } merge { id conversationCount }')
const unmerge = (who: AgentClient, mergeId: string) =>
  who.mutate('unmergeContact', { mergeId }, 'contact { id } restored { id }')
const someone = async () => {
  const who = newId()
  return { who, ...(await write(who, 'Hello?')) }
}
const contact = (id: string) => hub.services.db.prisma.contact.findUniqueOrThrow({ where: { id } })
const ownerOf = async (conversationId: string) =>
  (await hub.services.db.prisma.conversation.findUniqueOrThrow({ where: { id: conversationId } })).contactId

describe('joining two contacts', () => {
  it('is refused to agents, to people of other brands, and where it makes no sense', async () => {
    const [a, b] = [await someone(), await someone()]
    expect((await merge(agent, a.contactId, b.contactId)).__typename).toBe('ForbiddenError')
    expect((await merge(outsider, a.contactId, b.contactId)).__typename).toBe('NotFoundError')
    expect((await merge(senior, a.contactId, newId())).__typename).toBe('NotFoundError')
    expect((await merge(senior, 'nonsense', b.contactId)).__typename).toBe('NotFoundError')
    expect(await merge(senior, a.contactId, a.contactId)).toMatchObject({ field: 'fromContactId' })
    expect(await ownerOf(b.conversationId)).toBe(b.contactId)
  })

  it('moves conversations and addresses, and what is written later goes to the one that stays', async () => {
    const [a, b] = [await someone(), await someone()]
    const done = await merge(senior, a.contactId, b.contactId)
    expect(done).toMatchObject({ contact: { id: a.contactId }, merge: { conversationCount: 1 } })
    const later = await write(b.who, 'And another thing')
    expect(later).toMatchObject({ contactId: a.contactId, conversationId: b.conversationId })
    const { data } = await senior.gql(`{ contact(id: "${b.contactId}") {
      id identities { value } conversations { edges { node { id } } } merges { id from { id } agent { name } }
      timeline { nodes { type details } } } }`)
    expect(data.contact.id).toBe(a.contactId)
    expect(data.contact.identities.map((one: { value: string }) => one.value).toSorted()).toEqual(
      [a.who, b.who].toSorted(),
    )
    expect(data.contact.conversations.edges).toHaveLength(2)
    expect(data.contact.merges).toEqual([{ id: done.merge.id, from: { id: b.contactId }, agent: { name: 'Sam' } }])
    const types = data.contact.timeline.nodes.map((one: { type: string }) => one.type)
    expect(types[0]).toBe('contact.merged')
    expect(types.filter((type: string) => type === 'conversation.opened')).toHaveLength(2)
  })

  it('fills what is empty, keeps what is known, and a blocked person stays blocked', async () => {
    const [a, b] = [await someone(), await someone()]
    const { prisma } = hub.services.db
    await prisma.contact.update({ where: { id: a.contactId }, data: { name: 'Ann', attributes: { plan: 'gold' } } })
    const known = { name: 'Annie', phone: '+4930', blockedAt: new Date(), attributes: { plan: 'free', vip: true } }
    await prisma.contact.update({ where: { id: b.contactId }, data: known })
    const { merge: made } = await merge(senior, a.contactId, b.contactId)
    const filled = { name: 'Ann', phone: '+4930', attributes: { plan: 'gold', vip: true } }
    expect(await contact(a.contactId)).toMatchObject({ ...filled, blockedAt: known.blockedAt })
    await prisma.contact.update({ where: { id: a.contactId }, data: { phone: '+4940' } })
    await unmerge(senior, made.id)
    const left = { name: 'Ann', phone: '+4940', blockedAt: null, attributes: { plan: 'gold' } }
    expect(await contact(a.contactId)).toMatchObject(left)
    expect(await contact(b.contactId)).toMatchObject(known)
  })

  it('is done once, however often and by however many it is asked at once', async () => {
    const [a, b] = [await someone(), await someone()]
    const answers = await Promise.all(Array.from({ length: 5 }, () => merge(senior, a.contactId, b.contactId)))
    expect(new Set(answers.map((one) => one.merge.id)).size).toBe(1)
    const where = { contactId: a.contactId, type: 'contact.merged' }
    expect(await hub.services.db.prisma.event.count({ where })).toBe(1)
  })

  it('both ways at once is done one way, and the other is told so', async () => {
    for (let n = 0; n < 5; n++) {
      const [a, b] = [await someone(), await someone()]
      const answers = await Promise.all([
        merge(senior, a.contactId, b.contactId),
        merge(senior, b.contactId, a.contactId),
      ])
      const names = answers.map((one) => one.__typename)
      expect(names.toSorted()).toEqual(['ConflictError', 'MergeContactsPayload'])
      const stays = names[0] === 'MergeContactsPayload' ? a.contactId : b.contactId
      expect([await ownerOf(a.conversationId), await ownerOf(b.conversationId)]).toEqual([stays, stays])
    }
  })

  it('leaves nothing behind that comes in at that moment', async () => {
    for (let n = 0; n < 5; n++) {
      const [a, b] = [await someone(), await someone()]
      const close = { conversationId: b.conversationId, status: 'CLOSED' }
      await agent.mutate('setConversationStatus', close)
      const [done, ...written] = await Promise.all([
        merge(senior, a.contactId, b.contactId),
        ...Array.from({ length: 6 }, (_, i) => write(i % 2 ? a.who : b.who, 'Meanwhile')),
      ])
      expect(done.__typename).toBe('MergeContactsPayload')
      for (const { conversationId } of written) expect(await ownerOf(conversationId)).toBe(a.contactId)
    }
  })
})

it('what comes in while an identity moves waits for it, and goes where it went', async () => {
  const [a, b] = [await someone(), await someone()]
  await agent.mutate('setConversationStatus', { conversationId: b.conversationId, status: 'CLOSED' })
  const other = new pg.Client({ connectionString: hub.databaseUrl })
  await other.connect()
  await other.query('BEGIN')
  await other.query('SELECT 1 FROM identities WHERE value = $1 FOR UPDATE', [b.who])
  const written = write(b.who, 'Meanwhile')
  const waits = `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`
  while ((await other.query(waits)).rowCount === 0);
  await other.query('UPDATE identities SET contact_id = $1 WHERE value = $2', [a.contactId, b.who])
  await other.query('COMMIT')
  await other.end()
  expect(await ownerOf((await written).conversationId)).toBe(a.contactId)
})

describe('undoing it', () => {
  it('is refused to agents and to people of other brands', async () => {
    const [a, b] = [await someone(), await someone()]
    const { merge: made } = await merge(senior, a.contactId, b.contactId)
    expect((await unmerge(agent, made.id)).__typename).toBe('ForbiddenError')
    expect((await unmerge(outsider, made.id)).__typename).toBe('NotFoundError')
    expect((await unmerge(senior, newId())).__typename).toBe('NotFoundError')
    expect((await unmerge(senior, 'nonsense')).__typename).toBe('NotFoundError')
    expect(await ownerOf(b.conversationId)).toBe(a.contactId)
  })

  it('gives back what was moved, and what was begun since under an address that goes back', async () => {
    const [a, b] = [await someone(), await someone()]
    const { merge: made } = await merge(senior, a.contactId, b.contactId)
    await agent.mutate('setConversationStatus', { conversationId: b.conversationId, status: 'CLOSED' })
    const later = await write(b.who, 'A new matter')
    expect(later.opened).toBe(true)
    const both = await Promise.all([unmerge(senior, made.id), unmerge(senior, made.id)])
    for (const one of both) expect(one).toMatchObject({ contact: { id: a.contactId }, restored: { id: b.contactId } })
    expect(await ownerOf(a.conversationId)).toBe(a.contactId)
    for (const { conversationId } of [b, later]) expect(await ownerOf(conversationId)).toBe(b.contactId)
    const message = { where: { id: later.messageId } }
    expect((await hub.services.db.prisma.message.findUniqueOrThrow(message)).contactId).toBe(b.contactId)
    const { data } = await senior.gql(
      `{ contact(id: "${b.contactId}") { id merges { id } timeline { nodes { type } } } }`,
    )
    expect(data.contact).toMatchObject({ id: b.contactId, merges: [] })
    expect(data.contact.timeline.nodes[0].type).toBe('contact.unmerged')
    const again = await merge(senior, a.contactId, b.contactId)
    expect(again.merge.id).not.toBe(made.id)
  })
})

describe('possible duplicates', () => {
  const duplicates = async (contactId: string) => {
    const query = `{ duplicatesOf(contactId: "${contactId}") { contact { id } reasons { kind value } } }`
    return (await agent.gql(query)).data.duplicatesOf
  }

  it('are suggested for an address that is proved, one they typed, and a number, the surest first', async () => {
    const [a, typed, phone, stranger] = await Promise.all([someone(), someone(), someone(), someone()])
    const { prisma } = hub.services.db
    const [email, number] = [`${newId()}@example.com`, '+4930555123']
    const save = (id: string, data: object) => prisma.contact.update({ where: { id }, data })
    await save(a.contactId, { email, phone: number })
    await save(typed.contactId, { email: email.toUpperCase() })
    await save(phone.contactId, { phone: number })
    await save(stranger.contactId, { email: `not${email}`, phone: '+4930555124' })
    const mail = { kind: 'email' as const, value: email, verified: true }
    const proved = await write(email, 'By mail', { identity: mail })
    expect(await duplicates(a.contactId)).toEqual([
      { contact: { id: proved.contactId }, reasons: [{ kind: 'VERIFIED_ADDRESS', value: email }] },
      { contact: { id: typed.contactId }, reasons: [{ kind: 'TYPED_ADDRESS', value: email }] },
      { contact: { id: phone.contactId }, reasons: [{ kind: 'PHONE', value: number }] },
    ])
    expect(await duplicates(stranger.contactId)).toEqual([])
    await merge(senior, a.contactId, proved.contactId)
    expect((await duplicates(a.contactId)).map((one: { contact: { id: string } }) => one.contact.id)).toEqual([
      typed.contactId,
      phone.contactId,
    ])
    expect(await ownerOf(typed.conversationId)).toBe(typed.contactId)
  })
})
