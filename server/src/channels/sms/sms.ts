import type { Capabilities } from '../channel.ts'
import type { CarriedChannel, CarriedConfig, CarrierDesk, Outgoing, Receipt } from '../carried.ts'
import { isSmsPath, webhooksOf } from './addresses.ts'
import { checkChannel } from './check.ts'
import { followNumber } from './follow.ts'
import { type AccountNumber, checkNumber, connectNumber, listNumbers } from './numbers.ts'
import { createProviders } from './provider.ts'
import { findText, type Rivals } from './reconcile.ts'
import { noteRefusal } from './refusal.ts'
import { sendText } from './send.ts'
import { statusOf } from './status.ts'
import { understandText } from './understand.ts'
import { takeWebhook } from './webhook.ts'

export interface SmsOptions {
  desk: Pick<CarrierDesk, 'channel' | 'keep'>
  /** The configured address of the hub (PUBLIC_URL): providers report to it, and their signatures are made over it. */
  publicUrl: string
  /** Providers may be on this machine and be spoken to without TLS: for the sandbox and tests. */
  allowPrivateHosts?: boolean
  /** Ms until a provider's answer is given up. */
  timeout?: number
  /** Ms between sweeps for missed texts, and for which a text is left to its webhook. */
  sweepEvery?: number
  settle?: number
  /** Ms after it was written until a text may be called absent: it may still be on its way into the provider's list. */
  absentAfter?: number
  /**
   * Which of the provider's texts are other deliveries', and how many of the same words were written before this one
   * whose fate is unknown as well, both at one moment: keeps answers of the same words apart.
   */
  rivals?(channel: CarriedConfig, outgoing: Outgoing, providerIds: string[]): Promise<Rivals>
  /** Logs what nobody expected and returns the id it is logged under. */
  report(error: unknown): string
  now(): Date
}

/** The channel of texts, and what only texts have: numbers at a provider, and a status that can be asked for. */
export interface SmsChannel extends CarriedChannel {
  /** How far a text got, where no news of it came. @throws ChannelRejectedError, ChannelUnavailableError. */
  statusOf(channel: CarriedConfig, providerId: string): Promise<Receipt>
  /** The numbers of the channel's account. */
  listNumbers(channel: CarriedConfig): Promise<AccountNumber[]>
  /** Has the texts of the channel's number reported to the hub. */
  connectNumber(channel: CarriedConfig): Promise<void>
  /** What is no longer as `connectNumber` left it, in words; empty when all is. */
  checkNumber(channel: CarriedConfig): Promise<string[]>
}

const capabilities: Capabilities = {
  pull: false,
  attachments: true,
  typing: false,
  receipts: true,
  reopenDays: 7,
  maxLength: 1600,
  addresses: 'phone',
  letters: false,
}

const nobody = async (): Promise<Rivals> => ({ taken: new Set(), before: 0 })

/** Texts through Twilio, and whoever speaks as Twilio does: everything below `/webhooks/sms/`. */
export function createSmsChannel(options: SmsOptions): SmsChannel {
  const { desk, now, report, publicUrl, allowPrivateHosts = false, timeout = 15_000 } = options
  const { sweepEvery = 60_000, settle = 20_000, absentAfter = 60_000, rivals = nobody } = options
  const providerOf = createProviders({ allowPrivateHosts, timeout })
  const webhooks = (channel: CarriedConfig) => webhooksOf(publicUrl, channel)
  return {
    kind: 'sms',
    capabilities,
    handle(req, res) {
      if (!isSmsPath(req.url ?? '')) return false
      void takeWebhook(req, res, options)
      return true
    },
    understand: async (channel, item, keepFile) =>
      understandText(item, { provider: providerOf(channel), keepFile, now: now() }),
    send: async (channel, outgoing) =>
      sendText(providerOf(channel), outgoing, webhooks(channel).status).catch((error: unknown) =>
        noteRefusal(desk, channel, outgoing, error),
      ),
    reconcile: async (channel, outgoing) =>
      findText(providerOf(channel), outgoing, {
        rivals: (ids) => rivals(channel, outgoing, ids),
        absentAfter,
        now: now(),
      }),
    follow: (channel, desk, signal) =>
      followNumber(channel, () => providerOf(channel), { desk, signal, now, report, every: sweepEvery, settle }),
    check: (channel) => checkChannel(() => providerOf(channel), webhooks(channel)),
    statusOf: async (channel, id) => statusOf(providerOf(channel), id),
    listNumbers: async (channel) => listNumbers(providerOf(channel)),
    connectNumber: async (channel) => connectNumber(providerOf(channel), webhooks(channel)),
    checkNumber: async (channel) => checkNumber(providerOf(channel), webhooks(channel)),
  }
}
