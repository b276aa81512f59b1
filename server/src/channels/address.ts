/**
 * The address people write to on a channel: a mailbox's, a number; empty where there is none. Its adapter checked it when
 * the settings were saved.
 */
export function addressOf({ settings }: { settings: unknown }): string {
  const { address, number } = (settings ?? {}) as { address?: unknown; number?: unknown }
  return typeof address === 'string' ? address.toLowerCase() : typeof number === 'string' ? number : ''
}

/** An address without what stands between a plus and the @: it reaches the same mailbox. */
export const bareAddress = (address: string): string => address.toLowerCase().replace(/\+[^@]*@/, '@')
