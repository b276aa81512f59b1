import type { CarriedChannel, CarriedConfig, CarrierDesk } from '../../channels/carried.ts'
import type { Channel } from '../../channels/channel.ts'
import type { Services } from '../../context.ts'
import { createLeases } from '../../platform/leases.ts'

type Configured = CarriedConfig & { kind: Channel['kind'] }

export interface FollowParts {
  adapterOf(kind: Channel['kind']): CarriedChannel | undefined
  desk: CarrierDesk
  channel(id: string): Promise<Configured | null>
}

type Needs = Pick<Services, 'db' | 'tail' | 'log' | 'env'>

/**
 * Has every channel that fetches from its provider followed by one process at a time: this one, or another that takes
 * over when this one dies. A channel whose settings change is let go and followed anew.
 */
export function followChannels({ db, tail, log }: Needs, parts: FollowParts): { stop(): Promise<void> } {
  const leases = createLeases(db.url, log)
  const followed = new Map<string, { version: string; end: () => Promise<void> }>()
  let turn: Promise<void> = Promise.resolve()
  let stopped = false

  async function follow(id: string, signal: AbortSignal) {
    const channel = await parts.channel(id)
    const adapter = channel && parts.adapterOf(channel.kind)
    if (channel?.enabled && adapter?.follow) await adapter.follow(channel, parts.desk, signal)
  }

  async function refresh() {
    if (stopped) return
    const rows = await db.prisma.channel.findMany({ where: { enabled: true } })
    const wanted = new Map(
      rows
        .filter((row) => parts.adapterOf(row.kind)?.follow)
        .map((row) => [row.id, JSON.stringify([row.settings, row.secrets, row.publicKey])]),
    )
    for (const [id, { version, end }] of followed) {
      if (wanted.get(id) === version) continue
      followed.delete(id)
      await end()
    }
    for (const [id, version] of wanted) {
      if (followed.has(id)) continue
      followed.set(id, { version, end: leases.hold(`channel:${id}`, (signal) => follow(id, signal)) })
    }
  }

  const soon = () => {
    turn = turn.then(refresh).catch((error: unknown) => log.warn({ err: error }, 'channels could not be read'))
  }
  const stopTail = tail.listen((events) => {
    if (events.some((event) => event.type === 'directory.changed' && event.data['list'] === 'CHANNELS')) soon()
  })
  soon()
  return {
    async stop() {
      stopped = true
      stopTail()
      await turn
      await leases.stop()
    },
  }
}
