import { createHash } from 'node:crypto'
import type { AttendedChannel } from '../channel.ts'
import { addressList } from '../../platform/address-ranges.ts'
import { type ChatChannelSettings, readChatSettings } from './settings.ts'

/** A secret of the site, ready to check signatures. `print` names it without telling it. */
export interface SiteSecret {
  key: Uint8Array
  print: string
  until: Date | null
}

/** A chat with what is derived from its settings, made once per change. */
export interface PreparedChat {
  channel: AttendedChannel
  settings: ChatChannelSettings
  blocks(address: string): boolean
  /** The secrets that are good at `now`. */
  secrets(now: Date): SiteSecret[]
}

const known = new WeakMap<AttendedChannel, PreparedChat>()

export function prepare(channel: AttendedChannel): PreparedChat {
  const found = known.get(channel)
  if (found) return found
  const settings = readChatSettings(channel.settings)
  const secrets = channel.identitySecrets.map(({ secret, until }) => ({
    key: new TextEncoder().encode(secret),
    print: createHash('sha256').update(`identity:${secret}`).digest('base64url').slice(0, 12),
    until,
  }))
  const made: PreparedChat = {
    channel,
    settings,
    blocks: addressList(settings.blockedAddresses).has,
    secrets: (now) => secrets.filter(({ until }) => until === null || until > now),
  }
  known.set(channel, made)
  return made
}
