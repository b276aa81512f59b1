import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Understood } from '../../server/src/channels/carried.ts'
import { newId } from '../../server/src/platform/ids.ts'
import { threadToken } from '../../server/src/conversations/thread-token.ts'
import type { AgentClient } from '../support/agent.ts'
import { carriedPlace, mailFrom, scriptedCarrier } from '../support/carrier.ts'
import { type Hub, startHub } from '../support/hub.ts'

let now = new Date()
const clock = { now: () => now }
const later = (seconds: number) => void (now = new Date(now.getTime() + seconds * 1000))

let hub: Hub
let lead: AgentClient
let mailbox: Awaited<ReturnType<typeof carriedPlace>>
beforeAll(async () => {
  hub = await startHub({ clock, carriers: [scriptedCarrier().adapter] })
  lead = await hub.agent({ role: 'supervisor' })
  mailbox = await carriedPlace(hub)
})
afterAll(() => hub.stop())

const messages = (externalId: string) =>
  hub.services.db.prisma.message.findMany({ where: { externalId }, include: { conversation: true, content: true } })

/** Brings a mail and waits until it stands in a conversation. */
async function arrive(mail: Understood, externalId: string = newId()) {
  await mailbox.bring(mail, externalId)
  return vi.waitFor(
    async () => {
      const [message] = await messages(externalId)
      if (!message) throw new Error('it has not arrived')
      return message
    },
    { timeout: 15_000 },
  )
}

const evidence = (...values: [kind: 'token' | 'reference', value: string][]) => ({
  evidence: values.map(([kind, value]) => ({ kind, value })),
})

describe('a mail that comes in', () => {
  it('stands in the inbox with its subject and what was quoted, and its sender waits for an answer', async () => {
    const mail = mailFrom('ada@example.com', 'Where is it?')
    if (mail.message?.content) mail.message.content.quoted = '> On Monday you wrote'
    const message = await arrive(mail)
    expect(message).toMatchObject({
      body: 'Where is it?',
      threadReason: 'new',
      content: { quoted: '> On Monday you wrote' },
    })
    expect(message.conversation).toMatchObject({ subject: 'My order', status: 'open', unreadCount: 1 })
    expect(message.conversation.waitingSince).not.toBeNull()
    const { data } = await lead.gql(`{ conversation(id: "${message.conversationId}") {
      messages { nodes { body channel { kind } content { subject quoted from { address } } } } } }`)
    expect(data.conversation.messages.nodes).toEqual([
      {
        body: 'Where is it?',
        channel: { kind: 'EMAIL' },
        content: { subject: 'My order', quoted: '> On Monday you wrote', from: { address: 'ada@example.com' } },
      },
    ])
  })

  it('is stored once, however many copies of it are brought at the same moment', async () => {
    const externalId = newId()
    const outcomes = await Promise.all(
      Array.from({ length: 100 }, () => mailbox.bring(mailFrom('many@example.com', 'Hello?'), externalId)),
    )
    expect(outcomes.filter((one) => one === 'kept')).toHaveLength(1)
    await vi.waitFor(async () => expect(await messages(externalId)).toHaveLength(1), 10_000)
    expect(
      await hub.services.db.prisma.conversation.count({ where: { identity: { value: 'many@example.com' } } }),
    ).toBe(1)
  })

  it('stays in the order in which one person sent it', async () => {
    const bodies = Array.from({ length: 20 }, (_, n) => `sentence ${n}`)
    for (const body of bodies) await mailbox.bring(mailFrom('row@example.com', body))
    await vi.waitFor(
      async () => {
        const stored = await hub.services.db.prisma.message.findMany({
          where: { contact: { email: 'row@example.com' } },
          orderBy: { seq: 'asc' },
        })
        expect(stored.map((one) => one.body)).toEqual(bodies)
      },
      { timeout: 15_000 },
    )
  })

  it('from somebody who is blocked is kept, and goes to nobody', async () => {
    const { contactId } = await arrive(mailFrom('blocked@example.com', 'One'))
    await hub.services.db.prisma.contact.update({ where: { id: contactId ?? '' }, data: { blockedAt: now } })
    const externalId = newId()
    await mailbox.bring(mailFrom('blocked@example.com', 'Two'), externalId)
    await vi.waitFor(async () => {
      const item = await hub.services.db.prisma.inboundItem.findFirst({ where: { externalId } })
      expect(item).toMatchObject({ state: 'ignored', reason: 'The sender is blocked.' })
    }, 10_000)
    expect(await messages(externalId)).toEqual([])
  })

  it('that a machine sent is shown, but nobody waits for an answer to it', async () => {
    const { conversationId } = await arrive(mailFrom('away@example.com', 'A question'))
    await hub.services.db.prisma.conversation.update({
      where: { id: conversationId },
      data: { waitingSince: null, unreadCount: 0, status: 'pending' },
    })
    const mail = mailFrom('away@example.com', 'I am on holiday')
    if (mail.message?.content) mail.message.content.automatic = 'auto-replied'
    const message = await arrive(mail)
    expect(message.conversationId).toBe(conversationId)
    expect(message.conversation).toMatchObject({ status: 'pending', waitingSince: null, unreadCount: 0 })
  })
})

