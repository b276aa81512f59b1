import { jwtVerify, SignJWT } from 'jose'
import type { Customer, CustomerDetails } from '../channel.ts'
import type { PreparedChat } from './prepared.ts'

/** What a visitor's token says. */
export interface Claims {
  channelId: string
  kind: Customer['kind']
  value: string
  /** For verified people: which secret of the site vouched for them. The token ends with that secret. */
  vouchedBy: string | null
  /** What they, or their site, said of them before anything was stored. */
  details: CustomerDetails
  /** Names of the attributes that their site signed (signed-attributes.ts). */
  signed: string[]
  /** Seconds since 1970. */
  expires: number
}

/** Signs and reads visitors' tokens. */
export interface Tokens {
  sign(claims: Omit<Claims, 'expires'>): Promise<string>
  /** Null when it is not ours, has ended, or belongs to another chat. */
  read(token: string | null, chat: PreparedChat): Promise<Claims | null>
}

const days = 86_400
const lifetime = 180 * days
/** A token with less left than this is renewed. */
export const renewBelow = 150 * days
const longest = 8000
const most = 20_000

/** Tokens are JWTs (HS256). Those that were checked are remembered, so that a message costs no signature. */
export function createTokens(key: Uint8Array, now: () => Date): Tokens {
  const known = new Map<string, Claims>()
  const seconds = () => Math.floor(now().getTime() / 1000)

  async function verify(token: string): Promise<Claims | null> {
    const found = known.get(token)
    if (found) return found
    if (token.length > longest) return null
    const options = { algorithms: ['HS256'], audience: 'visitor', currentDate: now() }
    const read = await jwtVerify(token, key, options).catch(() => null)
    const { c, k, i, s, d, a, exp } = read?.payload ?? {}
    if (typeof c !== 'string' || typeof i !== 'string' || typeof exp !== 'number') return null
    const kind = k === 'external' ? 'external' : 'visitor'
    const vouchedBy = typeof s === 'string' ? s : null
    const claims: Claims = {
      channelId: c,
      kind,
      value: i,
      vouchedBy,
      details: (d ?? {}) as CustomerDetails,
      signed: (a ?? []) as string[],
      expires: exp,
    }
    if (known.size >= most) known.clear()
    known.set(token, claims)
    return claims
  }

  return {
    sign: ({ channelId, kind, value, vouchedBy, details, signed }) =>
      new SignJWT({
        c: channelId,
        k: kind,
        i: value,
        s: vouchedBy,
        d: details,
        ...(signed.length > 0 && { a: signed }),
      })
        .setProtectedHeader({ alg: 'HS256' })
        .setAudience('visitor')
        .setIssuedAt(seconds())
        .setExpirationTime(seconds() + lifetime)
        .sign(key),
    async read(token, chat) {
      const claims = token ? await verify(token) : null
      if (!claims || claims.expires <= seconds() || claims.channelId !== chat.channel.id) return null
      return isVouched(claims, chat, now()) ? claims : null
    },
  }
}

/** A verified person is one only as long as the secret that vouched for them is good. */
function isVouched({ kind, vouchedBy }: Claims, chat: PreparedChat, now: Date): boolean {
  return kind === 'visitor' || chat.secrets(now).some(({ print }) => print === vouchedBy)
}
