import { ref } from 'vue'
import { client } from '../gql/client.ts'
import { ChangesDocument, type ChangesSubscription } from '../gql/gen/graphql.ts'
import { onSocketState } from '../gql/socket.ts'
import { backOff } from './backOff.ts'

export type Change = ChangesSubscription['changes']
export type Connection = 'connected' | 'reconnecting' | 'offline'

/** Whether the screens are live. */
export const connection = ref<Connection>('connected')

const listeners = new Set<(change: Change) => void>()
let cursor: string | undefined
let stop: (() => void) | undefined
let attempts = 0
let timer: ReturnType<typeof setTimeout> | undefined

/** Calls back on every change the viewer may see, after the cache took it in. Returns a function that ends it. */
export function onChange(listener: (change: Change) => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Follows the changes after a cursor, for as long as the app is open; resumes by itself after every cut. */
export function followChanges(after: string): void {
  if (cursor !== undefined) return
  cursor = after
  onSocketState((state) => {
    if (state === 'open') connection.value = 'connected'
    else if (state === 'closed') retryLater()
  })
  window.addEventListener('online', retryNow)
  window.addEventListener('offline', () => (connection.value = 'offline'))
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && retryIfWaiting())
  subscribe()
}

function subscribe() {
  stop?.()
  const { unsubscribe } = client
    .subscription(ChangesDocument, { after: cursor }, { requestPolicy: 'network-only' })
    .subscribe(({ data }) => {
      if (!data) return
      // Not when the socket opens: a hub that takes it and drops it at once would be asked again and again.
      attempts = 0
      cursor = data.changes.cursor ?? cursor
      listeners.forEach((listener) => listener(data.changes))
    })
  stop = unsubscribe
}

function retryLater() {
  if (timer) return
  connection.value = navigator.onLine ? 'reconnecting' : 'offline'
  timer = setTimeout(retryNow, backOff(attempts++))
}

function retryIfWaiting() {
  if (timer) retryNow()
}

function retryNow() {
  clearTimeout(timer)
  timer = undefined
  subscribe()
}
