import type { ChannelKind } from '@switchboard/prisma'
import type { Capabilities } from './channel.ts'

const known: Record<ChannelKind, Capabilities> = {
  chat: { pull: true, attachments: true, typing: true, receipts: true, reopenDays: 0, maxLength: 10_000 },
  sms: { pull: false, attachments: false, typing: false, receipts: true, reopenDays: 7, maxLength: 1_600 },
  email: { pull: false, attachments: true, typing: false, receipts: false, reopenDays: 30, maxLength: 100_000 },
  voice: { pull: false, attachments: false, typing: false, receipts: false, reopenDays: 0, maxLength: 0 },
}

/** What the channels of a kind can do: asked wherever their differences matter. */
export const capabilitiesOf = (channel: { kind: ChannelKind }): Capabilities => known[channel.kind]
