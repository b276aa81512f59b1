import { createClient } from 'graphql-ws'

/** How the one socket of the app is doing. */
export type SocketState = 'connecting' | 'open' | 'closed'

const listeners = new Set<(state: SocketState) => void>()
const tell = (state: SocketState) => listeners.forEach((listener) => listener(state))

/** Calls back on every change of the socket's state. */
export function onSocketState(listener: (state: SocketState) => void): void {
  listeners.add(listener)
}

let unanswered: ReturnType<typeof setTimeout> | undefined

/**
 * The socket that carries the live changes. It never retries by itself: a retry would repeat the first cursor, while
 * the live module resumes from the last one it saw.
 */
export const socket = createClient({
  url: `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/graphql`,
  retryAttempts: 0,
  keepAlive: 15_000,
  connectionAckWaitTimeout: 10_000,
  on: {
    connecting: () => tell('connecting'),
    connected: () => tell('open'),
    closed: () => tell('closed'),
    error: () => tell('closed'),
    ping: (received) => {
      if (!received) unanswered = setTimeout(() => socket.terminate(), 8000)
    },
    pong: (received) => {
      if (received) clearTimeout(unanswered)
    },
  },
})
