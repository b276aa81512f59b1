import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { newId } from '../../server/src/platform/ids.ts'
import type { AgentClient } from '../support/agent.ts'
import { carriedPlace, mailFrom, scriptedCarrier } from '../support/carrier.ts'
import { customerWrites } from '../support/customer.ts'
import { type Hub, startHub } from '../support/hub.ts'
import { visitor } from '../support/visitor.ts'

let now = new Date()
const clock = { now: () => now }
const later = (minutes: number) => void (now = new Date(now.getTime() + minutes * 60_000))
const within = { timeout: 10_000, interval: 50 }
const carriers = [scriptedCarrier(), scriptedCarrier()] as const

let hub: Hub
let second: Hub
let mia: AgentClient
let mailbox: Awaited<ReturnType<typeof carriedPlace>>
beforeAll(async () => {
  hub = await startHub({ clock, carriers: [carriers[0].adapter] })
  second = await startHub({ clock, carriers: [carriers[1].adapter], databaseUrl: hub.databaseUrl })
  mia = await hub.agent({ name: 'Mia' })
  mailbox = await carriedPlace(hub)
})
afterAll(async () => {
  await second.stop()
  await hub.stop()
})

const db = () => hub.services.db.prisma
const write = (who: string, email: string | null = `${who}@example.com`) =>
  customerWrites(hub.services, hub)(who, 'Is anybody there?', { contact: { name: who, email } })
const answer = async (conversationId: string, body: string, more: object = {}) =>
  (await mia.mutate('reply', { conversationId, clientId: newId(), body, ...more }, 'sent: message { id seq }')).sent
const mailsTo = (address: string) =>
  carriers.flatMap(({ handed }) => handed).filter((out) => out.to[0]?.address === address)
const mailed = (address: string, count = 1) =>
  vi.waitFor(() => {
    const found = mailsTo(address)
    expect(found).toHaveLength(count)
    return found
  }, within)
/** Once nothing stands there to be looked at, what is to be mailed is written. */
const lookedAt = (conversationId: string) =>
  vi.waitFor(async () => {
    const row = await db().unreadAnswers.findUniqueOrThrow({ where: { conversationId } })
    expect(row.dueAt).toBeNull()
  }, within)
const written = (conversationId: string) => db().delivery.count({ where: { conversationId } })

describe('answers that a visitor left behind', () => {
  it('are mailed together after five minutes, once, though two processes look', async () => {
    const { conversationId } = await write('Ada', 'Ada@Example.com')
    await answer(conversationId, 'Yes, I am here.')
    later(4)
    await answer(conversationId, 'Are you still there?')
    expect(await written(conversationId)).toBe(0)
    later(1.1)
    await lookedAt(conversationId)
    const [mail] = await mailed('ada@example.com')
    expect(mail).toMatchObject({ subject: 'Your chat with Nordlicht', automatic: true })
    expect(mail?.body).toMatch(/Mia:\nYes, I am here\.\n\nMia:\nAre you still there\?/)
    expect(mail?.body).not.toContain('Is anybody there?')
    later(60)
    await answer(conversationId, 'One more thing')
    later(6)
    const both = await mailed('ada@example.com', 2)
    // Either process may have handed either of them over.
    const second = both.filter(({ body }) => body.includes('One more thing'))
    expect(second).toHaveLength(1)
    expect(second[0]?.body).not.toContain('Yes, I am here.')
    expect(await written(conversationId)).toBe(2)
  })

  it('are each mailed by one of two processes, however many are due at once', async () => {
    const names = Array.from({ length: 12 }, (_, n) => `guest${n}`)
    const ids = await Promise.all(names.map(async (name) => (await write(name)).conversationId))
    for (const id of ids) await answer(id, 'Hello')
    later(6)
    await Promise.all(ids.map(lookedAt))
    for (const name of names) await mailed(`${name}@example.com`)
    expect(await Promise.all(ids.map(written))).toEqual(ids.map(() => 1))
  })

  it('stay where they are when they were read meanwhile; what came after waits its own time', async () => {
    const { conversationId } = await write('Ben')
    const first = await answer(conversationId, 'First')
    later(4)
    await db().conversation.update({ where: { id: conversationId }, data: { contactSeenSeq: first.seq } })
    await answer(conversationId, 'Second')
    later(1.1)
    await vi.waitFor(async () => {
      const row = await db().unreadAnswers.findUniqueOrThrow({ where: { conversationId } })
      expect(row.dueAt?.getTime()).toBeGreaterThan(now.getTime() + 120_000)
    }, within)
    expect(await written(conversationId)).toBe(0)
    later(5)
    const [mail] = await mailed('ben@example.com')
    expect(mail?.body).toContain('Second')
    expect(mail?.body).not.toContain('First')
  })

  it('lead back into the conversation when they are answered, and make nobody the same person', async () => {
    const { conversationId, contactId } = await write('Cem')
    await answer(conversationId, 'Here I am')
    later(6)
    const [mail] = await mailed('cem@example.com')
    await mailbox.bring(
      mailFrom('cem@example.com', 'By mail now', { evidence: [{ kind: 'token', value: mail?.token ?? '' }] }),
    )
    const reply = await vi.waitFor(
      () => db().message.findFirstOrThrow({ where: { conversationId, body: 'By mail now' } }),
      within,
    )
    expect(reply.contactId).not.toBe(contactId)
    expect(await db().identity.count({ where: { contactId, kind: 'email' } })).toBe(0)
  })

  it('are not said twice on the visitor’s own device', async () => {
    const device = visitor(hub.url, hub.channelKey)
    await device.begin()
    const { message } = (await device.write('Hello?')).body
    const { conversationId } = message
    const { contactId } = await db().conversation.findUniqueOrThrow({ where: { id: conversationId } })
    await db().contact.update({ where: { id: contactId }, data: { email: 'device@example.com' } })
    await answer(conversationId, 'Seen later')
    later(6)
    await mailed('device@example.com')
    const { conversation } = (await device.begin()).body
    expect(conversation).toMatchObject({ unread: 1, lastMessage: { body: 'Seen later' } })
    const thread = await device.call<{ messages: { body: string }[] }>('GET', `conversations/${conversationId}`)
    expect(thread.body.messages.map((one) => one.body)).toEqual(['Hello?', 'Seen later'])
  })

  it.each([
    ['who gave no address', 'Dan', null, {}],
    ['at an address that nobody reads', 'Eva', 'no-reply@example.com', {}],
    ['at an address of our own', 'Finn', () => mailbox.address, {}],
    ['of a chat that never mails', 'Gil', 'gil@example.com', { mailAfterMinutes: 0 }],
    ['of a brand without a mailbox', 'Hal', 'hal@example.com', { noMailbox: true }],
  ])(
    'go nowhere for a visitor %s',
    async (_who, name, address, { mailAfterMinutes = 5, noMailbox = false }: Limits) => {
      const settings = { mailAfterMinutes: 5 }
      await db().channel.update({ where: { id: mailbox.id }, data: { enabled: !noMailbox } })
      const { conversationId } = await write(name, typeof address === 'function' ? address() : address)
      await answer(conversationId, 'Hello')
      await db().channel.update({ where: { id: hub.channelId }, data: { settings: { ...settings, mailAfterMinutes } } })
      later(6)
      await lookedAt(conversationId)
      expect(await written(conversationId)).toBe(0)
      await db().channel.update({ where: { id: hub.channelId }, data: { settings } })
      await db().channel.update({ where: { id: mailbox.id }, data: { enabled: true } })
    },
  )
})

interface Limits {
  mailAfterMinutes?: number
  noMailbox?: boolean
}
