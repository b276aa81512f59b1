import type { AddressInfo } from 'node:net'
import { createApp } from '../../../server/src/app.ts'
import { readEnv } from '../../../server/src/env.ts'
import { startServices } from '../../../server/src/services.ts'
import { testViewer } from '../../support/agent.ts'
import { answer } from '../measure/answer.ts'

// The hub as main.ts starts it, but for two things: agents sign in by a header, and the run can wake it after writing
// events by SQL.
const services = await startServices(readEnv())
const app = await createApp(services, { viewerOf: testViewer(services) })
await new Promise<void>((done) => app.server.listen(0, '127.0.0.1', done))

answer({
  address: () => `127.0.0.1:${(app.server.address() as AddressInfo).port}`,
  ring: () => services.wake.ring(),
})
