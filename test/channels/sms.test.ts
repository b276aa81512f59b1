import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { carriedConfig, secretPlace } from '../../server/src/channels/carried-config.ts'
import type { CarriedConfig, CarrierDesk } from '../../server/src/channels/carried.ts'
import { deskOf } from '../../server/src/carriers.ts'
import { createSmsChannel } from '../../server/src/channels/sms/sms.ts'
import { rivalsOf } from '../../server/src/delivery/rivals.ts'
import { newId } from '../../server/src/platform/ids.ts'
import { startTelephoneCompany, type TelephoneCompany } from '../../server/src/sandbox/telephone/company.ts'
import type { AgentClient } from '../support/agent.ts'
import { type Hub, startHub } from '../support/hub.ts'
import { serve } from '../support/serve.ts'

const shop = '+15557010001'
let ahead = 0
const clock = { now: () => new Date(Date.now() + ahead) }
let hub: Hub
let company: TelephoneCompany
let mia: AgentClient
let stop: () => Promise<void>
beforeAll(async () => {
  company = await startTelephoneCompany({ numbers: [shop], pace: 20 })
  const served = await serve((req, res) => void sms.handle?.(req, res))
  stop = served.stop
  // The hub is started with the adapter, so its desk is asked for when it is needed.
  const desk: Pick<CarrierDesk, 'channel' | 'keep'> = {
    channel: (...asked) => deskOf(hub.services).channel(...asked),
    keep: (...given) => deskOf(hub.services).keep(...given),
  }
  const options = { desk, publicUrl: served.url, allowPrivateHosts: true, timeout: 2000, absentAfter: 0 }
  const sms = createSmsChannel({
    ...options,
    report: String,
    now: clock.now,
    rivals: (channel, outgoing, providerIds) => rivalsOf(hub.services, { channel, outgoing, providerIds }),
  })
  hub = await startHub({ carriers: [sms], clock })
  mia = await hub.agent({ name: 'Mia' })
  await sms.connectNumber(await createNumber())
})
afterAll(async () => {
  await hub.stop()
  await Promise.all([stop(), company.stop()])
})

const db = () => hub.services.db.prisma

/** A number of the hub's first brand, at the sandbox's company. */
async function createNumber(): Promise<CarriedConfig> {
  const { seal } = hub.services
  const id = newId()
  const settings = { baseUrl: company.url, accountId: company.accountSid, number: shop }
  const secrets = { authToken: seal.close(company.authToken, secretPlace(id, 'authToken')) }
  const data = { id, kind: 'sms' as const, name: 'Texts', brandId: hub.brandId, publicKey: newId(), settings, secrets }
  return carriedConfig(hub.services, await db().channel.create({ data, include: { brand: true } }))
}

let numbers = 0
const customer = () => `+1555702${String(++numbers).padStart(4, '0')}`
const arrived = (number: string, count: number) =>
  vi.waitFor(async () => {
    const where = { conversation: { identity: { value: number } }, kind: 'inbound' as const }
    const found = await db().message.findMany({ where, orderBy: { seq: 'asc' }, include: { attachments: true } })
    expect(found).toHaveLength(count)
    return found
  }, 10_000)
async function begun(number: string, body = 'Is the Polar in stock?'): Promise<string> {
  await company.text(number, shop, body)
  const [message] = await arrived(number, 1)
  return message?.conversationId ?? ''
}
const answer = (conversationId: string, body: string) =>
  mia.mutate('reply', { conversationId, clientId: newId(), body }, 'sent: message { id }')
const becomes = (messageId: string, status: string) =>
  vi.waitFor(async () => {
    const row = await db().delivery.findUniqueOrThrow({ where: { messageId } })
    expect(row.status).toBe(status)
    return row
  }, 10_000)
const received = (number: string) => company.messagesOf(number).filter(({ direction }) => direction === 'outbound-api')

