import { WebSocket } from 'ws'
import { answer } from '../measure/answer.ts'
import { millisecondsSince } from '../measure/sent-at.ts'

/** Whom to connect to, and how often. */
export interface Agents {
  address: string
  count: number
  /** Headers of each socket, taken in turn. */
  headers: Record<string, string>[]
  /** Speaks graphql-transport-ws, up to the acknowledgement. */
  graphql: boolean
}

const atOnce = 50
let sockets: WebSocket[] = []
let frames = 0
/** Milliseconds from the visitor's send to each frame; null while nobody asks. */
let delays: number[] | null = null

function receive(frame: Buffer) {
  frames++
  const delay = delays && millisecondsSince(frame)
  if (delay) delays?.push(delay)
}

async function open({ address, headers, graphql }: Agents, n: number): Promise<WebSocket> {
  const options = { headers: headers[n % headers.length] ?? {}, perMessageDeflate: false, skipUTF8Validation: true }
  const socket = new WebSocket(`ws://${address}/graphql`, graphql ? ['graphql-transport-ws'] : [], options)
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  socket.on('error', reject)
  socket.on('close', (code) => reject(new Error(`a socket was closed with ${code}`)))
  socket.once('open', () => (graphql ? socket.send('{"type":"connection_init"}') : resolve()))
  if (graphql) socket.once('message', () => resolve())
  await promise
  socket.on('message', receive)
  return socket
}

answer({
  async connect(agents: Agents) {
    for (let from = sockets.length, to = from + agents.count; from < to; from += atOnce) {
      const some = Array.from({ length: Math.min(atOnce, to - from) }, (_, i) => open(agents, from + i))
      sockets.push(...(await Promise.all(some)))
    }
  },
  /** Subscribes every socket with this payload. */
  follow(payload: object) {
    const text = JSON.stringify({ id: '1', type: 'subscribe', payload })
    for (const socket of sockets) socket.send(text)
  },
  /** Frames received so far by all sockets together. */
  frames: () => frames,
  /** Begins to measure how long messages took. */
  watch: () => void (delays = []),
  watched: () => delays?.length ?? 0,
  delays: () => delays,
  async close() {
    const gone = sockets.map((socket) => new Promise((done) => socket.once('close', done)))
    for (const socket of sockets) socket.close()
    sockets = []
    await Promise.all(gone)
  },
})
