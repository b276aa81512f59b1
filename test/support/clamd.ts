import { createServer, type Socket } from 'node:net'
import type { AddressInfo } from 'node:net'

/** What every scanner takes for a virus, though it is none (EICAR), in two parts so that this file is not taken for one. */
export const eicar = [String.raw`X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-`, 'STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('')

/** A clamd at its wire: it looks for EICAR, and refuses what is over `largest` bytes. */
export interface Clamd {
  url: string
  /** How many files it looked through. */
  scanned(): number
  /** Answers nobody any more, until it is back. */
  leave(): Promise<void>
  back(): Promise<void>
  stop(): Promise<void>
}

export async function startClamd({ largest = 5_000_000 } = {}): Promise<Clamd> {
  let count = 0
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    void serve(socket, largest).then((answer) => {
      count++
      socket.end(`${answer}\0`)
    })
  })
  const listen = (port: number) => new Promise<void>((done) => server.listen(port, '127.0.0.1', done))
  const close = () =>
    new Promise<void>((done) => {
      server.close(() => done())
      for (const socket of sockets) socket.destroy()
    })
  await listen(0)
  const { port } = server.address() as AddressInfo
  return {
    url: `tcp://127.0.0.1:${port}`,
    scanned: () => count,
    leave: close,
    back: () => listen(port),
    stop: async () => void (server.listening && (await close())),
  }
}

/** Reads the pieces of one file, as clamd(8) says of INSTREAM, and answers what it found. */
async function serve(socket: Socket, largest: number): Promise<string> {
  let bytes = Buffer.alloc(0)
  let content = Buffer.alloc(0)
  let begun = false
  for await (const chunk of socket.iterator({ destroyOnReturn: false })) {
    bytes = Buffer.concat([bytes, chunk as Buffer])
    if (!begun) {
      const end = bytes.indexOf(0)
      if (end < 0) continue
      if (bytes.subarray(0, end).toString() !== 'zINSTREAM') return 'UNKNOWN COMMAND'
      bytes = bytes.subarray(end + 1)
      begun = true
    }
    while (bytes.length >= 4) {
      const length = bytes.readUInt32BE()
      if (length === 0) return content.includes(eicar) ? 'stream: Eicar-Test-Signature FOUND' : 'stream: OK'
      if (bytes.length < 4 + length) break
      content = Buffer.concat([content, bytes.subarray(4, 4 + length)])
      bytes = bytes.subarray(4 + length)
      if (content.length > largest) return 'INSTREAM size limit exceeded. ERROR'
    }
  }
  return ''
}
