import type {
  CarriedChannel,
  CarriedConfig,
  Handed,
  IncomingMessage,
  Outgoing,
  Understood,
} from '../../server/src/channels/carried.ts'
import { capabilitiesOf } from '../../server/src/channels/capabilities.ts'
import { carriedChannel } from '../../server/src/channels/carried-config.ts'
import { deskOf } from '../../server/src/carriers.ts'
import { newId } from '../../server/src/platform/ids.ts'
import type { Hub } from './hub.ts'

/** A provider that does as a test says: what it brings is understood as it stands, what it is handed is kept. */
export interface ScriptedCarrier {
  adapter: CarriedChannel
  handed: Outgoing[]
  /** What the next tries come to, one after the other; then all goes well. */
  next(...outcomes: (() => Handed | Promise<Handed>)[]): void
  /** What it says of messages whose fate is unknown. */
  answers(answer: Handed | 'absent' | 'unknown'): void
}

export function scriptedCarrier(kind: 'sms' | 'email' = 'email'): ScriptedCarrier {
  const handed: Outgoing[] = []
  let outcomes: (() => Handed | Promise<Handed>)[] = []
  let answer: Handed | 'absent' | 'unknown' = 'unknown'
  const adapter: CarriedChannel = {
    kind,
    capabilities: capabilitiesOf({ kind }),
    async understand(_channel, item) {
      if (item.payload?.['broken']) throw new Error('nobody can read this')
      return item.payload as unknown as Understood
    },
    async send(_channel, outgoing) {
      const outcome = outcomes.shift()
      await outgoing.committing()
      const result = outcome ? await outcome() : { providerId: `p-${outgoing.deliveryId}`, state: 'sent' as const }
      handed.push(outgoing)
      return result
    },
    reconcile: async () => answer,
    check: async () => [],
  }
  return {
    adapter,
    handed,
    next: (...more) => void (outcomes = more),
    answers: (one) => void (answer = one),
  }
}

/** A channel of the hub's first brand that the scripted provider carries, and the way in from it. */
export async function carriedPlace(hub: Hub, kind: 'sms' | 'email' = 'email', settings: object = {}) {
  const { services, brandId } = hub
  const address = kind === 'email' ? `help-${newId().slice(-6)}@centre.example` : `+4930${newId().slice(-6)}`
  const own = kind === 'email' ? { address } : { number: address }
  const data = { kind, name: 'Carried', brandId, publicKey: newId(), settings: { ...own, ...settings } }
  const { id } = await services.db.prisma.channel.create({ data })
  const channel = (await carriedChannel(services, id)) as CarriedConfig
  const desk = deskOf(services)
  return {
    id,
    address,
    bring: (understood: Understood | { broken: boolean }, externalId: string = newId()) =>
      desk.keep(channel, { externalId, payload: understood as Record<string, unknown> }),
  }
}

/** A mail as its adapter would understand it. */
export function mailFrom(address: string, body: string, more: Partial<IncomingMessage> = {}): Understood {
  const from = { address, name: address.split('@')[0] ?? null }
  const content = { subject: 'My order', html: null, quoted: null, from, replyTo: null, to: [], cc: [], bcc: [] }
  return {
    message: {
      identity: { kind: 'email', value: address, verified: false },
      name: from.name,
      body,
      content: { ...content, automatic: null },
      reference: `<${newId()}@mail.example>`,
      evidence: [],
      fileIds: [],
      warnings: [],
      sentAt: null,
      ...more,
    },
  }
}
