import type { StreamEvent } from '../../protocol.ts'
import type { Core } from '../core.ts'
import { follow } from './stream.ts'
import type { OnEvent } from './stream.ts'

type Relay = { visitor: string; event: StreamEvent; cursor: string | null }

/**
 * One stream for all tabs of the site: browsers allow six connections to an address. The tab that holds the lock reads
 * and passes on; a tab that comes to the front takes the lock over, because browsers freeze those behind. Where locks
 * are missing each tab reads for itself.
 */
export function shareStream(core: Core, visitor: string, from: string, onEvent: OnEvent) {
  const signal = core.signal()
  const name = `${core.host.keep.prefix}stream`
  const channel = typeof BroadcastChannel === 'function' ? new BroadcastChannel(name) : null
  let cursor = from
  let leading = false

  const take: OnEvent = (event, at) => {
    if (at) cursor = at
    onEvent(event, at)
  }
  const lead: OnEvent = (event, at) => {
    channel?.postMessage({ visitor, event, cursor: at } satisfies Relay)
    take(event, at)
  }
  const read = async (until: AbortSignal) => {
    leading = true
    await follow(core, () => cursor, until, lead)
    leading = false
  }
  const wait = (steal: boolean): void => {
    if (!navigator.locks) return void read(signal)
    const mine = new AbortController()
    const until = AbortSignal.any([signal, mine.signal])
    navigator.locks
      .request(name, steal ? { steal } : { signal }, () => read(until))
      .catch(() => {
        mine.abort()
        if (!signal.aborted) wait(false)
      })
  }
  const front = () => document.visibilityState === 'visible' && !leading && navigator.locks && wait(true)

  channel?.addEventListener('message', ({ data }: MessageEvent<Relay>) => {
    if (data.visitor === visitor && !signal.aborted) take(data.event, data.cursor)
  })
  document.addEventListener('visibilitychange', front, { signal })
  signal.addEventListener('abort', () => channel?.close())
  wait(false)
  return {
    /** Tells the other tabs what this one learnt outside the stream. */
    tell: (event: StreamEvent) =>
      !signal.aborted && channel?.postMessage({ visitor, event, cursor: null } satisfies Relay),
    leading: () => leading,
  }
}
