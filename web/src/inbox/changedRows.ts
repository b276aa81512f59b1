import { onChange } from '../live/changes.ts'
import type { Row } from './listing.ts'

const listeners = new Set<(row: Row) => void>()

/** Tells the lists on the screen how a conversation is now, after the viewer changed it. */
export const rowChanged = (row: Row): void => listeners.forEach((listener) => listener(row))

/** Calls back with every conversation that changed, by whomever. Returns a function that ends it. */
export function onRowChanged(listener: (row: Row) => void): () => void {
  listeners.add(listener)
  const stop = onChange((change) => {
    if (change.__typename === 'ConversationChanged' || change.__typename === 'MessageAdded')
      listener(change.conversation)
  })
  return () => {
    listeners.delete(listener)
    stop()
  }
}
