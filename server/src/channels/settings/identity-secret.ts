import { randomBytes } from 'node:crypto'
import type { Seal } from '../../platform/seal.ts'

/** What stands in `Channel.secrets` of a chat, sealed. */
interface StoredSecrets {
  identity?: string
  previousIdentity?: string
  /** ISO 8601. */
  previousIdentityUntil?: string
}

/** A secret that a site signs its users with, and until when it is good (null: until it is replaced). */
export interface IdentitySecret {
  secret: string
  until: Date | null
}

/** How long a replaced secret stays good, so that a site can change over. In ms. */
const overlap = 24 * 3600 * 1000

const place = (channelId: string) => `channels:${channelId}:identity`

/** A new secret, as it is stored. */
export function newIdentitySecret(seal: Seal, channelId: string): Record<string, string> {
  return { identity: seal.close(randomBytes(32).toString('base64url'), place(channelId)) }
}

/** Puts a new secret in the place of the old one, which stays good for a day; one older still ends at once. */
export function rotatedSecrets(seal: Seal, channel: { id: string; secrets: unknown }, now: Date) {
  const { identity } = channel.secrets as StoredSecrets
  const previous = identity
    ? { previousIdentity: identity, previousIdentityUntil: new Date(now.getTime() + overlap).toISOString() }
    : {}
  return { ...newIdentitySecret(seal, channel.id), ...previous }
}

/** The secrets that are good at `now`, the newest first. */
export function identitySecrets(seal: Seal, channel: { id: string; secrets: unknown }, now: Date): IdentitySecret[] {
  const stored = channel.secrets as StoredSecrets
  const open = (sealed: string | undefined, until: Date | null) =>
    sealed && (until === null || until > now) ? [{ secret: seal.open(sealed, place(channel.id)), until }] : []
  const until = new Date(stored.previousIdentityUntil ?? 0)
  return [...open(stored.identity, null), ...open(stored.previousIdentity, until)]
}
