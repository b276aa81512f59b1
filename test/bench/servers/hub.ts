import type { AddressInfo } from 'node:net'
import { viewerOf } from '../../../server/src/agents/sessions.ts'
import { createApp } from '../../../server/src/app.ts'
import { readEnv } from '../../../server/src/env.ts'
import { startServices } from '../../../server/src/services.ts'
import { answer } from '../measure/answer.ts'

// The hub as main.ts starts it; the run can wake it after writing by SQL, so that what it did to store a message is not
// counted as spreading it.
const services = await startServices(readEnv())
const app = await createApp(services, { viewerOf: (request) => viewerOf(services, request.headers) })
await new Promise<void>((done) => app.server.listen(0, '127.0.0.1', done))

answer({
  address: () => `127.0.0.1:${(app.server.address() as AddressInfo).port}`,
  ring: () => services.wake.ring(),
})
