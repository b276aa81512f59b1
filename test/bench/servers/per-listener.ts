import { EventEmitter, on } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { buildSchema } from 'graphql'
import { useServer } from 'graphql-ws/use/ws'
import { WebSocketServer } from 'ws'
import { root } from '../../../scripts/build/root.ts'
import { answer } from '../measure/answer.ts'
import { sampleChange } from '../measure/sample-change.ts'

// graphql-ws as it is commonly used: the hub's schema, the web app's subscription, and every change executed for every
// listener; over a change in memory, so that no database is counted.
const changes = new EventEmitter().setMaxListeners(0)
const schema = buildSchema(readFileSync(join(root, 'schema.graphql'), 'utf8'))
const field = schema.getSubscriptionType()?.getFields()['changes']
if (!field) throw new Error('The schema has no changes')
field.subscribe = () => on(changes, 'change')
field.resolve = ([change]: [unknown]) => change

const server = createServer()
useServer({ schema }, new WebSocketServer({ server, path: '/graphql', perMessageDeflate: false }))
await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
let cursor = 0

answer({
  address: () => `127.0.0.1:${(server.address() as AddressInfo).port}`,
  publish: () => void changes.emit('change', sampleChange(++cursor)),
})
