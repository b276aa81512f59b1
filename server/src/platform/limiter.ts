import { Redis } from 'ioredis'
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible'
import type { Services } from '../context.ts'
import { RateLimitedError } from '../errors.ts'

/** Counts uses by key: an address, a visitor, an agent. */
export interface Limiter {
  /** Counts one use. @throws RateLimitedError when there were too many within the time. */
  consume(key: string): Promise<void>
  /** Takes one counted use back, for those that turned out well. */
  forgive(key: string): Promise<void>
  /** Forgets every use of the key. */
  reset(key: string): Promise<void>
}

const connections = new Map<string, Redis>()

/**
 * At most `points` uses within `seconds` for each key; counted in Redis for all processes where one is set, in memory
 * otherwise and while Redis is away.
 */
export function createLimiter(
  { env, log }: Pick<Services, 'env' | 'log'>,
  options: { name: string; points: number; seconds: number },
): Limiter {
  const { name, points, seconds: duration } = options
  const memory = new RateLimiterMemory({ keyPrefix: name, points, duration })
  const limiter = env.REDIS_URL
    ? new RateLimiterRedis({
        storeClient: connection(env.REDIS_URL, log),
        keyPrefix: `limit:${name}`,
        points,
        duration,
        insuranceLimiter: memory,
      })
    : memory
  return {
    async consume(key) {
      try {
        await limiter.consume(key)
      } catch (refusal) {
        if (!(refusal instanceof RateLimiterRes)) throw refusal
        throw new RateLimitedError(Math.max(1, Math.ceil(refusal.msBeforeNext / 1000)))
      }
    },
    forgive: async (key) => void (await limiter.reward(key)),
    reset: async (key) => void (await limiter.delete(key)),
  }
}

function connection(url: string, log: Services['log']): Redis {
  const open = connections.get(url)
  if (open) return open
  const redis = new Redis(url, { maxRetriesPerRequest: 1, enableOfflineQueue: false })
  redis.on('error', (error) => log.warn({ err: error }, 'Redis is away; uses are counted in this process'))
  connections.set(url, redis)
  return redis
}

/** Ends the connections that limiters count in. */
export function closeLimiters(): void {
  for (const redis of connections.values()) redis.disconnect()
  connections.clear()
}