describe('what nobody can understand', () => {
  it('is kept, shown with its reason, holds up nothing, and is understood once it can be', async () => {
    const externalId = newId()
    await mailbox.bring({ broken: true }, externalId)
    await arrive(mailFrom('next@example.com', 'I come after it'))
    const item = () => hub.services.db.prisma.inboundItem.findFirstOrThrow({ where: { externalId } })
    for (const [tries, wait] of [
      [1, 3],
      [2, 11],
      [3, 61],
      [4, 301],
    ] as const) {
      await vi.waitFor(
        async () => expect(await item()).toMatchObject({ attempts: tries, reason: expect.any(String) }),
        5000,
      )
      later(wait)
    }
    await vi.waitFor(async () => expect(await item()).toMatchObject({ state: 'failed', dueAt: null }), 15_000)
    const health = `{ channelHealth { channel { id } failedIn failures { id reason attempts } } }`
    const { data } = await lead.gql(health)
    const failing = data.channelHealth[0]
    expect(failing).toMatchObject({ channel: { id: mailbox.id }, failedIn: 1 })
    expect(failing.failures[0].reason).toMatch(/\w \w/)

    const inboundId = failing.failures[0].id
    const agent = await hub.agent()
    expect((await agent.mutate('runInboundAgain', { inboundId })).__typename).toBe('ForbiddenError')
    await hub.services.db.prisma.inboundItem.update({
      where: { id: inboundId },
      data: { payload: mailFrom('late@example.com', 'At last') as object },
    })
    const pressed = await Promise.all([1, 2].map(() => lead.mutate('runInboundAgain', { inboundId })))
    expect(pressed.map((one) => one.__typename).toSorted()).toEqual(['ConflictError', 'RunInboundAgainPayload'])
    await vi.waitFor(async () => expect(await messages(externalId)).toHaveLength(1), 15_000)
  })
})

describe('which conversation it belongs to', () => {
  it('is told by an address that the hub signed, whatever the subject says', async () => {
    const first = await arrive(mailFrom('token@example.com', 'First'))
    await hub.services.db.prisma.conversation.update({
      where: { id: first.conversationId },
      data: { status: 'closed', closedAt: now },
    })
    const token = threadToken(hub.services, first.conversation)
    const again = await arrive(mailFrom('token@example.com', 'Again', evidence(['token', token])))
    expect(again).toMatchObject({ conversationId: first.conversationId, threadReason: 'signed address' })
    expect(again.conversation.status).toBe('open')
  })

  it('is told by the messages it answers, on the same channel only', async () => {
    const first = await arrive(mailFrom('thread@example.com', 'First', { reference: '<one@mail.example>' }))
    const cc = mailFrom('thread@example.com', 'More', evidence(['reference', '<one@mail.example>']))
    expect(await arrive(cc)).toMatchObject({
      conversationId: first.conversationId,
      threadReason: 'message of the thread',
    })
  })

  it('is not told to strangers: who quotes a token of somebody else begins a conversation that follows it', async () => {
    const first = await arrive(mailFrom('mine@example.com', 'My secret'))
    const token = threadToken(hub.services, first.conversation)
    const stranger = await arrive(mailFrom('stranger@example.com', 'Let me in', evidence(['token', token])))
    expect(stranger.conversationId).not.toBe(first.conversationId)
    expect(stranger.conversation.previousId).toBe(first.conversationId)
    expect(stranger.threadReason).toBe('not a participant')
  })

  it('is not told by a token that somebody made up', async () => {
    const first = await arrive(mailFrom('made@example.com', 'First'))
    const made = `${first.conversation.number.toString(36)}.0123456789abcdef`
    const other = await arrive(mailFrom('up@example.com', 'Guessing', evidence(['token', made])))
    expect(other.conversation.previousId).toBeNull()
  })

  it('may be joined by whoever was copied', async () => {
    const mail = mailFrom('anna@example.com', 'See Ben’s mail', { reference: '<cc@mail.example>' })
    if (mail.message?.content) mail.message.content.cc = [{ address: 'ben@example.com', name: 'Ben' }]
    const first = await arrive(mail)
    const ben = await arrive(mailFrom('ben@example.com', 'Here', evidence(['reference', '<cc@mail.example>'])))
    expect(ben.conversationId).toBe(first.conversationId)
    expect(ben.contactId).not.toBe(first.contactId)
  })

  it('is a new one that follows the old one, when that was closed long ago', async () => {
    const first = await arrive(mailFrom('old@example.com', 'First', { reference: '<old@mail.example>' }))
    await hub.services.db.prisma.conversation.update({
      where: { id: first.conversationId },
      data: { status: 'closed', closedAt: new Date(now.getTime() - 40 * 86_400_000) },
    })
    const late = await arrive(mailFrom('old@example.com', 'Again', evidence(['reference', '<old@mail.example>'])))
    expect(late.conversationId).not.toBe(first.conversationId)
    expect(late.conversation.previousId).toBe(first.conversationId)
  })
})
