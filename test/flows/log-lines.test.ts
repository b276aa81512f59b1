import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { copyDatabase } from '../support/database.ts'
import { type HubProcess, startProcess } from '../support/process.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'switchboard-log-'))
let hub: HubProcess
beforeAll(async () => {
  hub = await startProcess({ DATABASE_URL: await copyDatabase(), DATA_DIR: dataDir, LOG_LEVEL: 'debug' })
})
afterAll(async () => {
  await hub.stop()
  rmSync(dataDir, { recursive: true })
})

const lines = () =>
  hub
    .output()
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line))

/** The line about the request with this id. */
async function lineOf(answer: Response) {
  const id = answer.headers.get('x-request-id')
  expect(id).toMatch(/^[0-9a-f-]{36}$/)
  return vi.waitUntil(() => lines().find((line) => line.req?.id === id))
}

describe('the log of a hub', () => {
  it('tells of a refused sign-in by the id that its answer carries, and of nothing secret', async () => {
    const answer = await fetch(`${hub.url}/api/auth/sign-in/email?token=s3cret`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        origin: hub.url,
        cookie: 'session=s3cret',
        authorization: 'Bearer s3cret',
      },
      body: JSON.stringify({ email: 'eve@example.com', password: 's3cret-s3cret' }),
    })
    expect(answer.status).toBe(401)
    const line = await lineOf(answer)
    expect(line).toMatchObject({
      msg: 'refused',
      req: { method: 'POST', path: '/api/auth/sign-in/email' },
      res: { status: 401 },
    })
    expect(hub.output()).not.toContain('s3cret')
  })

  it('tells of every answer when it is asked for debugging', async () => {
    const line = await lineOf(await fetch(`${hub.url}/sign-in`))
    expect(line).toMatchObject({ level: 20, req: { path: '/sign-in' }, res: { status: 200 } })
  })
})
