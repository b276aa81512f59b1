import { randomUUID } from 'node:crypto'
import type { CarriedConfig, CarrierDesk, RawItem } from '../../../server/src/channels/carried.ts'
import { TooLargeError } from '../../../server/src/errors.ts'

/** Before a mail is kept, once it is, or once the position behind it is saved. */
export type Moment = 'keeping' | 'kept' | 'saved'

/** A desk in memory: keeps what the hub would store. */
export interface FakeDesk extends CarrierDesk {
  /** What was kept, in order. */
  items: (RawItem & { raw: Buffer | null })[]
  /** The ids of all that was to be kept, known or not. */
  brought: string[]
  health: { connected: boolean; error: string | null }[]
  /** Resolves once `ready` holds; asked after each thing that happens. */
  until(ready: () => boolean): Promise<void>
  /** Fails the next `count` times that something is to be kept, as a database that is away does. */
  failNext(count: number): void
  /** Dies at the next such moment, as a process does that is killed: it answers nothing more, until it is revived. */
  dieAt(moment: Moment): Promise<void>
  revive(): void
  channels: CarriedConfig[]
  largest: number
}

export function createDesk(): FakeDesk {
  const waiting = new Set<() => void>()
  const positions = new Map<string, string>()
  let failures = 0
  let death: { moment: Moment; happened(): void } | null = null
  let dead = false
  /** Never comes back from a moment at which it dies. */
  async function pass(moment: Moment) {
    if (death?.moment === moment) {
      dead = true
      death.happened()
      death = null
    }
    if (dead) await new Promise<never>(() => {})
  }
  const happened = () => waiting.forEach((check) => check())
  const desk: FakeDesk = {
    items: [],
    brought: [],
    health: [],
    channels: [],
    largest: Infinity,
    until(ready) {
      const { promise, resolve } = Promise.withResolvers<void>()
      const check = () => {
        if (!ready()) return
        waiting.delete(check)
        resolve()
      }
      waiting.add(check)
      check()
      return promise
    },
    failNext: (count) => {
      failures = count
    },
    dieAt(moment) {
      const { promise, resolve } = Promise.withResolvers<void>()
      death = { moment, happened: resolve }
      return promise
    },
    revive() {
      dead = false
    },
    channel: async (_kind, publicKey) => desk.channels.find((channel) => channel.publicKey === publicKey) ?? null,
    async keep(_channel, { externalId, payload = null, raw }) {
      await pass('keeping')
      const bytes = raw ? await read(raw, desk) : null
      if (failures > 0) {
        failures--
        throw new Error('The database is away.')
      }
      desk.brought.push(externalId)
      const known = desk.items.some((item) => item.externalId === externalId)
      if (!known) desk.items.push(itemOf(externalId, payload, bytes))
      happened()
      await pass('kept')
      return known ? 'known' : 'kept'
    },
    position: async ({ id }) => JSON.parse(positions.get(id) ?? 'null') as unknown,
    async savePosition({ id }, position) {
      if (dead) return new Promise<never>(() => {})
      positions.set(id, JSON.stringify(position))
      happened()
      await pass('saved')
    },
    async report(_channel, health) {
      desk.health.push(health)
      happened()
    },
  }
  return desk
}

async function read(raw: AsyncIterable<Uint8Array>, { largest }: FakeDesk) {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of raw) {
    size += chunk.length
    if (size > largest) throw new TooLargeError('raw', 'It is too large.')
    chunks.push(chunk)
  }
  return { size, raw: Buffer.concat(chunks) }
}

function itemOf(externalId: string, payload: RawItem['payload'], bytes: { size: number; raw: Buffer } | null) {
  const raw = bytes?.raw ?? null
  return {
    id: randomUUID(),
    externalId,
    payload,
    raw,
    receivedAt: new Date(),
    size: bytes?.size ?? 0,
    async open() {
      return (async function* () {
        if (raw) yield raw
      })()
    },
  }
}
