import type { AddressInfo } from 'node:net'
import { viewerOf } from './agents/sessions.ts'
import { createApp } from './app.ts'
import { type Env, EnvError, readEnv } from './env.ts'
import { greeting } from './greeting.ts'
import { startServices } from './services.ts'

const env = settings()
const services = await startServices(env).catch((error: Error) => fail(error.message))
const app = await createApp(services, { viewerOf: (request) => viewerOf(services, request.headers) })
const { promise: listening, resolve, reject } = Promise.withResolvers<void>()
app.server.once('error', reject).listen(env.PORT, env.HOST, resolve)
await listening.catch(async (error: NodeJS.ErrnoException) => {
  await services.stop()
  fail(
    error.code === 'EADDRINUSE'
      ? `Port ${env.PORT} is taken. Stop what uses it, or set PORT to another.`
      : error.message,
  )
})
const { port } = app.server.address() as AddressInfo
services.log.info({ port, role: env.ROLE }, 'listening')
process.stdout.write(await greeting(services))

let stopping = false
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop(signal))

/** Stops taking requests, lets those under way end, and closes what was opened; a second signal ends at once. */
async function stop(signal: string) {
  if (stopping) process.exit(1)
  stopping = true
  services.log.info({ signal }, 'stopping')
  setTimeout(() => process.exit(1), 15_000).unref()
  await app.drain()
  const closed = new Promise((done) => app.server.close(done))
  app.server.closeIdleConnections()
  setTimeout(() => app.server.closeAllConnections(), 5000).unref()
  await closed
  await services.stop()
  process.exit(0)
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
