import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Capabilities, Channel } from '../../server/src/channels/channel.ts'
import type { Hub } from '../support/hub.ts'
import { newId } from '../../server/src/platform/ids.ts'

/** What the outside world does to one kind of channel, in its own protocol. */
export interface Outside {
  hub: Hub
  capabilities: Capabilities
  /** Hands in a message of one customer, as the provider or the customer's device does; its HTTP status. */
  bring(message: { externalId: string; body: string }): Promise<number>
  /** Hands in something that is no message: its HTTP status and what it was told. */
  bringNonsense(): Promise<{ status: number; said: string }>
  /** As `bring`, to a channel that is switched off or does not exist. */
  bringElsewhere(): Promise<{ status: number; said: string }>
  close(): Promise<void>
}

/** What holds for every kind of channel, whatever its protocol: each adapter's test calls this with its own outside. */
export function keepsTheContract(kind: Channel['kind'], open: () => Promise<Outside>): void {
  describe(`a channel of the kind ${kind}`, () => {
    let outside: Outside
    beforeAll(async () => {
      outside = await open()
    })
    afterAll(() => outside.close())
    const stored = (externalId: string) =>
      outside.hub.services.db.prisma.message.findMany({ where: { externalId }, include: { conversation: true } })

    it('stores a message before it says that it has it', async () => {
      const externalId = newId()
      expect(await outside.bring({ externalId, body: 'Is anybody there?' })).toBe(200)
      const [message, ...more] = await stored(externalId)
      expect(more).toEqual([])
      expect(message).toMatchObject({ kind: 'inbound', body: 'Is anybody there?' })
      expect(message?.conversation).toMatchObject({ status: 'open' })
    })

    it('stores once what comes many times, and says each time that it has it', async () => {
      const externalId = newId()
      const copies = Array.from({ length: 20 }, () => outside.bring({ externalId, body: 'Hello?' }))
      expect(new Set(await Promise.all(copies))).toEqual(new Set([200]))
      expect(await stored(externalId)).toHaveLength(1)
    })

    it('keeps what one customer writes in a row in one conversation, in order', async () => {
      const ids = [newId(), newId(), newId()]
      for (const externalId of ids) await outside.bring({ externalId, body: 'more' })
      const messages = (await Promise.all(ids.map(stored))).flat()
      expect(new Set(messages.map((message) => message.conversationId)).size).toBe(1)
      expect(messages.map((message) => message.seq)).toEqual(
        messages.map((message) => message.seq).toSorted((a, b) => a - b),
      )
    })

    it('takes a message as long as it says, and answers a longer one in words', async () => {
      const { maxLength } = outside.capabilities
      expect(await outside.bring({ externalId: newId(), body: 'x'.repeat(maxLength) })).toBe(200)
      const long = newId()
      expect(await outside.bring({ externalId: long, body: 'x'.repeat(maxLength + 1) })).toBe(400)
      expect(await stored(long)).toEqual([])
    })

    it('answers nonsense, and what is for no channel of its kind, with a refusal in words', async () => {
      for (const { status, said } of [await outside.bringNonsense(), await outside.bringElsewhere()]) {
        expect(status).toBeGreaterThanOrEqual(400)
        expect(status).toBeLessThan(500)
        expect(said).toMatch(/\w \w/)
      }
    })
  })
}
