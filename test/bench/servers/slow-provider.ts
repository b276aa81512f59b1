import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { answer } from '../measure/answer.ts'

/** Longer than a provider of webhooks waits for its answer. In ms. */
const slow = 20_000
const nothing = JSON.stringify({ messages: [], page: 0, page_size: 50 })

// A telephone company on a bad day: whatever it is asked, it answers late, and with nothing.
const server = createServer((req, res) => {
  req.resume()
  setTimeout(() => res.writeHead(200, { 'content-type': 'application/json' }).end(nothing), slow)
})
await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))

answer({ url: () => `http://127.0.0.1:${(server.address() as AddressInfo).port}` })
