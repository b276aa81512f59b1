import type { GenericEndpointContext } from 'better-auth'
import { APIError, createAuthMiddleware } from 'better-auth/api'
import type { Services } from '../context.ts'
import { RateLimitedError } from '../errors.ts'
import { createLimiter, type Limiter } from '../platform/limiter.ts'
import { accountOf, senderOf } from './auth-sender.ts'
import { createSignInLimits } from './sign-in-limits.ts'

const quarter = 900

/**
 * How often sign-in and what stands beside it may be tried: failures count, so that nobody can guess, and a whole centre
 * behind one address still gets in in the morning.
 */
export function authLimits(services: Services) {
  const limit = (name: string, points: number) => createLimiter(services, { name, points, seconds: quarter })
  const signIn = createSignInLimits(services)
  const resets = { account: limit('reset-account', 3), address: limit('reset-address', 20) }
  const addresses: Record<string, Limiter> = {
    '/reset-password': limit('new-password-address', 20),
    '/change-password': limit('change-password-address', 20),
    '/two-factor/verify-totp': limit('second-factor-address', 30),
    '/two-factor/verify-backup-code': limit('second-factor-address', 30),
    '/two-factor/enable': limit('second-factor-change', 20),
    '/two-factor/disable': limit('second-factor-change', 20),
    '/two-factor/get-totp-uri': limit('second-factor-change', 20),
    '/two-factor/generate-backup-codes': limit('second-factor-change', 20),
  }

  async function count(ctx: GenericEndpointContext): Promise<void> {
    if (ctx.path === '/sign-in/email') return signIn.count(ctx)
    await addresses[ctx.path]?.consume(senderOf(ctx.headers))
    if (ctx.path !== '/request-password-reset') return
    // A reset that is asked for never fails, so asking itself is what is limited.
    await resets.address.consume(senderOf(ctx.headers))
    await resets.account.consume(accountOf(ctx.body))
  }

  return {
    before: createAuthMiddleware((ctx) => count(ctx).catch(tooMany)),
    after: createAuthMiddleware(async (ctx) => {
      if (ctx.context.returned instanceof Error) return
      if (ctx.path === '/sign-in/email') await signIn.forgive(ctx)
      await addresses[ctx.path]?.forgive(senderOf(ctx.headers))
      const user = ctx.context.newSession?.user
      // With a second factor the password alone is half of it: the code comes with a session of its own.
      const half = ctx.path === '/sign-in/email' && user?.['twoFactorEnabled']
      if (user && !half) await signIn.remember(ctx, accountOf(user))
    }),
    welcome: signIn.welcome,
  }
}

function tooMany(error: unknown): never {
  if (!(error instanceof RateLimitedError)) throw error
  const headers = { 'Retry-After': String(error.retryAfter), 'X-Retry-After': String(error.retryAfter) }
  throw new APIError('TOO_MANY_REQUESTS', { code: 'TOO_MANY_REQUESTS', message: error.message }, headers)
}
