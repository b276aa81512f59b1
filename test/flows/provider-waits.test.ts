import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Receipt } from '../../server/src/channels/carried.ts'
import { ChannelUnavailableError } from '../../server/src/errors.ts'
import { newId } from '../../server/src/platform/ids.ts'
import type { AgentClient } from '../support/agent.ts'
import { carriedPlace, mailFrom, scriptedCarrier } from '../support/carrier.ts'
import { type Hub, startHub } from '../support/hub.ts'

let now = new Date()
const later = (seconds: number) => void (now = new Date(now.getTime() + seconds * 1000))
const after = (seconds: number) => new Date(now.getTime() + seconds * 1000)
const busy = (retryAfter: number) => new ChannelUnavailableError('The provider has too much to do.', { retryAfter })

const carrier = scriptedCarrier()
const { understand } = carrier.adapter
/** What the provider says when it is asked, one after the other. */
const states: (() => Receipt)[] = []
/** How often what comes in cannot be understood yet. */
const refusals: Error[] = []
let asked = 0
carrier.adapter.statusOf = async () => {
  asked++
  const next = states.shift()
  if (!next) throw new Error('nothing more is asked in this test')
  return next()
}
carrier.adapter.understand = async (...all) => {
  const refusal = refusals.shift()
  if (refusal) throw refusal
  return understand(...all)
}

let hub: Hub
let mia: AgentClient
let mailbox: Awaited<ReturnType<typeof carriedPlace>>
beforeAll(async () => {
  hub = await startHub({ clock: { now: () => now }, carriers: [carrier.adapter] })
  mia = await hub.agent({ name: 'Mia' })
  mailbox = await carriedPlace(hub)
})
afterAll(() => hub.stop())

const db = () => hub.services.db.prisma
const arrived = (body: string) => vi.waitFor(() => db().message.findFirstOrThrow({ where: { body } }), 15_000)

describe('a provider that asks to be left alone for a while', () => {
  it('is not asked sooner how far a message got', async () => {
    await mailbox.bring(mailFrom('ada@example.com', 'Where is it?'))
    const { conversationId } = await arrived('Where is it?')
    const words = { conversationId, clientId: newId(), body: 'On its way' }
    const { sent } = await mia.mutate('reply', words, 'sent: message { id }')
    const row = () => db().delivery.findUniqueOrThrow({ where: { messageId: sent.id } })
    await vi.waitFor(async () => expect(await row()).toMatchObject({ status: 'sent', dueAt: after(120) }), 15_000)
    states.push(() => {
      throw busy(3600)
    })
    later(121)
    await vi.waitFor(async () => expect((await row()).dueAt).toEqual(after(3600)), 15_000)
    expect(asked).toBe(1)
    const { providerId } = await row()
    states.push(() => ({
      providerId: providerId ?? '',
      state: 'delivered',
      reason: null,
      code: null,
      badAddress: null,
    }))
    later(3599)
    await new Promise((done) => setTimeout(done, 1500))
    expect(asked).toBe(1)
    later(2)
    await vi.waitFor(async () => expect(await row()).toMatchObject({ status: 'delivered' }), 15_000)
  })

  it('is not asked sooner for what belongs to a message that came in, which is stored once it answers', async () => {
    refusals.push(busy(300))
    await mailbox.bring(mailFrom('ben@example.com', 'With a picture'))
    const item = () => db().inboundItem.findFirstOrThrow({ where: { reason: { contains: 'too much to do' } } })
    await vi.waitFor(async () => expect(await item()).toMatchObject({ state: 'received', dueAt: after(300) }), 15_000)
    later(299)
    await new Promise((done) => setTimeout(done, 1500))
    expect(await db().message.count({ where: { body: 'With a picture' } })).toBe(0)
    later(2)
    await arrived('With a picture')
  })
})
