import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'
import { type WebSocket, WebSocketServer } from 'ws'
import { answer } from '../measure/answer.ts'
import { sampleFrame } from '../measure/sample-change.ts'

// The least a server can do: a frame, already encoded, to every open socket. It stores nothing and asks nobody who they
// are. For the latency it also takes visitors' messages by POST and holds their event streams open.
const sockets = new Set<WebSocket>()
const endpoint = new WebSocketServer({ noServer: true, perMessageDeflate: false })
let cursor = 0

const server = createServer((req, res) => void respond(req, res))
server.on('upgrade', (req, socket, head) => {
  endpoint.handleUpgrade(req, socket, head, (opened) => {
    sockets.add(opened)
    opened.on('close', () => sockets.delete(opened))
  })
})
await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))

async function respond(req: IncomingMessage, res: ServerResponse) {
  if (req.url?.includes('/stream')) return res.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders()
  const sent = (await json(req)) as { body?: string }
  res.writeHead(200, { 'content-type': 'application/json' })
  if (req.url?.endsWith('/session')) return res.end(JSON.stringify({ token: 'anybody', cursor: '0' }))
  broadcast(sent.body)
  res.end('{}')
}

function broadcast(text?: string) {
  const frame = sampleFrame(++cursor, text)
  for (const socket of sockets) socket.send(frame)
}

answer({
  address: () => `127.0.0.1:${(server.address() as AddressInfo).port}`,
  publish: () => broadcast(),
})
