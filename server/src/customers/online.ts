import type { ConfiguredChannel, CustomerDesk } from '../channels/channel.ts'
import { isOpenAt, nextOpening } from '../brands/hours.ts'
import type { Needs } from './needs.ts'

/** Who can answer now. */
export interface Online {
  of: CustomerDesk['online']
  /** Called with the brand's id when its answer changed, for brands that were asked about. */
  onChange(listener: (brandId: string, online: boolean) => void): void
  stop(): void
}

interface Working {
  /** Null: all. */
  brands: string[] | null
}

const every = 30_000
const settle = 250

/** A brand is online while it is open and an available agent who may see it is connected. */
export function createOnline(needs: Pick<Needs, 'db' | 'tail' | 'clock' | 'log'>): Online {
  const asked = new Map<string, { brand: ConfiguredChannel['brand']; online: boolean }>()
  const listeners = new Set<(brandId: string, online: boolean) => void>()
  let agents: Promise<Working[]> | null = null
  let soon: NodeJS.Timeout | undefined

  const available = () => {
    agents ??= readAvailable(needs).catch((error: unknown) => {
      agents = null
      throw error
    })
    return agents
  }

  async function isOnline(brand: ConfiguredChannel['brand']): Promise<boolean> {
    if (!isOpenAt(brand.hours, brand.timeZone, needs.clock.now())) return false
    const who = await available()
    return who.some(({ brands }) => brands?.includes(brand.id) ?? true)
  }

  async function check() {
    for (const [brandId, entry] of asked) {
      const online = await isOnline(entry.brand)
      if (online === entry.online) continue
      entry.online = online
      for (const listener of listeners) listener(brandId, online)
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
    async of({ brand }) {
      const now = needs.clock.now()
      const openNow = isOpenAt(brand.hours, brand.timeZone, now)
      const next = nextOpening(brand.hours, brand.timeZone, now)
      const online = await isOnline(brand)
      asked.set(brand.id, { brand, online: asked.get(brand.id)?.online ?? online })
      return { online, openNow, nextOpenAt: next?.toISOString() ?? null }
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
