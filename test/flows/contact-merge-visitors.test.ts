import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { newIdentitySecret } from '../../server/src/channels/settings/identity-secret.ts'
import { append } from '../../server/src/platform/events/append.ts'
import { newId } from '../../server/src/platform/ids.ts'
import { transact } from '../../server/src/platform/transaction.ts'
import type { AgentClient } from '../support/agent.ts'
import { type Hub, startHub } from '../support/hub.ts'
import { type Visitor, visitor } from '../support/visitor.ts'

let hub: Hub
let senior: AgentClient
let secret: string
beforeAll(async () => {
  hub = await startHub()
  senior = await hub.agent({ role: 'senior' })
  const { services, channelId } = hub
  const secrets = newIdentitySecret(services.seal, channelId)
  secret = services.seal.open(secrets['identity'] ?? '', `channels:${channelId}:identity`)
  await transact(services, async (tx) => {
    await tx.channel.update({ where: { id: channelId }, data: { secrets } })
    await append(tx, { type: 'directory.changed', data: { list: 'CHANNELS' } })
  })
  await allHeard()
})
afterAll(() => hub.stop())

/** Resolves when this process has heard of everything that was done. */
async function allHeard() {
  const { position, listen } = hub.services.tail
  const { id } = await hub.services.db.prisma.event.findFirstOrThrow({ orderBy: { id: 'desc' } })
  if (position() >= id) return
  await new Promise<void>((done) => {
    const stop = listen(() => {
      if (position() < id) return
      stop()
      done()
    })
  })
}

const signed = (userId: string) => ({ userId, userHash: createHmac('sha256', secret).update(userId).digest('hex') })

async function writer(body: string, identity?: ReturnType<typeof signed>) {
  const one = visitor(hub.url, hub.channelKey)
  await one.begin(identity ? { identity } : {})
  const { conversation } = (await one.write(body)).body
  const { contactId } = await hub.services.db.prisma.conversation.findUniqueOrThrow({ where: { id: conversation.id } })
  return { one, conversationId: conversation.id, contactId }
}

async function merge(into: { contactId: string }, from: { contactId: string }): Promise<string> {
  const input = { intoContactId: into.contactId, fromContactId: from.contactId }
  const { merge: made } = await senior.mutate('mergeContacts', input, 'merge { id }')
  await allHeard()
  return made.id
}

const ids = async (one: Visitor) => (await one.conversations()).map(({ id }) => id)

it('two browsers whose contacts are joined read, hear and end nothing of each other', async () => {
  const [a, b] = [await writer('I am A'), await writer('I am B')]
  const said = { name: 'Bea', email: 'bea@example.com' }
  await hub.services.db.prisma.contact.update({ where: { id: b.contactId }, data: said })
  await merge(a, b)
  const lines = [a, b].map(({ one }) => one.listen())
  await Promise.all(lines.map(({ opened }) => opened))
  for (const [mine, other] of [
    [a, b],
    [b, a],
  ] as const) {
    expect(await ids(mine.one)).toEqual([mine.conversationId])
    const tried = [
      mine.one.call('GET', `conversations/${other.conversationId}`),
      mine.one.call('POST', `conversations/${other.conversationId}/end`),
      mine.one.call('GET', `conversations/${other.conversationId}/transcript`),
    ]
    for (const { status } of await Promise.all(tried)) expect(status).toBe(404)
  }
  await a.one.begin()
  expect(a.one.session.visitor).toMatchObject({ name: null, email: null })
  const answer = async (conversationId: string, body: string) =>
    senior.mutate('reply', { conversationId, clientId: newId(), body })
  await answer(a.conversationId, 'For A alone')
  await answer(b.conversationId, 'For B alone')
  await lines[1]?.until((heard) => JSON.stringify(heard).includes('For B alone'))
  await lines[0]?.until((heard) => JSON.stringify(heard).includes('For A alone'))
  await answer(a.conversationId, 'The end')
  await lines[0]?.until((heard) => JSON.stringify(heard).includes('The end'))
  expect(JSON.stringify(lines[0]?.heard)).not.toContain('For B alone')
  expect(JSON.stringify(lines[1]?.heard)).not.toContain('For A alone')
  for (const line of lines) line.stop()
})

it('a browser that an agent joined with a signed-in person stays what it is, and the person does not read it', async () => {
  const browser = await writer('From a browser')
  const person = await writer('Signed in', signed(newId()))
  await merge(person, browser)
  expect(await ids(browser.one)).toEqual([browser.conversationId])
  expect(await ids(person.one)).toEqual([person.conversationId])
  const again = await browser.one.write('Still here')
  expect(again.body.conversation.id).toBe(browser.conversationId)
})

it('once that browser signs in as the person, both are one thread, and undoing the merge takes nothing away', async () => {
  const identity = signed(newId())
  const browser = await writer('From a browser')
  const person = await writer('Signed in', identity)
  const made = await merge(person, browser)
  expect((await browser.one.begin({ identity })).status).toBe(200)
  const both = [person.conversationId, browser.conversationId].toSorted()
  expect((await ids(browser.one)).toSorted()).toEqual(both)
  await senior.mutate('unmergeContact', { mergeId: made })
  await allHeard()
  expect((await ids(person.one)).toSorted()).toEqual(both)
})

it('a person who signs in in a joined browser goes with it when the merge is undone', async () => {
  const [stays, browser] = [await writer('Somebody else'), await writer('From a browser')]
  const made = await merge(stays, browser)
  await browser.one.begin({ identity: signed(newId()) })
  expect(await ids(browser.one)).toEqual([browser.conversationId])
  await senior.mutate('unmergeContact', { mergeId: made })
  await allHeard()
  expect(await ids(browser.one)).toEqual([browser.conversationId])
  const { prisma } = hub.services.db
  const identities = await prisma.identity.findMany({ where: { contactId: browser.contactId } })
  expect(identities.map(({ kind }) => kind).toSorted()).toEqual(['external', 'visitor'])
  expect(await ids(stays.one)).toEqual([stays.conversationId])
})

it('an open chat goes on over merge and undoing it, and misses nothing that was answered before', async () => {
  const [a, b] = [await writer('I am A'), await writer('I am B')]
  const { conversationId } = b
  await b.one.begin()
  const from = b.one.session.cursor
  await senior.mutate('reply', { conversationId, clientId: newId(), body: 'Before' })
  const made = await merge(a, b)
  await senior.mutate('reply', { conversationId, clientId: newId(), body: 'Between' })
  const line = b.one.listen(from)
  await line.until((heard) => ['Before', 'Between'].every((body) => JSON.stringify(heard).includes(body)))
  await senior.mutate('unmergeContact', { mergeId: made })
  await line.until((heard) => heard.some(({ type }) => type === 'expired'))
  await line.closed
  await b.one.begin()
  const after = b.one.listen(line.cursor() ?? from)
  await senior.mutate('reply', { conversationId, clientId: newId(), body: 'After' })
  await after.until((heard) => JSON.stringify(heard).includes('After'))
  expect(JSON.stringify(after.heard)).not.toContain('Before')
  after.stop()
})
