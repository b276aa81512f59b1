import type { Channel, ConfiguredChannel } from '../channels/channel.ts'
import { identitySecrets } from '../channels/settings/identity-secret.ts'
import type { Needs } from './needs.ts'

/** Reads and remembers channels as adapters see them. */
export interface ConfiguredChannels {
  find(kind: Channel['kind'], publicKey: string): Promise<ConfiguredChannel | null>
  onChange(listener: () => void): () => void
  stop(): void
}

const most = 2000

/**
 * Channels by public key, read once and remembered until a brand or channel changes. Keys of no channel are not: whoever
 * asks for very many of those must not make us forget the others.
 */
export function createConfiguredChannels({
  db,
  tail,
  seal,
  clock,
  log,
}: Pick<Needs, 'db' | 'tail' | 'seal' | 'clock' | 'log'>): ConfiguredChannels {
  const known = new Map<string, Promise<ConfiguredChannel | null>>()
  const listeners = new Set<() => void>()

  async function read(kind: Channel['kind'], publicKey: string): Promise<ConfiguredChannel | null> {
    const row = await db.prisma.channel.findUnique({ where: { publicKey }, include: { brand: true } })
    if (row?.kind !== kind) return null
    const { id, name, colour, locale, timeZone } = row.brand
    return {
      id: row.id,
      name: row.name,
      enabled: row.enabled,
      publicKey: row.publicKey,
      brand: { id, name, colour, locale, timeZone, hours: row.brand.hours as ConfiguredChannel['brand']['hours'] },
      settings: row.settings,
      identitySecrets: secretsOf(row),
    }
  }

  function secretsOf(channel: { id: string; secrets: unknown }): ConfiguredChannel['identitySecrets'] {
    try {
      return identitySecrets(seal, channel, clock.now())
    } catch (error) {
      // SECRET_KEY was exchanged: nobody can be verified until the secret is made anew, but everybody else can chat.
      log.error({ err: error, channelId: channel.id }, 'a channel secret cannot be opened')
      return []
    }
  }

  const stop = tail.listen((events) => {
    const changed = events.some(
      (e) => e.type === 'directory.changed' && ['CHANNELS', 'BRANDS'].includes(String(e.data.list)),
    )
    if (!changed) return
    known.clear()
    for (const listener of listeners) listener()
  })
  return {
    find(kind, publicKey) {
      const key = `${kind}:${publicKey}`
      const found = known.get(key)
      if (found) return found
      if (known.size >= most) known.clear()
      const reading = read(kind, publicKey)
      known.set(key, reading)
      const forget = () => known.delete(key)
      reading.then((channel) => channel === null && forget(), forget)
      return reading
    },
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    stop,
  }
}
