import { APIError, createAuthMiddleware } from 'better-auth/api'
import type { Services } from '../context.ts'
import { RateLimitedError } from '../errors.ts'
import { networkOf } from '../platform/address.ts'
import { createLimiter, type Limiter } from '../platform/limiter.ts'

/** The header that our own HTTP layer writes the client's address into (and nobody else can). */
export const addressHeader = 'x-switchboard-address'

const quarter = 900

/**
 * How often sign-in and what stands beside it may be tried: failures count by account and by address, so that neither
 * one account nor one machine can be used to guess, and a whole centre behind one address still gets in in the morning.
 */
export function authLimits(services: Services) {
  const limit = (name: string, points: number) => createLimiter(services, { name, points, seconds: quarter })
  const limits: Record<string, { account?: Limiter; address: Limiter }> = {
    '/sign-in/email': { account: limit('sign-in-account', 10), address: limit('sign-in-address', 60) },
    '/request-password-reset': { account: limit('reset-account', 3), address: limit('reset-address', 20) },
    '/reset-password': { address: limit('new-password-address', 20) },
    '/change-password': { address: limit('change-password-address', 20) },
    '/two-factor/verify-totp': { address: limit('second-factor-address', 30) },
    '/two-factor/verify-backup-code': { address: limit('second-factor-address', 30) },
    '/two-factor/enable': { address: limit('second-factor-change', 20) },
    '/two-factor/disable': { address: limit('second-factor-change', 20) },
    '/two-factor/get-totp-uri': { address: limit('second-factor-change', 20) },
    '/two-factor/generate-backup-codes': { address: limit('second-factor-change', 20) },
  }
  return {
    before: createAuthMiddleware(async (ctx) => {
      const found = limits[ctx.path]
      if (!found) return
      await refused(found.address, senderOf(ctx.headers))
      if (found.account) await refused(found.account, accountOf(ctx.body))
    }),
    after: createAuthMiddleware(async (ctx) => {
      const found = limits[ctx.path]
      // A reset that is asked for never fails, so asking itself is what is limited there.
      if (!found || ctx.path === '/request-password-reset' || ctx.context.returned instanceof Error) return
      await found.address.forgive(senderOf(ctx.headers))
      await found.account?.reset(accountOf(ctx.body))
    }),
  }
}

const senderOf = (headers: Headers | undefined) => networkOf(headers?.get(addressHeader) ?? 'unknown')

function accountOf(body: { email?: unknown } | undefined): string {
  return typeof body?.email === 'string' ? body.email.trim().toLowerCase().slice(0, 320) : ''
}

async function refused(limiter: Limiter, key: string): Promise<void> {
  try {
    await limiter.consume(key)
  } catch (error) {
    if (!(error instanceof RateLimitedError)) throw error
    const headers = { 'Retry-After': String(error.retryAfter), 'X-Retry-After': String(error.retryAfter) }
    throw new APIError('TOO_MANY_REQUESTS', { code: 'TOO_MANY_REQUESTS', message: error.message }, headers)
  }
}
