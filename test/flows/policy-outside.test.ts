import { WebSocket } from 'ws'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { securityHeaders } from '../../server/src/http/security.ts'
import { agentClient } from '../support/agent.ts'
import { type Hub, startHub } from '../support/hub.ts'
import { createPerson, signedInBrowser } from '../support/sign-in.ts'

let hub: Hub
beforeAll(async () => void (hub = await startHub()))
afterAll(() => hub.stop())

/** Whether a WebSocket opens, else the status it was refused with. */
function opens(headers: Record<string, string>): Promise<string> {
  const socket = new WebSocket(`${hub.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', { headers })
  return new Promise((done) => {
    socket.on('open', () => {
      socket.close()
      done('open')
    })
    socket.on('unexpected-response', (_request, response) => done(String(response.statusCode)))
    socket.on('error', () => {})
  })
}

test('a WebSocket opens for a session on the pages of the hub, and for no other site', async () => {
  const { host } = new URL(hub.url)
  const there = await signedInBrowser(hub.url, await createPerson(hub.services))
  const cookie = there.cookie()
  expect(await opens({ cookie, origin: hub.url })).toBe('open')
  expect(await opens({ cookie, origin: 'https://evil.test' })).toBe('403')
  expect(await opens({ cookie, origin: `http://evil.test:${host.split(':')[1]}` })).toBe('403')
  expect(await opens({ cookie, origin: 'null' })).toBe('403')
  expect(await opens({ origin: hub.url })).toBe('401')
  expect(await opens({ cookie: 'switchboard.session_token=forged.signature', origin: hub.url })).toBe('401')
})

test.each([
  ['a form', { 'content-type': 'text/plain' }],
  ['a script that knows our headers', { 'content-type': 'application/json', 'x-graphql-yoga-csrf': '1' }],
])('%s on another site changes nothing with a session', async (_what, headers) => {
  const there = await signedInBrowser(hub.url, await createPerson(hub.services))
  const ask = (origin: string) =>
    fetch(`${hub.url}/graphql`, {
      method: 'POST',
      headers: { ...headers, cookie: there.cookie(), origin },
      body: JSON.stringify({ query: 'mutation { ping }' }),
    })
  expect((await ask('https://evil.test')).status).toBe(403)
})

test('pages load and run only what comes from the hub, and nobody frames them', async () => {
  const response = await fetch(hub.url, { headers: { accept: 'text/html' } })
  const policy = response.headers.get('content-security-policy') ?? ''
  const directives = policy.split(';').map((directive) => directive.trim())
  expect(directives).toEqual(expect.arrayContaining(["default-src 'self'", "script-src 'self'", "style-src 'self'"]))
  expect(directives).toEqual(expect.arrayContaining(["frame-ancestors 'none'", "object-src 'none'", "base-uri 'self'"]))
  expect(policy).not.toMatch(/unsafe|\*/)
  expect(response.headers.get('x-content-type-options')).toBe('nosniff')
  expect(response.headers.get('x-frame-options')).toBe('DENY')
  expect(response.headers.get('x-powered-by')).toBeNull()
})

test('a host name that is none writes no directives of its own', async () => {
  const written = new Map<string, unknown>()
  const res = {
    setHeader: (name: string, value: unknown) => written.set(name.toLowerCase(), value),
    removeHeader: () => {},
  }
  const req = { path: '/', headers: { host: "x; script-src 'unsafe-inline'" } }
  await new Promise<void>(
    (done) => void securityHeaders({ PUBLIC_URL: hub.url })(req as never, res as never, () => done()),
  )
  expect(String(written.get('content-security-policy'))).not.toContain('unsafe-inline')
})

test('a script that signs nobody in is stopped, and people who are signed in feel nothing', async () => {
  const anybody = agentClient(hub.url, {}, { id: '', name: '' })
  const answers = await Promise.all(Array.from({ length: 200 }, () => anybody.gql('mutation { ping }')))
  const refused = answers.filter(({ errors }) => errors?.[0]?.extensions?.['code'] === 'RATE_LIMITED')
  expect(refused).toHaveLength(80)
  expect((await anybody.gql('{ setup { demo } }')).errors).toBeUndefined()
  const agent = await hub.agent()
  expect((await agent.gql('mutation { ping }')).data).toEqual({ ping: true })
})
