import { randomBytes } from 'node:crypto'
import type { Channel, Prisma } from '@switchboard/prisma'
import { addressOf } from '../channels/address.ts'
import type { CarriedConfig } from '../channels/carried.ts'
import { carriedChannels, secretPlace } from '../channels/carried-config.ts'
import type { Services } from '../context.ts'
import { append } from '../platform/events/append.ts'
import { newId } from '../platform/ids.ts'
import { transact } from '../platform/transaction.ts'
import { type MailServer, startMailServer } from './mail/server.ts'
import { startTelephoneCompany, type TelephoneCompany } from './telephone/company.ts'

/** The demonstration's mail server and telephone company; both forget everything when the hub stops. */
export interface Providers {
  mail: MailServer
  telephone: TelephoneCompany
  /** The centre's own mailbox and number there. */
  mailbox: string
  number: string
  stop(): Promise<void>
}

const mailbox = 'support@nordlicht.test'
const number = '+4915550000001'
/** Customers are at these; every address of them exists. */
export const customerDomains = ['example.com', 'customer.test']

/**
 * Starts a mail server and a telephone company on this machine and connects the demonstration's mailbox and number to
 * them, so that the same adapters run as with real ones: only addresses and passwords differ, and these are new each time.
 */
export async function startProviders(services: Services): Promise<Providers> {
  const password = randomBytes(12).toString('base64url')
  const mail = await startMailServer({ mailboxes: [{ address: mailbox, password }], openDomains: customerDomains })
  const telephone = await startTelephoneCompany({ numbers: [number] })
  const server = (port: number) => ({ host: '127.0.0.1', port, security: 'none' })
  await connect(services, {
    kind: 'email',
    name: 'Support mailbox',
    settings: { address: mailbox, imap: { ...server(mail.imapPort), folder: 'INBOX' }, smtp: server(mail.smtpPort) },
    secrets: { password },
  })
  await connect(services, {
    kind: 'sms',
    name: 'Support number',
    settings: { baseUrl: telephone.url, accountId: telephone.accountSid, number },
    secrets: { authToken: telephone.authToken },
  })
  return {
    mail,
    telephone,
    mailbox,
    number,
    stop: async () => void (await Promise.all([mail.stop(), telephone.stop()])),
  }
}

/** Has texts to the demonstration's number reported to the hub, as a person does with one click in the settings. */
export async function connectNumber(
  services: Pick<Services, 'db' | 'seal' | 'log'>,
  sms: { connectNumber(channel: CarriedConfig): Promise<void> },
  own: string,
): Promise<void> {
  const channels = await carriedChannels(services, 'sms')
  const channel = channels.find((one) => addressOf(one) === own)
  if (channel) await sms.connectNumber(channel)
}

type Connection = Pick<Channel, 'kind' | 'name'> & {
  settings: Prisma.InputJsonObject
  secrets: Record<string, string>
}

/** Makes the channel, or leads the one there is to where its provider is now; what people changed beside stays. */
async function connect(services: Services, { kind, name, settings, secrets }: Connection): Promise<void> {
  await transact(services, async (tx) => {
    const field = kind === 'email' ? 'address' : 'number'
    const usual = kind === 'email' ? { undoSeconds: 10 } : {}
    const found = await tx.channel.findFirst({
      where: { kind, settings: { path: [field], equals: String(settings[field]) } },
    })
    const id = found?.id ?? newId()
    const sealed = Object.entries(secrets).map(([key, value]) => [
      key,
      services.seal.close(value, secretPlace(id, key)),
    ])
    const now = {
      settings: { ...usual, ...(found?.settings as Prisma.InputJsonObject | undefined), ...settings },
      secrets: { ...(found?.secrets as Prisma.InputJsonObject | undefined), ...Object.fromEntries(sealed) },
    }
    const brand = await tx.brand.findFirst({ orderBy: { createdAt: 'asc' } })
    if (!brand) return
    const made = { id, kind, name, brandId: brand.id, publicKey: randomBytes(12).toString('base64url') }
    const channel = await tx.channel.upsert({ where: { id }, update: now, create: { ...made, ...now } })
    await append(tx, { type: 'directory.changed', brandId: channel.brandId, data: { list: 'CHANNELS', channelId: id } })
  })
}
