import type { ChannelKind } from '@switchboard/prisma'
import type { Capabilities } from './channel.ts'

const device = { pull: true, addresses: null, letters: false } as const
const carried = (addresses: 'email' | 'phone') => ({ pull: false, typing: false, addresses, letters: false }) as const

const known: Record<ChannelKind, Capabilities> = {
  chat: { ...device, attachments: true, typing: true, receipts: true, reopenDays: 0, maxLength: 10_000 },
  sms: { ...carried('phone'), attachments: true, receipts: true, reopenDays: 7, maxLength: 1_600 },
  email: { ...carried('email'), attachments: true, receipts: false, reopenDays: 30, maxLength: 100_000, letters: true },
  voice: { ...carried('phone'), attachments: false, receipts: false, reopenDays: 0, maxLength: 0 },
}

/** What the channels of a kind can do: asked wherever their differences matter. */
export const capabilitiesOf = (channel: { kind: ChannelKind }): Capabilities => known[channel.kind]
