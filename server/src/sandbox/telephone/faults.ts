/** How the company misbehaves, so that one can watch the hub cope. Nothing set: it behaves. */
export interface Faults {
  /** New texts are answered with this status and not taken; `times` of them, all when it is not given. */
  refuse?: { status: number; code?: number; message?: string; retryAfter?: number; times?: number }
  /** This many new texts are taken, but the answer never comes. */
  silent?: number
  /** Texts fail in the network with this code. */
  networkError?: number
  /** What becomes of webhooks: lost, sent twice, or the news of a text in the wrong order. */
  webhooks?: 'drop' | 'double' | 'reverse'
  /** Ms that every webhook is late. */
  delay?: number
}

/** Whether a fault with a number of times is due; counts it down. */
export function isDue(fault: { times?: number } | undefined): boolean {
  if (!fault || fault.times === 0) return false
  if (fault.times !== undefined) fault.times--
  return true
}
