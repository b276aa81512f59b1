import type { GenericEndpointContext } from 'better-auth'
import type { Services } from '../context.ts'
import { createLimiter } from '../platform/limiter.ts'
import { accountOf, senderOf } from './auth-sender.ts'
import { createKnownDevices } from './known-devices.ts'

const quarter = 900
const hour = 3600

/** Counts tries at signing in with a password. */
export interface SignInLimits {
  /** Before the password is looked at. @throws RateLimitedError */
  count(ctx: GenericEndpointContext): Promise<void>
  /** The password was right. */
  forgive(ctx: GenericEndpointContext): Promise<void>
  /** Somebody is in: their browser is known from now on. */
  remember(ctx: GenericEndpointContext, account: string): Promise<void>
  /** The owner of an account chose a new password by a link: what strangers guessed no longer counts. */
  welcome(account: string): Promise<void>
}

/**
 * Wrong passwords count for an account and a network together, so that who guesses closes an account to their own
 * network only; for the network, so that it cannot try one password on every account; and slowly for the account,
 * against guesses from many networks. A browser that the account has signed in with counts for itself alone: strangers
 * cannot keep its owner out.
 */
export function createSignInLimits(services: Services): SignInLimits {
  const devices = createKnownDevices(services.seal)
  const limit = (name: string, points: number, seconds: number) => createLimiter(services, { name, points, seconds })
  const device = limit('sign-in-device', 10, quarter)
  const network = limit('sign-in-address', 60, quarter)
  const here = limit('sign-in-account-here', 10, quarter)
  // More than one network has in that time, so that it takes several to close it.
  const everywhere = limit('sign-in-account', 60, hour)

  async function keysOf(ctx: GenericEndpointContext) {
    const [account, sender] = [accountOf(ctx.body), senderOf(ctx.headers)]
    const id = await devices.of(ctx, account)
    return { account, sender, pair: `${sender} ${account}`, known: id && `${id} ${account}` }
  }

  return {
    async count(ctx) {
      const { account, sender, pair, known } = await keysOf(ctx)
      if (known) return device.consume(known)
      await network.consume(sender)
      await here.consume(pair)
      await everywhere.consume(account)
    },
    async forgive(ctx) {
      const { account, sender, pair, known } = await keysOf(ctx)
      if (known) return device.reset(known)
      await network.forgive(sender)
      await here.reset(pair)
      // Guesses of others go on counting while the owner comes and goes.
      await everywhere.forgive(account)
    },
    remember: devices.remember,
    welcome: (account) => everywhere.reset(account),
  }
}
