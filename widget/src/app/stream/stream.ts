import type { StreamEvent } from '../../protocol.ts'
import type { Core } from '../core.ts'
import { backoff, pause } from './backoff.ts'
import { sseParser } from './sse.ts'

/** The hub says something at least every 20 s; after twice that and a bit the line counts as dead. */
const silence = 45_000

export type OnEvent = (event: StreamEvent, cursor: string | null) => void

async function read(core: Core, cursor: string, signal: AbortSignal, onOpen: () => void, onEvent: OnEvent) {
  const line = new AbortController()
  const cut = () => line.abort()
  let timer = setTimeout(cut, silence)
  addEventListener('offline', cut, { signal: line.signal })
  try {
    const headers = { ...(await core.wire.authorized()), accept: 'text/event-stream' }
    const answer = await fetch(`${core.host.address}stream?after=${encodeURIComponent(cursor)}`, {
      headers,
      credentials: 'omit',
      cache: 'no-store',
      signal: AbortSignal.any([signal, line.signal]),
    })
    if (!answer.ok || !answer.body) return answer.status
    onOpen()
    const parse = sseParser(({ id, data }) => !signal.aborted && onEvent(JSON.parse(data) as StreamEvent, id))
    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader()
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      clearTimeout(timer)
      timer = setTimeout(cut, silence)
      parse(part.value)
    }
    return 200
  } catch {
    return 0
  } finally {
    clearTimeout(timer)
    cut()
  }
}

/** Keeps one stream open until the signal aborts: reconnects with back-off and goes on from the last cursor. */
export async function follow(core: Core, cursor: () => string, signal: AbortSignal, onEvent: OnEvent): Promise<void> {
  for (let attempt = 0; !signal.aborted; attempt++) {
    const status = await read(
      core,
      cursor(),
      signal,
      () => {
        attempt = -1
        core.set({ connection: 'live' })
      },
      onEvent,
    )
    if (signal.aborted) return
    if (attempt >= 0) core.set({ connection: 'lost' })
    if (status === 401 || status === 403) await core.wire.renew().catch(() => {})
    await pause(attempt < 0 ? 250 : backoff(attempt), signal)
  }
}
