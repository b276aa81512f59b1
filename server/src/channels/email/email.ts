import type { CarriedChannel, CarriedConfig, CarrierDesk } from '../carried.ts'
import type { Capabilities } from '../channel.ts'
import { check } from './check.ts'
import { follow, type Following } from './follow.ts'
import type { Refusal } from './refusals.ts'
import { send } from './send.ts'
import { findSent, saveSent } from './sent-folder.ts'
import { createSignIns, type SignInOptions, type TokenState } from './sign-in.ts'
import { usualTimings, type Timings } from './timings.ts'
import { understand, type ReadMail } from './understand.ts'
import { handleWebhook } from './webhook.ts'

export interface EmailOptions extends SignInOptions {
  desk: CarrierDesk
  readMail: ReadMail
  /** Marks mail of this hub in a header: by it the hub knows its own mail when it comes back. */
  instance: string
  /** The largest mail that is taken, in bytes. */
  largest: number
  /** Logs what nobody expected and returns the id it is logged under. */
  report(error: unknown): string
  timings?: Partial<Timings>
}

/** Mail, and what its health page shows beside. */
export interface EmailChannel extends CarriedChannel {
  /** The state of a mailbox's sign-in by OAuth2; null for passwords, and before it was first used. */
  tokenState(channel: Pick<CarriedConfig, 'id'>): TokenState | null
}

const capabilities: Capabilities = {
  pull: false,
  attachments: true,
  typing: false,
  receipts: false,
  reopenDays: 30,
  maxLength: 100_000,
  addresses: 'email',
  letters: true,
}

/** Mailboxes: in by IMAP and webhook, out by SMTP. */
export function createEmailChannel(options: EmailOptions): EmailChannel {
  const { desk, instance, largest, now, report, allowPrivateHosts } = options
  const signIns = createSignIns(options)
  const timings = { ...usualTimings, ...options.timings }
  const following: Following = { signIns, allowPrivateHosts, timings, largest, now }

  /** Keeps word of recipients that a sent mail did not reach: it comes back as news of the mail. */
  async function keepRefusals(channel: CarriedConfig, providerId: string, refused: Refusal[]) {
    for (const refusal of refused) {
      const externalId = `refused:${providerId}:${refusal.address}`
      await desk.keep(channel, { externalId, payload: { refused: { providerId, ...refusal } } }).catch(report)
    }
  }

  return {
    kind: 'email',
    capabilities,
    understand: (channel, item, keepFile) => understand(options, channel, item, keepFile),
    async send(channel, outgoing) {
      const { refused, ...handed } = await send(channel, outgoing, following, instance)
      // From here on the mail is out: nothing that follows may make it look unsent.
      await keepRefusals(channel, handed.providerId, refused)
      await saveSent(channel, outgoing, following, instance).catch(report)
      return handed
    },
    reconcile: (channel, outgoing) => findSent(channel, outgoing, following),
    follow: (channel, ownDesk, signal) => follow(channel, ownDesk, signal, following),
    check: (channel) => check(channel, following),
    handle: (req, res) => handleWebhook({ desk, largest, now, report }, req, res),
    tokenState: signIns.state,
  }
}
