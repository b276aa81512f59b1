import { beforeEach, expect, test, vi } from 'vitest'
import type { SocketState } from '../gql/socket.ts'

const line = vi.hoisted(() => ({
  subscribed: 0,
  tell: (_state: SocketState) => {},
  change: (_cursor: string) => {},
}))
vi.mock('../gql/socket.ts', () => ({
  onSocketState: (listener: typeof line.tell) => void (line.tell = listener),
}))
vi.mock('../gql/client.ts', () => ({
  client: {
    subscription: () => ({
      subscribe(next: (result: object) => void) {
        line.subscribed++
        line.change = (cursor) => next({ data: { changes: { cursor } } })
        return { unsubscribe() {} }
      },
    }),
  },
}))

beforeEach(async () => {
  vi.resetModules()
  // Before there is a document: Vue would take this for a browser.
  const { followChanges } = await import('./changes.ts')
  vi.useFakeTimers()
  vi.spyOn(Math, 'random').mockReturnValue(1)
  vi.stubGlobal('window', { addEventListener() {} })
  vi.stubGlobal('document', { addEventListener() {} })
  vi.stubGlobal('navigator', { onLine: true })
  followChanges('1')
  line.subscribed = 0
  return () => {
    vi.useRealTimers()
    vi.restoreAllMocks()
    vi.unstubAllGlobals()
  }
})

/** The hub takes the socket and drops it; then the time passes. */
function cutAndWait(ms: number) {
  line.tell('open')
  line.tell('closed')
  vi.advanceTimersByTime(ms)
}

test('a hub that takes the line and drops it at once is asked less and less often', () => {
  for (const wait of [500, 1000, 2000, 4000, 8000, 15_000, 15_000]) cutAndWait(wait)
  expect(line.subscribed).toBe(7)
  cutAndWait(14_999)
  expect(line.subscribed).toBe(7)
})

test('after a change has come, the next cut is mended quickly again', () => {
  for (const wait of [500, 1000, 2000]) cutAndWait(wait)
  line.change('2')
  cutAndWait(500)
  expect(line.subscribed).toBe(4)
})
