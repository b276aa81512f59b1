/** Milliseconds to wait before the next attempt: doubling from one second to thirty, any part of the upper half. */
export function backoff(attempt: number, random = Math.random): number {
  const most = Math.min(30_000, 1000 * 2 ** attempt)
  return most / 2 + (random() * most) / 2
}

/** Waits; ends early when the browser is back online, the page comes to the front, or the signal aborts. */
export function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const visible = () => document.visibilityState === 'visible' && done()
    const done = () => {
      clearTimeout(timer)
      removeEventListener('online', done)
      document.removeEventListener('visibilitychange', visible)
      resolve()
    }
    const timer = setTimeout(done, milliseconds)
    addEventListener('online', done)
    document.addEventListener('visibilitychange', visible)
    signal?.addEventListener('abort', done)
  })
}
