import { EventEmitter } from 'node:events'
import { Redis } from 'ioredis'
import type { Log } from './log.ts'

/**
 * Wake-ups after commit, and small passing signals (typing, presence), between the parts of a process and, with Redis,
 * between processes. Losing one loses nothing: the event log is read again by itself.
 */
export interface Wake {
  /** Something was committed. */
  ring(): void
  on(listener: () => void): () => void
  /** Sends a passing signal to every process. */
  signal(topic: string, value: unknown): void
  onSignal(topic: string, listener: (value: unknown) => void): () => void
  close(): Promise<void>
}

const wakeTopic = 'wake'

/** In one process. */
export function localWake(): Wake {
  const emitter = new EventEmitter().setMaxListeners(0)
  const on = (topic: string, listener: (value: unknown) => void) => {
    emitter.on(topic, listener)
    return () => void emitter.off(topic, listener)
  }
  return {
    ring: () => void emitter.emit(wakeTopic),
    on: (listener) => on(wakeTopic, listener),
    signal: (topic, value) => void emitter.emit(`signal:${topic}`, value),
    onSignal: (topic, listener) => on(`signal:${topic}`, listener),
    close: async () => void emitter.removeAllListeners(),
  }
}

/** Over several processes by Redis. While Redis is away the process wakes itself and polls for the others. */
export function redisWake(url: string, log: Log): Wake {
  const local = localWake()
  const options = {
    maxRetriesPerRequest: 1,
    enableOfflineQueue: false,
    retryStrategy: (n: number) => Math.min(n * 200, 5000),
  }
  const [out, into] = [new Redis(url, options), new Redis(url, { ...options, enableOfflineQueue: true })]
  for (const connection of [out, into]) connection.on('error', (error) => log.warn({ err: error }, 'Redis is away'))
  const self = crypto.randomUUID()
  let ringing = false
  void into.subscribe('switchboard').catch((error) => log.warn({ err: error }, 'Redis is away'))
  into.on('message', (_channel, text) => {
    const { from, topic, value } = JSON.parse(text)
    if (from === self) return
    if (topic === wakeTopic) local.ring()
    else local.signal(topic, value)
  })
  const publish = (topic: string, value?: unknown) =>
    void out.publish('switchboard', JSON.stringify({ from: self, topic, value })).catch(() => {})
  return {
    ...local,
    ring() {
      local.ring()
      // A burst of commits is one wake-up for the others.
      if (ringing) return
      ringing = true
      setImmediate(() => {
        ringing = false
        publish(wakeTopic)
      })
    },
    signal(topic, value) {
      local.signal(topic, value)
      publish(topic, value)
    },
    async close() {
      await local.close()
      out.disconnect()
      into.disconnect()
    },
  }
}
