import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { secretPlace } from '../../server/src/channels/carried-config.ts'
import { createCarrierDesk } from '../../server/src/intake/inbound/carrier-desk.ts'
import { append } from '../../server/src/platform/events/append.ts'
import { newId } from '../../server/src/platform/ids.ts'
import { transact } from '../../server/src/platform/transaction.ts'
import { startHub, type Hub } from '../support/hub.ts'

let hub: Hub
let other: Hub
beforeAll(async () => {
  hub = await startHub()
  other = await startHub({ databaseUrl: hub.databaseUrl })
})
afterAll(async () => {
  await other.stop()
  await hub.stop()
})

/** A number, and the desk of one process, which counts how often it reads channels. */
async function number() {
  const id = newId()
  const publicKey = newId()
  const secrets = { authToken: hub.services.seal.close('first', secretPlace(id, 'authToken')) }
  const data = { id, kind: 'sms' as const, name: 'Texts', brandId: hub.brandId, publicKey, secrets }
  await hub.services.db.prisma.channel.create({ data })
  const { db } = hub.services
  const findUnique = vi.fn((args: Parameters<typeof db.prisma.channel.findUnique>[0]) =>
    db.prisma.channel.findUnique(args),
  )
  const counted = { ...db, prisma: { channel: { findUnique } } as never }
  const desk = createCarrierDesk({ ...hub.services, db: counted }, () => {})
  return { id, publicKey, read: findUnique, token: async () => (await desk.channel('sms', publicKey))?.secrets, desk }
}

/** Changes a channel as settings do, in another process than the one that remembers it. */
const change = (id: string, data: object) =>
  transact(other.services, async (tx) => {
    await tx.channel.update({ where: { id }, data })
    await append(tx, {
      type: 'directory.changed',
      brandId: hub.brandId,
      data: { list: 'CHANNELS', channelId: id },
    })
  })

describe('the channel of a webhook', () => {
  it('is read once, and then each webhook is one statement: the one that stores it', async () => {
    const { desk, publicKey, read } = await number()
    const statements = vi.spyOn(hub.services.db.pool, 'query')
    for (let n = 0; n < 20; n++) {
      const channel = await desk.channel('sms', publicKey)
      if (channel) await desk.keep(channel, { externalId: `SM${n}`, payload: { Body: 'Hello' } })
    }
    const stored = statements.mock.calls.filter(([first]) => (first as { name?: string }).name === 'keep_items')
    statements.mockRestore()
    expect(read).toHaveBeenCalledTimes(1)
    expect(stored).toHaveLength(20)
  })

  it('is known with its new token soon after it was changed in another process', async () => {
    const { id, token } = await number()
    expect(await token()).toEqual({ authToken: 'first' })
    await change(id, { secrets: { authToken: other.services.seal.close('second', secretPlace(id, 'authToken')) } })
    await vi.waitFor(async () => expect(await token()).toEqual({ authToken: 'second' }), 5000)
  })

  it('is nobody’s soon after it was switched off in another process', async () => {
    const { id, token } = await number()
    expect(await token()).toBeDefined()
    await change(id, { enabled: false })
    await vi.waitFor(async () => expect(await token()).toBeUndefined(), 5000)
  })

  it('that is not there, or of another kind, is asked for each time, so that a new one is found', async () => {
    const { desk, publicKey, read } = await number()
    expect(await desk.channel('sms', 'nobody')).toBeNull()
    expect(await desk.channel('sms', 'nobody')).toBeNull()
    expect(read).toHaveBeenCalledTimes(2)
    expect(await desk.channel('email', publicKey)).toBeNull()
  })
})
