import type { ImapFlow } from 'imapflow'

/**
 * Waits for news of the open folder: `true` when mail came (also if it came before the call), or when `most`
 * milliseconds passed and it is time to look; `false` when the connection has ended.
 */
export function listenForNews(client: ImapFlow, most: number): () => Promise<boolean> {
  let waiting = false
  let closed = false
  let wake = () => {}
  client.on('exists', () => {
    waiting = true
    wake()
  })
  client.on('close', () => {
    closed = true
    wake()
  })
  return async () => {
    const { promise, resolve } = Promise.withResolvers<void>()
    wake = resolve
    const timer = setTimeout(resolve, most)
    if (waiting || closed) resolve()
    await promise
    clearTimeout(timer)
    waiting = false
    return !closed
  }
}
