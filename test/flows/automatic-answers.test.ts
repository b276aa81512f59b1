import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createAdapters } from '../../server/src/adapters.ts'
import { answerAutomatically } from '../../server/src/conversations/outgoing/answer-automatically.ts'
import { newId } from '../../server/src/platform/ids.ts'
import { type MailServer, startMailServer } from '../../server/src/sandbox/mail/server.ts'
import { carriedPlace, mailFrom, scriptedCarrier } from '../support/carrier.ts'
import { type Hub, startHub } from '../support/hub.ts'
import { connectMailbox } from '../support/mail/hub-mailbox.ts'
import { mail } from '../support/mail/mailbox.ts'

const within = { timeout: 15_000, interval: 50 }
const prisma = (hub: Hub) => hub.services.db.prisma

/** The message with these words, once it is in a hub's inbox. */
const arrived = (hub: Hub, where: object) =>
  vi.waitFor(async () => {
    const row = await prisma(hub).message.findFirst({
      where: { kind: 'inbound', ...where },
      include: { content: true, conversation: true },
    })
    if (!row) throw new Error('it has not arrived')
    return row
  }, within)

describe('a mail that is too large', () => {
  const [alpha, beta] = ['support@alpha.test', 'support@beta.test']
  const hubs: Hub[] = []
  let server: MailServer
  const hubAt = async (address: string) => {
    const hub = await startHub({
      carriers: (services) => Object.values(createAdapters(services, 20_000)),
      env: { ALLOW_PRIVATE_HOSTS: 'true', SECRET_KEY: `the own secret of the hub at ${address}` },
    })
    await connectMailbox(hub.services, hub.brandId, server, address)
    hubs.push(hub)
    return hub
  }
  let [one, other]: Hub[] = []
  beforeAll(async () => {
    const mailboxes = [alpha, beta].map((address) => ({ address, password: 'secret' }))
    server = await startMailServer({ mailboxes, openDomains: ['customer.test'] })
    one = await hubAt(alpha)
    other = await hubAt(beta)
  })
  afterAll(async () => {
    await Promise.all(hubs.map((hub) => hub.stop()))
    await server.stop()
  })
  const film = (from: string, to: string, subject: string) =>
    server.deliver(mail(from, to, { subject, body: 'x'.repeat(30_000) }))

  it('is answered once with what to do, and still waits for a person', async () => {
    const hub = one as Hub
    film('ada@customer.test', alpha, 'My film')
    film('ada@customer.test', alpha, 'My film again')
    const first = await arrived(hub, { content: { subject: 'My film' } })
    await arrived(hub, { content: { subject: 'My film again' } })
    server.deliver(mail('ada@customer.test', alpha, { body: 'Then in words' }))
    await arrived(hub, { body: 'Then in words' })
    const inbox = () => server.inbox('ada@customer.test').map(({ raw }) => raw.toString())
    await vi.waitFor(() => expect(inbox()).not.toEqual([]), within)
    expect(inbox()).toHaveLength(1)
    expect(inbox()[0]).toMatch(/we take mails of up to/)
    expect(inbox()[0]).toMatch(/^Auto-Submitted: auto-replied/m)
    expect(inbox()[0]).toMatch(/^In-Reply-To: <.+@customer\.test>/m)
    expect(first.content?.warnings).toHaveLength(1)
    const row = await prisma(hub).conversation.findUniqueOrThrow({ where: { id: first.conversationId } })
    expect(row).toMatchObject({ status: 'open', unreadCount: 3, firstReplyAt: null, lastMessageKind: 'inbound' })
    expect(row.waitingSince).not.toBeNull()
  })

  it('between two hubs ends after one answer of each', async () => {
    const pair = [one as Hub, other as Hub] as const
    film(beta, alpha, 'From the other hub')
    film(alpha, beta, 'From the one hub')
    await Promise.all(pair.map((hub) => arrived(hub, { content: { automatic: { not: null } } })))
    server.deliver(mail('end@customer.test', alpha, { body: 'The end' }))
    server.deliver(mail('end@customer.test', beta, { body: 'The end' }))
    await Promise.all(pair.map((hub) => arrived(hub, { body: 'The end' })))
    for (const [hub, address] of [
      [pair[0], beta],
      [pair[1], alpha],
    ] as const) {
      const answers = { kind: 'outbound', conversation: { identity: { value: address } } } as const
      expect(await prisma(hub).message.count({ where: answers })).toBe(1)
    }
  })
})

describe('what the hub says by itself', () => {
  const carrier = scriptedCarrier()
  let hub: Hub
  let mailbox: Awaited<ReturnType<typeof carriedPlace>>
  let now = new Date()
  beforeAll(async () => {
    hub = await startHub({ carriers: [carrier.adapter], clock: { now: () => now } })
    mailbox = await carriedPlace(hub)
  })
  afterAll(() => hub.stop())

  /** Answers the message of an address as often as there are kinds, all at once; how many went out. */
  async function answer(address: string, kinds: string[], automatic: string | null = null) {
    const body = newId()
    const from = mailFrom(address, body)
    if (from.message?.content) from.message.content.automatic = automatic
    await mailbox.bring(from)
    const { id: messageId } = await arrived(hub, { body })
    const asked = { messageId, address, name: null, body: 'An answer' }
    const said = await Promise.all(kinds.map((kind) => answerAutomatically(hub.services, { ...asked, kind })))
    return said.filter(Boolean).length
  }

  it('is said once a day for a kind, however many ask at once, whatever stands behind the plus', async () => {
    expect(await answer('many@example.com', Array<string>(20).fill('one kind'))).toBe(1)
    expect(await answer('many+tag@example.com', ['one kind'])).toBe(0)
    now = new Date(now.getTime() + 23 * 3_600_000)
    expect(await answer('many@example.com', ['one kind'])).toBe(0)
    now = new Date(now.getTime() + 2 * 3_600_000)
    expect(await answer('many@example.com', ['one kind', 'one kind'])).toBe(1)
  })

  it('is said to an address four times an hour at most, of all kinds', async () => {
    const kinds = Array.from({ length: 20 }, (_, n) => `kind ${n}`)
    expect(await answer('kinds@example.com', kinds)).toBe(4)
    now = new Date(now.getTime() + 3_700_000)
    expect(await answer('kinds@example.com', ['another'])).toBe(1)
  })

  it('is never said to a machine, to nobody, or to ourselves', async () => {
    const other = await carriedPlace(hub)
    expect(await answer('robot@example.com', ['one'], 'An automatic reply.')).toBe(0)
    expect(await answer('no-reply@example.com', ['one'])).toBe(0)
    expect(await answer('mailer-daemon@example.com', ['one'])).toBe(0)
    expect(await answer(other.address.replace('@', '+c1@'), ['one'])).toBe(0)
    expect(await answer('person@example.com', ['one'])).toBe(1)
    const sent = await vi.waitFor(() => {
      const found = carrier.handed.find((out) => out.to[0]?.address === 'person@example.com')
      if (!found) throw new Error('it is not out')
      return found
    }, within)
    expect(sent).toMatchObject({ automatic: true, subject: 'Re: My order', body: 'An answer' })
  })
})
