import type { Duplex } from 'node:stream'
import type { WebSocket } from 'ws'
import type { AgentViewer, Services } from '../../context.ts'
import { AppError } from '../../errors.ts'
import type { Persisted, Prepared } from '../operations.ts'
import { audienceOf } from './change.ts'
import { cursorArgument } from './cursor-argument.ts'
import type { Subscriber } from './group.ts'
import type { LiveHub } from './hub.ts'

/** A client that does not read what it is sent is closed with this code, and comes back with its cursor. */
export const slowConsumer = 4290

/** A change could not be read at the moment: come back with the last cursor. */
export const comeBack = 1013

const highWater = 1_000_000
/** Our own client follows the changes once. */
const mostSubscriptions = 20

interface SubscribeMessage {
  id: string
  type: 'subscribe'
  payload: {
    query?: string
    variables?: Record<string, unknown> | null
    extensions?: { persistedQuery?: { sha256Hash?: string } } | null
  }
}

export interface LiveDeps {
  hub: LiveHub
  services: Services
  persisted: Persisted
  prepare: (text: string) => Prepared | { errors: readonly unknown[] }
  /** Whether operations beside the persisted ones are answered. */
  arbitrary: (viewer: AgentViewer) => boolean
}

/**
 * One agent's socket: takes the `changes` subscriptions out of the stream of messages and serves them from the live
 * hub, without a GraphQL execution per listener. Answers false for messages that are not its own.
 */
export function liveConnection(socket: WebSocket, line: Duplex, viewer: AgentViewer, deps: LiveDeps) {
  const running = new Map<string, () => void>()

  function subscribe(message: SubscribeMessage): boolean {
    const prepared = find(message)
    if (!prepared?.isChanges) return false
    if (running.has(message.id)) {
      socket.close(4409, `Subscriber for ${message.id} already exists`)
      return true
    }
    if (running.size >= mostSubscriptions) {
      socket.close(4429, 'Too many subscriptions')
      return true
    }
    const cursor = cursorArgument(prepared.document, message.payload.variables) ?? deps.services.tail.position()
    const cut = () => end(comeBack, 'Come back with the last cursor')
    const subscriber = { cursor, send: sender(message.id), cut } satisfies Subscriber
    running.set(message.id, deps.hub.subscribe(prepared, audienceOf(viewer), subscriber))
    return true
  }

  function find({ payload }: SubscribeMessage): Prepared | null {
    const hash = payload.extensions?.persistedQuery?.sha256Hash
    const text = hash ? deps.persisted(hash) : deps.arbitrary(viewer) ? payload.query : undefined
    if (!text) return null
    const prepared = deps.prepare(text)
    return 'errors' in prepared ? null : prepared
  }

  function sender(id: string) {
    const head = `{"id":${JSON.stringify(id)},"type":"next","payload":`
    return (payloads: string[]) => {
      if (socket.readyState !== socket.OPEN) return false
      if (socket.bufferedAmount > highWater) {
        deps.services.metrics.dropped.inc({ kind: 'agent' })
        end(slowConsumer, 'Too slow; come back with the last cursor')
        return false
      }
      // The frames of a batch leave in one write.
      line.cork()
      for (const payload of payloads) socket.send(`${head}${payload}}`)
      line.uncork()
      return true
    }
  }

  function end(code: number, reason: string) {
    socket.close(code, reason)
    setTimeout(() => socket.terminate(), 2000).unref()
  }

  function fail(id: string, error: AppError) {
    const payload = [{ message: error.message, extensions: { code: error.code.toUpperCase() } }]
    socket.send(JSON.stringify({ id, type: 'error', payload }))
  }

  return {
    /** Takes a message when it is about a `changes` subscription. */
    takes(message: { type?: string; id?: string }): boolean {
      if (message.type === 'complete' && message.id && running.has(message.id)) {
        running.get(message.id)?.()
        return running.delete(message.id)
      }
      if (message.type !== 'subscribe') return false
      try {
        return subscribe(message as SubscribeMessage)
      } catch (error) {
        if (!(error instanceof AppError)) return false
        fail((message as SubscribeMessage).id, error)
        return true
      }
    },
    close() {
      for (const stop of running.values()) stop()
      running.clear()
    },
  }
}
