import type { AttendedChannel, Channel } from '../channels/channel.ts'
import { announcementOf } from '../channels/announcement.ts'
import { rememberChannels } from '../channels/remembered.ts'
import { identitySecrets } from '../channels/settings/identity-secret.ts'
import { readHours } from '../opening-hours/read.ts'
import type { Needs } from './needs.ts'

/** Reads and remembers channels as adapters see them. */
export interface ConfiguredChannels {
  find(kind: Channel['kind'], publicKey: string): Promise<AttendedChannel | null>
  onChange(listener: () => void): () => void
  stop(): void
}

/** Channels by public key, read once and remembered until a brand or channel changes. */
export function createConfiguredChannels({
  db,
  tail,
  seal,
  clock,
  log,
}: Pick<Needs, 'db' | 'tail' | 'seal' | 'clock' | 'log'>): ConfiguredChannels {
  async function read(kind: Channel['kind'], publicKey: string): Promise<AttendedChannel | null> {
    const row = await db.prisma.channel.findUnique({ where: { publicKey }, include: { brand: true, queue: true } })
    if (row?.kind !== kind) return null
    const { id, name, colour, locale, timeZone } = row.brand
    return {
      id: row.id,
      name: row.name,
      enabled: row.enabled,
      publicKey: row.publicKey,
      brand: { id, name, colour, locale, timeZone },
      announcement: announcementOf(row.queue),
      hours: await readHours(db.prisma, row.queueId, row.id),
      settings: row.settings,
      identitySecrets: secretsOf(row),
    }
  }

  function secretsOf(channel: { id: string; secrets: unknown }): AttendedChannel['identitySecrets'] {
    try {
      return identitySecrets(seal, channel, clock.now())
    } catch (error) {
      // SECRET_KEY was exchanged: nobody can be verified until the secret is made anew, but everybody else can chat.
      log.error({ err: error, channelId: channel.id }, 'a channel secret cannot be opened')
      return []
    }
  }

  const remembered = rememberChannels(tail, (key) => {
    const [kind = '', publicKey = ''] = key.split(/:(.*)/s)
    return read(kind as Channel['kind'], publicKey)
  })
  return { ...remembered, find: (kind, publicKey) => remembered.find(`${kind}:${publicKey}`) }
}
