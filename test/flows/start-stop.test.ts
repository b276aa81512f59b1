import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { describe, test } from 'vitest'
import { placeFor } from '../../server/src/platform/postgres/account.ts'
import { startEmbeddedPostgres } from '../../server/src/platform/postgres/embedded.ts'
import { dataFolder } from '../support/folder.ts'
import { freePort, type HubProcess, runToEnd, startProcess } from '../support/process.ts'

/** What one test starts, in a data directory of its own: so they can be tried at the same time. */
interface Place {
  dataDir: string
  start(): Promise<HubProcess>
}

const it = test.extend<{ place: Place }>({
  async place({ task: _task }, use) {
    const folder = dataFolder('start')
    const dataDir = folder.path
    const running: HubProcess[] = []
    async function start() {
      const hub = await startProcess({ DATA_DIR: dataDir })
      running.push(hub)
      return hub
    }
    await use({ dataDir, start })
    for (const hub of running) await hub.stop()
    // A test that killed a hub leaves its database running.
    const left = existsSync(join(placeFor(dataDir).data, 'postmaster.pid'))
    if (left) await (await startEmbeddedPostgres({ dataDir })).stop()
    folder.remove()
  },
})

describe.concurrent('a hub on its built-in database', () => {
  it('stops when asked, leaves nothing running, and starts again with the same data', async ({
    place: { dataDir, start },
    expect,
  }) => {
    const first = await start()
    expect(await first.stop()).toBe(0)
    expect(readdirSync(placeFor(dataDir).data)).not.toContain('postmaster.pid')
    const key = readFileSync(join(dataDir, 'secret-key'), 'utf8')
    await start()
    expect(readFileSync(join(dataDir, 'secret-key'), 'utf8')).toBe(key)
  })

  it('takes over the database that a killed hub left running', async ({ place: { start }, expect }) => {
    const first = await start()
    await first.kill()
    const second = await start()
    expect(await (await fetch(`${second.url}/readyz`)).json()).toEqual({ status: 'ready' })
  })

  it('refuses a data directory that another hub uses, says which process has it, and leaves that one in peace', async ({
    place: { dataDir, start },
    expect,
  }) => {
    const first = await start()
    const second = await runToEnd({ DATA_DIR: dataDir, PORT: String(await freePort()) })
    expect(second.code).toBe(1)
    expect(second.output).toMatch(/Another Switchboard \(process \d+\) already uses/)
    expect((await fetch(`${first.url}/readyz`)).status).toBe(200)
  })

  it('says so when its port is taken, and leaves no database running', async ({ place: { dataDir }, expect }) => {
    const other = createServer().listen(0, '127.0.0.1')
    await new Promise((done) => other.on('listening', done))
    const address = other.address()
    const port = typeof address === 'object' && address ? address.port : 0
    const { code, output } = await runToEnd({ DATA_DIR: dataDir, PORT: String(port) })
    other.close()
    expect(code).toBe(1)
    expect(output).toContain(`Port ${port} is taken. Stop what uses it, or set PORT to another.`)
    expect(readdirSync(placeFor(dataDir).data)).not.toContain('postmaster.pid')
  })
})

describe.concurrent('settings that cannot be used', () => {
  it.for<[string, Record<string, string>, string]>([
    [
      'a database that nobody runs',
      { DATABASE_URL: 'postgresql://u:p@127.0.0.1:9/hub' },
      'No PostgreSQL answers at 127.0.0.1:9: check DATABASE_URL',
    ],
    [
      'a data directory that is a file',
      { DATA_DIR: '/etc/hostname' },
      'Nothing can be kept in /etc/hostname: set DATA_DIR',
    ],
    [
      'a data directory in /proc',
      { DATA_DIR: '/proc/hub/data' },
      'Nothing can be kept in /proc/hub/data: set DATA_DIR',
    ],
  ])('%s is said in words', async ([, env, words], { place: { dataDir }, expect }) => {
    const { code, output } = await runToEnd({ DATA_DIR: dataDir, ...env })
    expect(code).toBe(1)
    expect(output).toContain(words)
    expect(output).not.toContain('    at ')
  })

  it('are named one by one, in words, before anything is started', async ({ place: { dataDir }, expect }) => {
    const { code, output } = await runToEnd({
      DATA_DIR: dataDir,
      PORT: 'many',
      PUBLIC_URL: 'desk',
      ROLE: 'boss',
      SECRET_KEY: 'short',
      TRUST_PROXY: 'nginx',
      DATABASE_URL: 'mysql://x',
    })
    expect(code).toBe(1)
    expect(output).toContain('PORT must be a number')
    expect(output).toContain('PUBLIC_URL must be a full address such as https://chat.example.com')
    expect(output).toContain('ROLE must be all, web or worker')
    expect(output).toContain('TRUST_PROXY must be false, true for one proxy, the number of proxies (at most 10)')
    expect(output).toContain('SECRET_KEY must have at least 32 characters')
    expect(output).toContain('DATABASE_URL must look like postgresql://user:password@host:5432/name')
    expect(readdirSync(dataDir)).toEqual([])
  })

  it('are named when they only make sense together', async ({ place: { dataDir }, expect }) => {
    const { output } = await runToEnd({ DATA_DIR: dataDir, ROLE: 'worker', S3_BUCKET: 'files' })
    expect(output).toContain('ROLE=worker needs DATABASE_URL')
    expect(output).toContain('belong together')
  })
})
