import { createServer, type AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createAdapters } from '../../server/src/adapters.ts'
import { newId } from '../../server/src/platform/ids.ts'
import { connectNumber, type Providers, startProviders } from '../../server/src/sandbox/providers.ts'
import type { AgentClient } from '../support/agent.ts'
import { type Hub, startHub } from '../support/hub.ts'

const customer = '+4915112345678'
const within = { timeout: 15_000, interval: 100 }
let hub: Hub
let mia: AgentClient
let providers: Providers

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((done) => probe.listen(0, '127.0.0.1', done))
  const { port } = probe.address() as AddressInfo
  await new Promise((done) => probe.close(done))
  return port
}

beforeAll(async () => {
  const port = await freePort()
  // The company reports to the address the hub says it has.
  const env = { ALLOW_PRIVATE_HOSTS: 'true', PORT: String(port), PUBLIC_URL: `http://127.0.0.1:${port}` }
  hub = await startHub({ carriers: 'real', env })
  mia = await hub.agent({ name: 'Mia' })
  providers = await startProviders(hub.services)
  await connectNumber(hub.services, createAdapters(hub.services).sms, providers.number)
})
afterAll(async () => {
  await hub.stop()
  await providers.stop()
})

const text = (body: string) => providers.telephone.text(customer, providers.number, body)
const arrived = (body: string) =>
  vi.waitFor(async () => {
    const row = await hub.services.db.prisma.message.findFirst({ where: { body, kind: 'inbound' } })
    if (!row) throw new Error(`“${body}” has not arrived`)
    return row
  }, within)
const answer = async (conversationId: string, body: string) =>
  (await mia.mutate('reply', { conversationId, clientId: newId(), body }, 'sent: message { id }')).sent.id as string
const becomes = (messageId: string, status: string) =>
  vi.waitFor(async () => {
    const row = await hub.services.db.prisma.delivery.findUniqueOrThrow({ where: { messageId } })
    expect(row.status).toBe(status)
    return row
  }, within)
const onThePhone = () => providers.telephone.messagesOf(customer).filter((one) => one.from === providers.number)

describe('a text and its answer', () => {
  it('go through the telephone company and back, and the agent sees that it was delivered', async () => {
    await text('Are you open today?')
    const { conversationId } = await arrived('Are you open today?')
    const sent = await answer(conversationId, 'Until six.')
    await becomes(sent, 'delivered')
    expect(onThePhone().map((one) => one.body)).toEqual(['Until six.'])
  })

  it('are one each, though every report comes twice and in the wrong order', async () => {
    providers.telephone.misbehave({ webhooks: 'double' })
    await text('Twice?')
    const { conversationId } = await arrived('Twice?')
    providers.telephone.misbehave({ webhooks: 'reverse' })
    const sent = await answer(conversationId, 'Once.')
    await becomes(sent, 'delivered')
    providers.telephone.misbehave({})
    expect(await hub.services.db.prisma.message.count({ where: { body: 'Twice?' } })).toBe(1)
    expect(onThePhone().filter((one) => one.body === 'Once.')).toHaveLength(1)
  })

  it('fails in words when the number does not exist', async () => {
    await text('Will you reach me?')
    const { conversationId } = await arrived('Will you reach me?')
    providers.telephone.misbehave({ networkError: 30005 })
    const sent = await answer(conversationId, 'No.')
    expect(await becomes(sent, 'failed')).toMatchObject({ code: '30005', reason: expect.stringMatching(/\w \w/) })
    providers.telephone.misbehave({})
  })

  it('are over with STOP, for what agents write too, until START', async () => {
    await text('STOP')
    const { conversationId } = await arrived('STOP')
    const { data } = await mia.gql(
      `{ conversation(id: "${conversationId}") { replyWays { channel { kind } refusal } } }`,
    )
    expect(data.conversation.replyWays[0]).toMatchObject({
      channel: { kind: 'SMS' },
      refusal: expect.stringContaining('STOP'),
    })
    const sent = await answer(conversationId, 'One more thing')
    await becomes(sent, 'failed')
    expect(onThePhone().some((one) => one.body === 'One more thing')).toBe(false)
    await text('START')
    await arrived('START')
    await becomes(await answer(conversationId, 'Welcome back'), 'delivered')
  })
})
