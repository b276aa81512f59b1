import type { Socket } from 'node:net'

/** What a client sends, taken as lines and as counted bytes. Both are null once it has gone. */
export interface Input {
  line(): Promise<string | null>
  bytes(count: number): Promise<Buffer | null>
}

const lineEnd = Buffer.from('\r\n')

export function createInput(socket: Socket): Input {
  let held = Buffer.alloc(0)
  const chunks = socket[Symbol.asyncIterator]()

  async function more(): Promise<boolean> {
    const { done, value } = await chunks.next().catch(() => ({ done: true, value: undefined }))
    if (done) return false
    held = Buffer.concat([held, value as Buffer])
    return true
  }
  function cut(count: number, skip = 0): Buffer {
    const taken = held.subarray(0, count)
    held = held.subarray(count + skip)
    return taken
  }
  return {
    async line() {
      let end = held.indexOf(lineEnd)
      while (end < 0) {
        if (!(await more())) return null
        end = held.indexOf(lineEnd)
      }
      return cut(end, lineEnd.length).toString('latin1')
    },
    async bytes(count) {
      const parts: Buffer[] = []
      let missing = count
      while (held.length < missing) {
        parts.push(held)
        missing -= held.length
        held = Buffer.alloc(0)
        if (!(await more())) return null
      }
      return Buffer.concat([...parts, cut(missing)])
    },
  }
}
