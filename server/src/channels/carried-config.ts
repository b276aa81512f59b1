import type { Channel as Row, Brand } from '@switchboard/prisma'
import type { Services } from '../context.ts'
import type { CarriedConfig } from './carried.ts'

/** Where a secret of a channel is sealed to. */
export const secretPlace = (channelId: string, name: string): string => `channels:${channelId}:${name}`

/** A channel with its secrets opened, for the adapter of its kind. A secret that cannot be opened is left out. */
export function carriedConfig(
  { seal, log }: Pick<Services, 'seal' | 'log'>,
  row: Row & { brand: Brand },
): CarriedConfig {
  const { id, name, colour, locale, timeZone } = row.brand
  const secrets: Record<string, string> = {}
  for (const [key, sealed] of Object.entries(row.secrets as Record<string, unknown>)) {
    try {
      secrets[key] = seal.open(String(sealed), secretPlace(row.id, key))
    } catch (error) {
      log.error({ err: error, channelId: row.id, secret: key }, 'a channel secret cannot be opened')
    }
  }
  return {
    id: row.id,
    name: row.name,
    enabled: row.enabled,
    publicKey: row.publicKey,
    brand: { id, name, colour, locale, timeZone },
    settings: row.settings,
    identitySecrets: [],
    secrets,
  }
}

type Needs = Pick<Services, 'db' | 'seal' | 'log'>

/** One channel by its id; null when there is none. */
export async function carriedChannel(
  needs: Needs,
  id: string,
): Promise<(CarriedConfig & { kind: Row['kind'] }) | null> {
  const row = await needs.db.prisma.channel.findUnique({ where: { id }, include: { brand: true } })
  return row && { ...carriedConfig(needs, row), kind: row.kind }
}

/** The channels of a kind that are switched on. */
export async function carriedChannels(needs: Needs, kind: Row['kind']): Promise<CarriedConfig[]> {
  const rows = await needs.db.prisma.channel.findMany({ where: { kind, enabled: true }, include: { brand: true } })
  return rows.map((row) => carriedConfig(needs, row))
}
