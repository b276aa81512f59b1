import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { copyDatabase, rowsOf } from '../support/database.ts'
import { type HubProcess, startProcess } from '../support/process.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'switchboard-log-'))
let databaseUrl: string
let hub: HubProcess
beforeAll(async () => {
  databaseUrl = await copyDatabase()
  hub = await startProcess({ DATABASE_URL: databaseUrl, DATA_DIR: dataDir, LOG_LEVEL: 'debug' })
})
afterAll(async () => {
  await hub.stop()
  rmSync(dataDir, { recursive: true })
})

const change = (text: string) => rowsOf(databaseUrl, text)
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

  it('tells of an operation that failed by the id of its request, which the answer names, and by no other', async () => {
    await change('ALTER TABLE agents RENAME TO agents_away')
    const answer = await fetch(`${hub.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-graphql-yoga-csrf': '1' },
      body: JSON.stringify({ query: '{ setup { needsAdministrator } }' }),
    }).finally(() => change('ALTER TABLE agents_away RENAME TO agents'))
    const { errors } = (await answer.json()) as { errors: { message: string; extensions: { errorId: string } }[] }
    const id = answer.headers.get('x-request-id')
    expect(errors.map(({ extensions }) => extensions.errorId)).toEqual([id])
    expect(errors[0]?.message).toContain(id)
    await lineOf(answer)
    expect(lines().flatMap(({ errorId }) => errorId ?? [])).toEqual([id])
  })
})
