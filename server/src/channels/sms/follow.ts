import { setTimeout as wait } from 'node:timers/promises'
import { AppError } from '../../errors.ts'
import type { CarriedConfig, CarrierDesk } from '../carried.ts'
import { askedToWait } from '../../platform/retry-after.ts'
import type { Provider } from './provider.ts'
import { sweep } from './sweep.ts'

export interface FollowOptions {
  desk: CarrierDesk
  signal: AbortSignal
  now(): Date
  /** Ms between sweeps. */
  every: number
  /** Ms for which a text is left to its webhook. */
  settle: number
  /** Logs what nobody expected and returns the id it is logged under. */
  report(error: unknown): string
}

/** Sweeps again and again for what was missed, and says on the health page whether the provider can be reached. */
export async function followNumber(
  channel: CarriedConfig,
  connect: () => Provider,
  { desk, signal, now, every, settle, report }: FollowOptions,
): Promise<void> {
  while (!signal.aborted) {
    let pause = every
    try {
      await sweep(channel, connect(), desk, { now: now(), settle })
      await desk.report(channel, { connected: true, error: null })
    } catch (error) {
      pause = Math.max(every, askedToWait(error))
      const words = error instanceof AppError ? error.message : `Something went wrong on our side (${report(error)}).`
      // The database may be what is away: the next round says it.
      await desk.report(channel, { connected: false, error: words }).catch(report)
    }
    await wait(pause, undefined, { signal }).catch(() => {})
  }
}
