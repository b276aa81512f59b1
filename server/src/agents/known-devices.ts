import type { GenericEndpointContext } from 'better-auth'
import { newId } from '../platform/ids.ts'
import type { Seal } from '../platform/seal.ts'

const year = 365 * 24 * 3600
/** People of a shift who share a browser. */
const mostAccounts = 10

/** Browsers that somebody has signed in with before, as OWASP's "device cookies" have it. */
export interface KnownDevices {
  /** The browser's id when this account has signed in with it; null otherwise. */
  of(ctx: GenericEndpointContext, account: string): Promise<string | null>
  /** Lets the browser show from now on that this account signed in with it. */
  remember(ctx: GenericEndpointContext, account: string): Promise<void>
}

/**
 * A known browser proves with a signed cookie that one who knows the account's password has used it. It lets nobody in:
 * it only keeps the guesses of strangers from counting against the person whose account it is.
 */
export function createKnownDevices(seal: Seal): KnownDevices {
  const print = (account: string) => seal.sign('known-device', account).slice(0, 22)
  const cookieOf = ({ context }: GenericEndpointContext) => context.createAuthCookie('known_device', { maxAge: year })

  async function read(ctx: GenericEndpointContext): Promise<{ id: string; accounts: string[] }> {
    const value = await ctx.getSignedCookie(cookieOf(ctx).name, ctx.context.secret)
    const [id = '', ...accounts] = value ? value.split('!') : []
    return { id: id || newId(), accounts }
  }

  return {
    async of(ctx, account) {
      const { id, accounts } = await read(ctx)
      return accounts.includes(print(account)) ? id : null
    },
    async remember(ctx, account) {
      const { id, accounts } = await read(ctx)
      const own = print(account)
      const kept = [own, ...accounts.filter((one) => one !== own)].slice(0, mostAccounts)
      const { name, attributes } = cookieOf(ctx)
      await ctx.setSignedCookie(name, [id, ...kept].join('!'), ctx.context.secret, attributes)
    },
  }
}
