import { afterAll, beforeAll, expect, vi } from 'vitest'
import { newId } from '../../server/src/platform/ids.ts'
import type { AgentClient } from './agent.ts'
import { carriedPlace, mailFrom, scriptedCarrier } from './carrier.ts'
import { type Hub, startHub } from './hub.ts'

/**
 * A hub with one mailbox that a scripted provider carries, one agent, and a clock that stands still until it is moved; it
 * starts before the tests of the file that asks for it and ends after them.
 */
export function sending() {
  const carrier = scriptedCarrier()
  const desk = {
    now: new Date(),
    hub: undefined as unknown as Hub,
    mia: undefined as unknown as AgentClient,
    mailbox: undefined as unknown as Awaited<ReturnType<typeof carriedPlace>>,
  }
  beforeAll(async () => {
    desk.hub = await startHub({ clock: { now: () => desk.now }, carriers: [carrier.adapter] })
    desk.mia = await desk.hub.agent({ name: 'Mia' })
    desk.mailbox = await carriedPlace(desk.hub)
  })
  afterAll(() => desk.hub.stop())

  const db = () => desk.hub.services.db.prisma
  const deliveryOf = (messageId: string) =>
    db().delivery.findUniqueOrThrow({ where: { messageId }, include: { entries: { orderBy: { at: 'asc' } } } })
  return {
    desk,
    carrier,
    db,
    deliveryOf,
    later: (seconds: number) => void (desk.now = new Date(desk.now.getTime() + seconds * 1000)),
    /** A conversation that a mail of this address began. */
    async begun(address: string, cc: string[] = []): Promise<string> {
      const mail = mailFrom(address, 'Where is my order?', { reference: `<${address}>` })
      if (mail.message?.content) mail.message.content.cc = cc.map((one) => ({ address: one, name: null }))
      await desk.mailbox.bring(mail)
      return vi.waitFor(async () => {
        const row = await db().conversation.findFirst({ where: { identity: { value: address } } })
        if (!row) throw new Error('it has not arrived')
        return row.id
      }, 15_000)
    },
    answer: (conversationId: string, more: object = {}) =>
      desk.mia.mutate(
        'reply',
        { conversationId, clientId: newId(), body: 'On its way', ...more },
        'sent: message { id delivery leavesAt content { subject to { address } cc { address } } }',
      ),
    becomes: (messageId: string, status: string) =>
      vi.waitFor(async () => {
        const row = await deliveryOf(messageId)
        expect(row.status).toBe(status)
        return row
      }, 15_000),
    handed: (messageId: string) => carrier.handed.filter((one) => one.messageId === messageId),
  }
}
