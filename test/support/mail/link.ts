import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

/** A wire between a client and a server, which tests cut, or let go dead without a sign. */
export interface Link {
  port: number
  /** Ends all connections. */
  cut(): void
  /** No byte of the connections there are passes any more, in either direction, and nothing closes. */
  silence(): void
  /** Ends each connection on which the client sends this, before it is passed on, or after; `times` at most. */
  cutAt(sign: RegExp, when: 'before' | 'after', times: number): void
  /** All that clients have sent so far, and all that the server said. */
  sent(): string
  said(): string
  stop(): Promise<void>
}

export async function startLink(target: number): Promise<Link> {
  const sockets = new Set<Socket>()
  const silenced = new Set<Socket>()
  let trap = { sign: /(?!)/, passed: false, times: 0 }
  let sent = ''
  let said = ''
  const server = createServer((client) => {
    const upstream = connect(target, '127.0.0.1')
    const end = () => [client, upstream].forEach((socket) => socket.destroy())
    for (const socket of [client, upstream]) {
      sockets.add(socket.setNoDelay(true))
      socket.on('error', end)
      socket.on('close', () => sockets.delete(socket) && end())
    }
    upstream.on('data', (chunk) => {
      said += chunk.toString('latin1')
      if (!silenced.has(client)) client.write(chunk)
    })
    client.on('data', (chunk) => {
      if (silenced.has(client)) return
      const text = chunk.toString('latin1')
      sent += text
      const sprung = trap.times > 0 && trap.sign.test(text)
      if (!sprung || trap.passed) upstream.write(chunk)
      if (!sprung) return
      trap.times--
      // What was passed on is to arrive before the end does.
      upstream.end()
      client.destroy()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    cut: () => sockets.forEach((socket) => socket.destroy()),
    silence: () => sockets.forEach((socket) => silenced.add(socket)),
    cutAt: (sign, when, times) => {
      trap = { sign, passed: when === 'after', times }
    },
    sent: () => sent,
    said: () => said,
    async stop() {
      sockets.forEach((socket) => socket.destroy())
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