describe('a customer who texts', () => {
  it('begins one conversation, however often the provider says it', async () => {
    const number = customer()
    company.misbehave({ webhooks: 'double' })
    await begun(number)
    await company.text(number, shop, 'And in blue?')
    company.misbehave({})
    const messages = await arrived(number, 2)
    expect(messages.map(({ body }) => body)).toEqual(['Is the Polar in stock?', 'And in blue?'])
    expect(new Set(messages.map(({ conversationId }) => conversationId)).size).toBe(1)
  })

  it('may send a picture', async () => {
    const number = customer()
    const png = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    )
    await company.text(number, shop, 'Look', [{ contentType: 'image/png', content: png }])
    const [message] = await arrived(number, 1)
    expect(message?.attachments).toMatchObject([{ name: 'picture-1.png', contentType: 'image/png' }])
  })

  it('is answered once, and the agent sees how far it got', async () => {
    const number = customer()
    const { sent } = await answer(await begun(number), 'Yes, in both sizes.')
    await becomes(sent.id, 'delivered')
    expect(received(number)).toMatchObject([{ body: 'Yes, in both sizes.', status: 'delivered' }])
  })

  it('sees the answer once although the provider never said that it had it', async () => {
    const number = customer()
    const id = await begun(number)
    company.misbehave({ silent: 1, webhooks: 'drop' })
    const { sent } = await answer(id, 'Once only')
    await becomes(sent.id, 'uncertain')
    await company.settled()
    company.misbehave({})
    ahead += 6000
    await becomes(sent.id, 'delivered')
    expect(received(number)).toHaveLength(1)
  })

  it('gets nothing more after STOP, until START', async () => {
    const number = customer()
    const id = await begun(number)
    await company.text(number, shop, 'STOP')
    await arrived(number, 2)
    const refused = await answer(id, 'One more thing')
    const said = refused.sent ? (await becomes(refused.sent.id, 'failed')).reason : refused.message
    expect(said).toMatch(/does not want messages from us: STOP received/)
    await company.text(number, shop, 'START')
    await arrived(number, 3)
    const { sent } = await answer(id, 'Welcome back')
    await becomes(sent.id, 'delivered')
    expect(received(number).map(({ body }) => body)).toEqual(['Welcome back'])
  })

  it('whose number takes no texts is flagged, and the agent reads why', async () => {
    const number = customer()
    const id = await begun(number)
    company.misbehave({ networkError: 30006 })
    const { sent } = await answer(id, 'Hello?')
    expect((await becomes(sent.id, 'failed')).reason).toMatch(/landline/)
    company.misbehave({})
    await vi.waitFor(async () => {
      const identity = await db().identity.findFirstOrThrow({ where: { value: number } })
      expect(identity.flaggedReason).toMatch(/landline/)
    }, 10_000)
  })
})

describe('two answers of the same words of which nobody knows whether they went out', () => {
  /** Both, with one thing that happens to each on its way; neither is asked about yet. */
  async function both(number: string, ...faults: Parameters<TelephoneCompany['misbehave']>[0][]) {
    const conversation = await begun(number)
    const ids: string[] = []
    for (const fault of faults) {
      company.misbehave(fault)
      const { sent } = await answer(conversation, 'OK')
      await becomes(sent.id, 'uncertain')
      await db().delivery.update({ where: { messageId: sent.id }, data: { dueAt: null } })
      ids.push(sent.id)
      // The provider writes whole seconds.
      await new Promise((done) => setTimeout(done, 1100))
    }
    return ids as [string, string]
  }
  const found = async (messageId: string) => {
    await db().delivery.update({ where: { messageId }, data: { dueAt: clock.now() } })
    return vi.waitFor(async () => {
      const { providerId } = await db().delivery.findUniqueOrThrow({ where: { messageId } })
      expect(providerId).not.toBeNull()
      return providerId
    }, 15_000)
  }

  it.each([
    ['the first is asked about first', false],
    ['the second is asked about first', true],
  ])(
    'are each the one that they are when %s',
    async (_order, turned) => {
      const number = customer()
      const [first, second] = await both(number, { silent: 1 }, { silent: 1 })
      const asked = new Map<string, string | null>()
      for (const id of turned ? [second, first] : [first, second]) asked.set(id, await found(id))
      const sids = received(number).map(({ sid }) => sid)
      expect([asked.get(first), asked.get(second)]).toEqual(sids)
    },
    30_000,
  )

  it('go out once each when the provider has only one of them', async () => {
    const number = customer()
    const [first, second] = await both(number, { refuse: { status: 504, times: 1 } }, { silent: 1 })
    const ids = await Promise.all([found(second), found(first)])
    expect(new Set(ids)).toEqual(new Set(received(number).map(({ sid }) => sid)))
    expect(received(number)).toHaveLength(2)
  }, 30_000)
})
