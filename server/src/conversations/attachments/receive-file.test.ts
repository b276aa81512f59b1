import { readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { describe, expect, it } from 'vitest'
import { receiveFile } from './receive-file.ts'

const kept = () => readdirSync(tmpdir()).filter((name) => name.startsWith('switchboard-upload-')).length

async function* chunks(...sizes: number[]) {
  for (const size of sizes) yield new Uint8Array(size).fill(7)
}

describe('a file that comes in', () => {
  it('is whole, and leaves nothing behind once it was taken', async () => {
    const before = kept()
    const file = await receiveFile(chunks(3, 4), 10)
    expect(file.size).toBe(7)
    expect(await file.bytes()).toEqual(Buffer.alloc(7, 7))
    await file.remove()
    expect(kept()).toBe(before)
  })

  it.each([
    ['in memory while it is small', 7, 0],
    ['on disk from the byte that is too much for memory', 6, 1],
  ])('is held %s, and is the same in the store', async (_where, inMemory, folders) => {
    const before = kept()
    const file = await receiveFile(chunks(3, 4), 10, { inMemory })
    expect(kept()).toBe(before + folders)
    const stored: Buffer[] = []
    await file.store(
      {
        put: async (_key, bytes) => void stored.push(Buffer.from(bytes)),
        putFile: async (_key, path) => void stored.push(readFileSync(path)),
      },
      'key',
      'text/plain',
    )
    expect(stored).toEqual([Buffer.alloc(7, 7)])
    expect(Buffer.from(await file.beginning(2))).toEqual(Buffer.alloc(2, 7))
    await file.remove()
    expect(kept()).toBe(before)
  })

  it('is refused with the byte that is too much, and leaves nothing', async () => {
    const before = kept()
    await expect(receiveFile(chunks(6, 5), 10)).rejects.toMatchObject({ code: 'too_large' })
    expect(kept()).toBe(before)
  })

  it('is given up when its sender falls silent, or dawdles for ever', async () => {
    const before = kept()
    async function* silent() {
      yield new Uint8Array(1)
      await new Promise(() => {})
    }
    async function* slow() {
      for (;;) {
        await new Promise((go) => setTimeout(go, 5))
        yield new Uint8Array(1)
      }
    }
    const stopped = { code: 'invalid_input', field: 'file' }
    await expect(receiveFile(silent(), 10, { wait: { silence: 20, whole: 10_000 } })).rejects.toMatchObject(stopped)
    await expect(receiveFile(slow(), 1e6, { wait: { silence: 1000, whole: 50 } })).rejects.toMatchObject(stopped)
    expect(kept()).toBe(before)
  })
})
