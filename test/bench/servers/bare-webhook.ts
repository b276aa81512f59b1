import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import pg from 'pg'
import { newId } from '../../../server/src/platform/ids.ts'
import { answer } from '../measure/answer.ts'

// The least that a webhook can do which loses nothing: one row is committed, then the request is answered.
let store: ((form: string) => Promise<unknown>) | null = null

const server = createServer(async (req, res) => {
  await store?.(await text(req))
  res.end()
})
await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))

answer({
  use({ url, channelId }: { url: string; channelId: string }) {
    const pool = new pg.Pool({ connectionString: url })
    const insert = `INSERT INTO inbound_items (id, channel_id, external_id, payload, due_at, state)
                      VALUES ($1, $2, $3, $4, NULL, 'processed')`
    store = (form) => {
      const [id, payload] = [newId(), JSON.stringify(Object.fromEntries(new URLSearchParams(form)))]
      return pool.query({ name: 'keep', text: insert, values: [id, channelId, id, payload] })
    }
  },
  address: () => `127.0.0.1:${(server.address() as AddressInfo).port}`,
})
