import { addressOf } from './channels/address.ts'
import type { CarriedConfig } from './channels/carried.ts'
import { secretPlace } from './channels/carried-config.ts'
import { createEmailChannel, type EmailChannel } from './channels/email/email.ts'
import { readMail } from './channels/email/read/read-mail.ts'
import { rememberChannels } from './channels/remembered.ts'
import { createSmsChannel, type SmsChannel } from './channels/sms/sms.ts'
import { deskOf } from './carriers.ts'
import type { Services } from './context.ts'
import { rivalsOf } from './delivery/rivals.ts'
import { longestItem } from './intake/inbound/keep.ts'

export interface Adapters {
  email: EmailChannel
  sms: SmsChannel
}

/** The adapters of the channels that providers carry. @param largest the largest mail that is taken, in bytes. */
export function createAdapters(services: Services, largest = longestItem): Adapters {
  const { env, seal, clock } = services
  const desk = deskOf(services)
  const report = (error: unknown) => reported(services, error)
  const common = { desk, report, now: () => clock.now(), allowPrivateHosts: env.ALLOW_PRIVATE_HOSTS }
  const own = rememberChannels(services.tail, () => ownAddresses(services))
  const instance = seal.sign('instance', 'mail').slice(0, 16)
  const email = createEmailChannel({
    ...common,
    instance,
    largest,
    saveSecret: (channel, name, value) => saveSecret(services, channel, name, value),
    readMail: async (source, { keepFile }) =>
      readMail(source, { keepFile, ownAddresses: (await own.find('email')) ?? [], instanceId: instance }),
  })
  const sms = createSmsChannel({
    ...common,
    publicUrl: env.PUBLIC_URL,
    rivals: (channel, outgoing, providerIds) => rivalsOf(services, { channel, outgoing, providerIds }),
  })
  return { email, sms }
}

/** What comes from one of our own mailboxes is our own mail, come back. */
async function ownAddresses({ db }: Services): Promise<string[]> {
  const rows = await db.prisma.channel.findMany({ where: { kind: 'email' }, select: { settings: true } })
  return rows.map(addressOf).filter(Boolean)
}

async function saveSecret({ db, seal }: Services, { id }: CarriedConfig, name: string, value: string) {
  const sealed = seal.close(value, secretPlace(id, name))
  await db.pool.query('UPDATE channels SET secrets = secrets || $2::jsonb WHERE id = $1', [
    id,
    JSON.stringify({ [name]: sealed }),
  ])
}

function reported({ log }: Services, error: unknown): string {
  const id = crypto.randomUUID()
  log.error({ err: error, errorId: id }, 'a channel met something unexpected')
  return id
}
