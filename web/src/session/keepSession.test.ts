import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { keepSession } from './keepSession.ts'

const day = 24 * 3600_000
const asked = vi.fn<() => Promise<Response>>()

beforeEach(() => {
  const kept = new Map<string, string>()
  vi.stubGlobal('localStorage', { getItem: (k: string) => kept.get(k) ?? null, setItem: kept.set.bind(kept) })
  vi.stubGlobal('fetch', asked.mockReset().mockResolvedValue(new Response('{}')))
})
afterEach(() => void vi.unstubAllGlobals())

test('a session is extended when the app starts, and not again the same day', async () => {
  await keepSession(10 * day)
  await keepSession(10 * day + 3600_000)
  expect(asked).toHaveBeenCalledTimes(1)
  await keepSession(11 * day)
  expect(asked).toHaveBeenCalledTimes(2)
})

test('a failed attempt is made again at the next start', async () => {
  asked.mockRejectedValueOnce(new Error('offline'))
  await keepSession(10 * day)
  await keepSession(10 * day + 1)
  expect(asked).toHaveBeenCalledTimes(2)
})
