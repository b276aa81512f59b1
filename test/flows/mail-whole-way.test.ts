import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { newId } from '../../server/src/platform/ids.ts'
import { composeMail } from '../../server/src/sandbox/devices/compose-mail.ts'
import { type Providers, startProviders } from '../../server/src/sandbox/providers.ts'
import type { AgentClient } from '../support/agent.ts'
import { type Hub, startHub } from '../support/hub.ts'

let hub: Hub
let mia: AgentClient
let providers: Providers
const within = { timeout: 15_000, interval: 100 }

beforeAll(async () => {
  hub = await startHub({ carriers: 'real', env: { ALLOW_PRIVATE_HOSTS: 'true' } })
  mia = await hub.agent({ name: 'Mia' })
  providers = await startProviders(hub.services)
  // A mailbox begins with the mail that comes after the first look.
  const link = () => hub.services.db.prisma.channelLink.findFirstOrThrow({ where: { channel: { kind: 'email' } } })
  await vi.waitFor(link, within)
  // Nobody waits ten seconds for each answer of a test.
  await hub.services.db.pool.query(
    `UPDATE channels SET settings = settings || '{"undoSeconds": 0}' WHERE kind = 'email'`,
  )
  // A mailbox begins with the next mail: what came before it was first looked into is not taken.
  await vi.waitFor(async () => {
    const where = { connected: true, channel: { kind: 'email' } } as const
    if (!(await hub.services.db.prisma.channelLink.findFirst({ where }))) throw new Error('nobody reads the mailbox')
  }, within)
})
afterAll(async () => {
  await hub.stop()
  await providers.stop()
})

/** A customer writes, as their mail program would. */
function write(
  from: string,
  message: string,
  more: { inReplyTo?: string; references?: string; subject?: string } = {},
) {
  const mail = { from, to: providers.mailbox, subject: 'My bicycle', message, inReplyTo: '', references: '', files: [] }
  providers.mail.deliver(composeMail({ ...mail, ...more }, new Date()))
}

/** The message with these words, once it is in the inbox. */
const arrived = (body: string) =>
  vi.waitFor(async () => {
    const row = await hub.services.db.prisma.message.findFirst({
      where: { body, kind: 'inbound' },
      include: { conversation: true },
    })
    if (!row) throw new Error(`“${body}” has not arrived`)
    return row
  }, within)

const answer = async (conversationId: string, body: string, more: object = {}) =>
  (await mia.mutate('reply', { conversationId, clientId: newId(), body, ...more }, 'sent: message { id }')).sent
    .id as string

const becomes = (messageId: string, status: string) =>
  vi.waitFor(async () => {
    const row = await hub.services.db.prisma.delivery.findUniqueOrThrow({ where: { messageId } })
    expect(row.status).toBe(status)
    return row
  }, within)

const inboxOf = (address: string) => providers.mail.inbox(address).map((mail) => mail.raw.toString())
const headerIn = (raw: string, name: string) =>
  new RegExp(`^${name}: (.*)$`, 'im').exec(raw.replace(/\r\n[ \t]/g, ' '))?.[1]?.trim()

describe('a mail, its answer, and the answer to that', () => {
  it('make one conversation here and one thread in the customer’s mail program', async () => {
    write('ada@customer.test', 'When does it come?')
    const first = await arrived('When does it come?')
    const sent = await answer(first.conversationId, 'On Friday.')
    await becomes(sent, 'sent')
    const [mail] = await vi.waitFor(() => {
      const found = inboxOf('ada@customer.test')
      expect(found).toHaveLength(1)
      return found
    }, within)
    expect(headerIn(mail ?? '', 'Subject')).toBe('Re: My bicycle')
    expect(headerIn(mail ?? '', 'In-Reply-To')).toMatch(/^<.+@customer\.test>$/)

    const id = headerIn(mail ?? '', 'Message-ID') ?? ''
    write('ada@customer.test', 'Thank you, Friday is fine.', {
      inReplyTo: id,
      references: id,
      subject: 'Something else',
    })
    const again = await arrived('Thank you, Friday is fine.')
    expect(again).toMatchObject({ conversationId: first.conversationId, threadReason: 'answer to our message' })
  })

  it('that cannot be delivered comes back to its conversation: failed, in words, for a person', async () => {
    write('bea@customer.test', 'Please answer elsewhere.')
    const { conversationId } = await arrived('Please answer elsewhere.')
    const sent = await answer(conversationId, 'Here it is.', { to: ['nobody@unknown-domain.test'] })
    await vi.waitFor(async () => {
      const row = await hub.services.db.prisma.delivery.findUniqueOrThrow({ where: { messageId: sent } })
      expect(row).toMatchObject({ status: 'failed', reason: expect.stringMatching(/\w \w/) })
    }, within)
    const lines = () => hub.services.db.prisma.message.count({ where: { conversationId, kind: 'system' } })
    await vi.waitFor(async () => expect(await lines()).toBe(1), within)
  })

  it('arrives once when the line broke after the server had taken it', async () => {
    write('cem@customer.test', 'Will it break?')
    const { conversationId } = await arrived('Will it break?')
    providers.mail.misbehave({ kind: 'drop', kept: true, times: 1 })
    const sent = await answer(conversationId, 'It may have.')
    await becomes(sent, 'uncertain')
    await vi.waitFor(() => expect(inboxOf('cem@customer.test')).toHaveLength(1), within)
    expect((await hub.services.db.prisma.delivery.findUniqueOrThrow({ where: { messageId: sent } })).attempts).toBe(1)
  })

  it('goes out once when the server said first to come later', async () => {
    write('dan@customer.test', 'Try again.')
    const { conversationId } = await arrived('Try again.')
    providers.mail.misbehave({ kind: 'refuse', at: 'recipient', code: 451, said: 'Later', times: 1 })
    const sent = await answer(conversationId, 'I do.')
    expect(await becomes(sent, 'sent')).toMatchObject({ attempts: 2 })
    expect(inboxOf('dan@customer.test')).toHaveLength(1)
  }, 40_000)

  it('is not lost and not doubled when the link is cut and the server numbers its mails anew', async () => {
    write('eva@customer.test', 'Before the cut.')
    await arrived('Before the cut.')
    providers.mail.cutImap()
    write('eva@customer.test', 'While it was cut.')
    providers.mail.renumber(providers.mailbox)
    write('eva@customer.test', 'After it.')
    await arrived('While it was cut.')
    await arrived('After it.')
    const bodies = await hub.services.db.prisma.message.findMany({ where: { contact: { email: 'eva@customer.test' } } })
    expect(bodies).toHaveLength(3)
  })
})
