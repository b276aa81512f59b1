import { createHmac, timingSafeEqual } from 'node:crypto'
import { ForbiddenError } from '../../errors.ts'

/** How far a sender's clock may be off, and how long a request may be repeated, in seconds. */
const tolerance = 300

/** What a body has to be signed with: `t=<seconds>,v1=<hex>`, the HMAC-SHA256 of `<seconds>.` and the body. */
export interface Signature {
  update(chunk: Uint8Array): void
  /** @throws ForbiddenError when what was seen is not what was signed. */
  verify(): void
}

/**
 * Begins to check a signature. @throws ForbiddenError when there is no key, or the header is missing, broken or too old:
 * what cannot be proved is refused.
 */
export function readSignature(header: unknown, key: string | undefined, now: Date): Signature {
  const [, seconds = '', given = ''] = /^t=(\d{1,12}),\s*v1=([0-9a-f]{64})$/.exec(String(header ?? '')) ?? []
  const fresh = Math.abs(now.getTime() / 1000 - Number(seconds)) <= tolerance
  if (!key || !given || !fresh) throw refused()
  const hmac = createHmac('sha256', key).update(`${seconds}.`)
  return {
    update: (chunk) => void hmac.update(chunk),
    verify() {
      if (!timingSafeEqual(hmac.digest(), Buffer.from(given, 'hex'))) throw refused()
    },
  }
}

const refused = () => new ForbiddenError('The signature is missing, wrong or too old.', 'bad_signature')
