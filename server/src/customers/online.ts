import type { AttendedChannel, CustomerDesk } from '../channels/channel.ts'
import { isOpenAt, nextOpening } from '../opening-hours/business-time.ts'
import type { Needs } from './needs.ts'

/** Who can answer now. */
export interface Online {
  of: CustomerDesk['online']
  /** Called with the channel's id when its answer changed, for channels that were asked about. */
  onChange(listener: (channelId: string, online: boolean) => void): void
  stop(): void
}

interface Working {
  /** Null: all. */
  brands: string[] | null
}

const every = 30_000
const settle = 250

/** A channel is online while it is open and an available agent who may see its brand is connected. */
export function createOnline(needs: Pick<Needs, 'db' | 'tail' | 'clock' | 'log'>): Online {
  const asked = new Map<string, { channel: AttendedChannel; online: boolean }>()
  const listeners = new Set<(channelId: string, online: boolean) => void>()
  let agents: Promise<Working[]> | null = null
  let soon: NodeJS.Timeout | undefined

  const available = () => {
    agents ??= readAvailable(needs).catch((error: unknown) => {
      agents = null
      throw error
    })
    return agents
  }

  async function isOnline({ brand, hours }: AttendedChannel): Promise<boolean> {
    if (!isOpenAt(hours, needs.clock.now())) return false
    const who = await available()
    return who.some(({ brands }) => brands?.includes(brand.id) ?? true)
  }

  async function check() {
    for (const [channelId, entry] of asked) {
      const online = await isOnline(entry.channel)
      if (online === entry.online) continue
      entry.online = online
      for (const listener of listeners) listener(channelId, online)
    }
  }

  // Several changes at once are one to look at.
  const checkSoon = () => {
    clearTimeout(soon)
    const run = () => void check().catch((error: unknown) => needs.log.warn({ err: error }, 'who is online is unknown'))
    soon = setTimeout(run, settle)
  }
  const timer = setInterval(checkSoon, every).unref()
  const stopTail = needs.tail.listen((events) => {
    if (!events.some((event) => event.type === 'agent.changed' || event.type === 'directory.changed')) return
    agents = null
    checkSoon()
  })
  return {
    async of(channel) {
      const next = nextOpening(channel.hours, needs.clock.now())
      const online = await isOnline(channel)
      asked.set(channel.id, { channel, online: asked.get(channel.id)?.online ?? online })
      return { online, openNow: next === null, nextOpenAt: next?.toISOString() ?? null }
    },
    onChange: (listener) => void listeners.add(listener),
    stop() {
      clearInterval(timer)
      clearTimeout(soon)
      stopTail()
    },
  }
}

async function readAvailable({ db }: Pick<Needs, 'db'>): Promise<Working[]> {
  const { rows } = await db.pool.query<Working>(
    `SELECT array_agg(b.brand_id) FILTER (WHERE b.brand_id IS NOT NULL) AS brands
       FROM presence_intervals i JOIN presences p ON p.agent_id = i.agent_id
       LEFT JOIN agent_brands b ON b.agent_id = i.agent_id
      WHERE i.ended_at IS NULL AND i.state IN ('available', 'busy') AND p.lost_at IS NULL GROUP BY i.agent_id`,
  )
  return rows
}
