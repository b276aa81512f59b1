import type { CarriedConfig, CarrierDesk, RawItem } from '../../server/src/channels/carried.ts'
import { newId } from '../../server/src/platform/ids.ts'

/** A desk that keeps everything in memory, for tests of one adapter without a hub. */
export interface MemoryDesk extends CarrierDesk {
  /** What was kept, in order. */
  items: RawItem[]
  /** How often something came that was there already. */
  known: number
  positions: Map<string, unknown>
  /** What was reported of a channel, in order. */
  reports: { connected: boolean; error: string | null }[]
  channels: CarriedConfig[]
}

/** An empty desk with these channels. */
export function memoryDesk(channels: CarriedConfig[], now: () => Date): MemoryDesk {
  const desk: MemoryDesk = {
    items: [],
    known: 0,
    positions: new Map(),
    reports: [],
    channels,
    channel: async (_kind, publicKey) =>
      desk.channels.find((one) => one.publicKey === publicKey && one.enabled) ?? null,
    async keep(_channel, { externalId, payload = {} }) {
      if (desk.items.some((item) => item.externalId === externalId)) {
        desk.known++
        return 'known'
      }
      const open = async () => noBytes()
      // As a database would: what was stored is what is read, and nothing else.
      const stored = JSON.parse(JSON.stringify(payload)) as Record<string, unknown>
      desk.items.push({ id: newId(), externalId, receivedAt: now(), payload: stored, size: 0, open })
      return 'kept'
    },
    position: async ({ id }) => desk.positions.get(id) ?? null,
    savePosition: async ({ id }, position) => void desk.positions.set(id, position),
    report: async (_channel, health) => void desk.reports.push(health),
  }
  return desk
}

async function* noBytes(): AsyncGenerator<Uint8Array> {}
