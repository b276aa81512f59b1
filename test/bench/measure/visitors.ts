import { Agent, request } from 'node:http'
import { text } from 'node:stream/consumers'
import type { SendRequest, SessionAnswer } from '../../../widget/src/protocol.ts'

/** The chat of one channel, as the widget reaches it; connections are kept open. */
export interface ChatDoor {
  /** A new visitor, from an address of their own. */
  begin(n: number): Promise<BenchVisitor>
  send(visitor: BenchVisitor, body: string): Promise<void>
  /** Opens a visitor's event stream and reads it for good; resolves when it has begun. */
  follow(visitor: BenchVisitor): Promise<void>
  close(): void
}

export interface BenchVisitor {
  headers: Record<string, string>
  cursor: string
}

/** @param connections kept at most for requests; streams have their own. */
export function chatDoor(address: string, channelKey: string, connections: number): ChatDoor {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const streams = new Agent({ keepAlive: false })
  const at = (path: string) => `http://${address}/chat/${channelKey}${path}`

  /** A connection kept open may be closed just as it is used: the widget asks again then, and so does this. */
  const post = (path: string, headers: Record<string, string>, body: object): Promise<string> =>
    postOnce(path, headers, body).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ECONNRESET' && error.code !== 'EPIPE') throw error
      return postOnce(path, headers, body)
    })

  async function postOnce(path: string, headers: Record<string, string>, body: object): Promise<string> {
    const { promise, resolve, reject } = Promise.withResolvers<string>()
    const json = { ...headers, 'content-type': 'application/json' }
    request(at(path), { method: 'POST', agent, headers: json }, (res) =>
      text(res).then(
        (said) => (res.statusCode === 200 ? resolve(said) : reject(new Error(`${path}: ${said}`))),
        reject,
      ),
    )
      .on('error', reject)
      .end(JSON.stringify(body))
    return promise
  }

  return {
    async begin(n) {
      const from = { 'x-forwarded-for': `10.${(n >> 16) & 255}.${(n >> 8) & 255}.${n & 255}` }
      const { token, cursor } = JSON.parse(await post('/session', from, { token: null })) as SessionAnswer
      return { headers: { ...from, authorization: `Bearer ${token}` }, cursor }
    },
    async send({ headers }, body) {
      const message: SendRequest = { clientId: crypto.randomUUID(), body, attachmentIds: [] }
      await post('/messages', headers, message)
    },
    follow({ headers, cursor }) {
      const { promise, resolve, reject } = Promise.withResolvers<void>()
      request(at(`/stream?after=${cursor}`), { agent: streams, headers }, (res) => {
        res.resume()
        if (res.statusCode === 200) resolve()
        else reject(new Error(`a stream was answered with ${res.statusCode}`))
      })
        .on('error', reject)
        .end()
      return promise
    },
    close() {
      agent.destroy()
      streams.destroy()
    },
  }
}
