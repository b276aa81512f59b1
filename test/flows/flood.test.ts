import { Agent, request } from 'node:http'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { newId } from '../../server/src/platform/ids.ts'
import { type Hub, startHub } from '../support/hub.ts'
import { type Visitor, visitor } from '../support/visitor.ts'

let hub: Hub
let ada: Visitor
const connections = new Agent({ keepAlive: true, maxSockets: 100 })
beforeAll(async () => {
  hub = await startHub({ env: { TRUST_PROXY: 'true' } })
  ada = visitor(hub.url, hub.channelKey)
  await ada.begin()
})
afterAll(async () => {
  connections.destroy()
  await hub.stop()
})

/** One request of the flood, which comes from an address of its own. */
interface Ask {
  method?: string
  path: string
  body?: object
  headers?: Record<string, string>
}

function ask({
  method = 'POST',
  path,
  body,
  headers,
}: Ask): Promise<{ status: number; retryAfter: boolean; text: string }> {
  const { promise, resolve, reject } = Promise.withResolvers<{ status: number; retryAfter: boolean; text: string }>()
  const from = { 'x-forwarded-for': '203.0.113.9', 'content-type': 'application/json', ...headers }
  const sent = request(hub.url + path, { method, agent: connections, headers: from }, (answer) => {
    let text = ''
    answer.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
    answer.on('end', () =>
      resolve({ status: answer.statusCode ?? 0, retryAfter: 'retry-after' in answer.headers, text }),
    )
  })
  sent.on('error', reject).end(body && JSON.stringify(body))
  return promise
}

const loud = () => visitor(hub.url, hub.channelKey)
const times = (count: number, make: () => Ask) => Array.from({ length: count }, make)

it('ten thousand requests from one address are answered in words, and somebody else’s messages go through meanwhile', async () => {
  const one = loud()
  await one.begin()
  const chat = `/chat/${hub.channelKey}`
  const token = { authorization: `Bearer ${one.token}` }
  const origin = { origin: hub.url, 'x-graphql-yoga-csrf': '1' }
  const query = 'mutation($input: AcceptInvitationInput!) { acceptInvitation(input: $input) { __typename } }'
  const input = { token: 'guessed', name: 'Eve', password: 'long enough to be one' }
  const flood = [
    ...times(4000, () => ({ path: `${chat}/session`, body: { token: null } })),
    ...times(2000, () => ({ path: `${chat}/messages`, body: { clientId: newId(), body: 'Flood' }, headers: token })),
    ...times(1000, () => ({ path: `${chat}/messages`, body: { clientId: newId(), body: 'Flood' } })),
    ...times(1000, () => ({ path: '/graphql', body: { query, variables: { input } }, headers: origin })),
    ...times(500, () => ({
      path: '/api/auth/sign-in/email',
      body: { email: 'eve@example.com', password: 'guess' },
      headers: origin,
    })),
    ...times(500, () => ({ method: 'GET', path: '/files/../../etc/passwd' })),
    ...times(500, () => ({ method: 'GET', path: `/nothing/${newId()}.php` })),
    ...times(500, () => ({ method: 'GET', path: `${chat}/config` })),
  ]
  expect(flood).toHaveLength(10_000)
  let over = false
  const flooded = Promise.all(flood.map(ask)).finally(() => (over = true))
  let written = 0
  while (!over) {
    const reply = await ada.write(`Message ${++written}`)
    expect(reply.status).toBe(200)
    await new Promise((later) => setTimeout(later, 300))
  }
  const answers = await flooded
  const failed = answers.filter(({ status }) => status < 200 || status >= 500)
  expect(failed).toEqual([])
  const refused = answers.filter(({ status }) => status === 429)
  expect(refused.length).toBeGreaterThan(3000)
  expect(refused.filter(({ retryAfter, text }) => !retryAfter || !text.includes('Too many'))).toEqual([])
  const { prisma } = hub.services.db
  expect(await prisma.message.count({ where: { body: { startsWith: 'Message ' } } })).toBe(written)
  expect(await prisma.message.count({ where: { body: 'Flood' } })).toBeLessThanOrEqual(241)
}, 120_000)
