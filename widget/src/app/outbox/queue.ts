import { names } from '../../contract.ts'
import type { Keep } from '../../contract.ts'
import type { Outgoing } from '../state.ts'

/**
 * The messages that wait, in the order they were written. Each is its own entry of local storage, so that tabs that
 * write at the same time cannot undo each other.
 */
export interface Queue {
  list(): Outgoing[]
  add(message: Outgoing): void
  /** Writes a changed message back; one that is gone (another tab sent it) stays gone. */
  update(message: Outgoing): void
  remove(clientId: string): void
}

export function openQueue(keep: Pick<Keep, 'get' | 'set' | 'names'>, now = Date.now): Queue {
  let last = 0
  const entry = (clientId: string) => keep.names(names.outbox).find((name) => name.endsWith(clientId))
  return {
    list: () =>
      keep
        .names(names.outbox)
        .sort()
        .flatMap((name) => {
          try {
            return [JSON.parse(keep.get(name) ?? '') as Outgoing]
          } catch {
            return []
          }
        }),
    add(message) {
      last = Math.max(last + 1, now())
      keep.set(`${names.outbox}${last.toString(36).padStart(10, '0')}-${message.clientId}`, JSON.stringify(message))
    },
    update(message) {
      const name = entry(message.clientId)
      if (name) keep.set(name, JSON.stringify(message))
    },
    remove(clientId) {
      const name = entry(clientId)
      if (name) keep.set(name, null)
    },
  }
}

/** A random id of 128 bits; not `crypto.randomUUID`, which is missing on plain http pages. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
