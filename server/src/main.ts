import { randomBytes } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { createAdapters } from './adapters.ts'
import { viewerOf } from './agents/sessions.ts'
import { createApp } from './app.ts'
import { type Env, EnvError, readEnv } from './env.ts'
import { greeting } from './greeting.ts'
import { loadDemoCentre } from './sandbox/centre/load.ts'
import { startSimulatedCustomers } from './sandbox/customers.ts'
import { connectNumber, startProviders } from './sandbox/providers.ts'
import { type RunningServices, startServices } from './services.ts'

const env = settings()
const services = await startServices(env).catch((error: Error) => fail(error.message))
await fillDemo(services)
const providers = env.DEMO && env.ROLE === 'all' ? await startProviders(services) : null
const adapters = createAdapters(services)
const app = await createApp(services, {
  viewerOf: (request) => viewerOf(services, request.headers),
  carriers: Object.values(adapters),
  providers,
})
let stopCustomers = () => {}
let stoppingSince = 0
// Before anybody is told that the hub is ready: from then on it must end well.
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop(signal))
const { promise: listening, resolve, reject } = Promise.withResolvers<void>()
app.server.once('error', reject).listen(env.PORT, env.HOST, resolve)
await listening.catch(async (error: NodeJS.ErrnoException) => {
  await services.stop()
  fail(whyNotListening(error))
})
const { port } = app.server.address() as AddressInfo
services.log.info({ port, role: env.ROLE }, 'listening')
if (providers) await connectNumber(services, adapters.sms, providers.number)
process.stdout.write(await greeting(services))
if (env.DEMO_CUSTOMERS) stopCustomers = startSimulatedCustomers(services, `http://127.0.0.1:${port}`)

/**
 * Stops taking requests, lets those under way end, and closes what was opened. Another signal ends at once, but for the
 * copy that a script runner passes on when a terminal has already told everybody.
 */
async function stop(signal: string) {
  if (stoppingSince > 0) {
    if (Date.now() - stoppingSince > 1000) process.exit(1)
    return
  }
  stoppingSince = Date.now()
  services.log.info({ signal }, 'stopping')
  setTimeout(() => process.exit(1), 15_000).unref()
  stopCustomers()
  await app.drain()
  const closed = new Promise((done) => app.server.close(done))
  app.server.closeIdleConnections()
  setTimeout(() => app.server.closeAllConnections(), 5000).unref()
  await closed
  await providers?.stop()
  await services.stop()
  process.exit(0)
}

/** A demonstration begins with a centre that has two months behind it. */
async function fillDemo({ env, log, ...rest }: RunningServices) {
  if (!env.DEMO) return
  const password = env.DEMO_PASSWORD ?? randomBytes(9).toString('base64url')
  const { loaded } = await loadDemoCentre({ env, log, ...rest }, { password })
  if (loaded) process.stdout.write('The demonstration centre was filled with two months of conversations.\n')
  if (loaded && !env.DEMO_PASSWORD) process.stdout.write(`Its password is ${password}\n`)
}

function whyNotListening({ code, message }: NodeJS.ErrnoException): string {
  if (code === 'EADDRINUSE') return `Port ${env.PORT} is taken. Stop what uses it, or set PORT to another.`
  if (code === 'EADDRNOTAVAIL') return `This machine has no address ${env.HOST}: set HOST to one it has, or to 0.0.0.0.`
  if (code === 'EACCES') return `Port ${env.PORT} may not be used by this account: set PORT to one from 1024 on.`
  return message
}

function settings(): Env {
  try {
    return readEnv()
  } catch (error) {
    if (error instanceof EnvError) return fail(`These settings cannot be used:\n  ${error.problems.join('\n  ')}`)
    throw error
  }
}

function fail(message: string): never {
  process.stderr.write(`\n${message}\n\n`)
  process.exit(1)
}
