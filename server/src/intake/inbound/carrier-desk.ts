import type { Prisma } from '@switchboard/prisma'
import { carriedConfig } from '../../channels/carried-config.ts'
import { rememberChannels } from '../../channels/remembered.ts'
import type { CarriedConfig, CarrierDesk } from '../../channels/carried.ts'
import type { Services } from '../../context.ts'
import { append } from '../../platform/events/append.ts'
import { transact } from '../../platform/transaction.ts'
import { createKeep } from './keep.ts'

type Needs = Pick<Services, 'db' | 'files' | 'clock' | 'seal' | 'log' | 'wake' | 'tail'>

/**
 * What adapters of carried channels may ask of the hub. `kick` is called when something was kept. The channel of a webhook
 * is remembered: storing what it brings is the one time that its provider waits for the database.
 */
export function createCarrierDesk(needs: Needs, kick: () => void): CarrierDesk {
  const { db } = needs
  const keep = createKeep(needs)
  const channels = rememberChannels(needs.tail, async (publicKey) => {
    const row = await db.prisma.channel.findUnique({ where: { publicKey }, include: { brand: true } })
    return row?.enabled ? { kind: row.kind, config: carriedConfig(needs, row) } : null
  })
  return {
    async channel(kind, publicKey) {
      const found = await channels.find(publicKey)
      return found?.kind === kind ? found.config : null
    },
    async keep(channel, item) {
      const outcome = await keep(channel, item)
      if (outcome === 'kept') kick()
      return outcome
    },
    async position({ id }) {
      return (await db.prisma.channelLink.findUnique({ where: { channelId: id } }))?.position ?? null
    },
    async savePosition({ id }, position) {
      const data = { position: position as Prisma.InputJsonValue }
      await db.prisma.channelLink.upsert({ where: { channelId: id }, update: data, create: { channelId: id, ...data } })
    },
    report: (channel, health) => report(needs, channel, health),
  }
}

/** Written down when it changed, and told to those who look at channels. */
function report(needs: Needs, { id, brand }: CarriedConfig, health: { connected: boolean; error: string | null }) {
  return transact(needs, async (tx) => {
    const before = await tx.channelLink.findUnique({ where: { channelId: id } })
    if (before?.connected === health.connected && before.error === health.error) return
    const data = { ...health, since: before?.connected === health.connected ? before.since : needs.clock.now() }
    await tx.channelLink.upsert({ where: { channelId: id }, update: data, create: { channelId: id, ...data } })
    await append(tx, { type: 'directory.changed', brandId: brand.id, data: { list: 'CHANNELS', channelId: id } })
  })
}
