import { afterEach, expect, it } from 'vitest'
import type { Answer } from '../support/agent.ts'
import { type Hub, startHub } from '../support/hub.ts'
import { browser, createPerson, password } from '../support/sign-in.ts'
import { visitor } from '../support/visitor.ts'

let hub: Hub
afterEach(() => hub.stop())

const forged = '198.51.100.66'
const person = '203.0.113.9'

it.each([
  ['nobody', 'false', person, '127.0.0.1'],
  ['one proxy', 'true', `${forged}, ${person}`, person],
  ['two proxies', '2', `${forged}, ${person}, 10.0.0.1`, person],
  ['proxies by their addresses', '10.0.0.0/8,127.0.0.1', `${forged}, ${person}, 10.0.0.1`, person],
])('a hub that believes %s keeps the right address of who signs in', async (_who, TRUST_PROXY, sent, address) => {
  hub = await startHub({ env: { TRUST_PROXY } })
  const { email, userId } = await createPerson(hub.services)
  const headers = { 'x-forwarded-for': sent }
  expect((await browser(hub.url).post('/sign-in/email', { email, password }, headers)).status).toBe(200)
  const { ipAddress } = await hub.services.db.prisma.session.findFirstOrThrow({ where: { userId } })
  expect(ipAddress).toBe(address)
})

it('a blocked address is blocked behind two proxies, and cannot claim another', async () => {
  hub = await startHub({ env: { TRUST_PROXY: '2' } })
  const { prisma } = hub.services.db
  await prisma.channel.update({ where: { id: hub.channelId }, data: { settings: { blockedAddresses: [person] } } })
  const begin = (sent: string) =>
    visitor(hub.url, hub.channelKey).call('POST', 'session', {}, { 'x-forwarded-for': sent })
  expect((await begin(`${forged}, ${person}, 10.0.0.1`)).status).toBe(403)
  expect((await begin(`${person}, ${forged}, 10.0.0.1`)).status).toBe(200)
})

it('who changes things without signing in is counted by their own address, not by the proxy’s', async () => {
  hub = await startHub({ env: { TRUST_PROXY: 'true' } })
  const join = async (address: string) => {
    const input = { token: 'wrong', name: 'Eve', password: 'a long password' }
    const query = 'mutation($input: AcceptInvitationInput!) { acceptInvitation(input: $input) { __typename } }'
    const headers = { 'content-type': 'application/json', 'x-graphql-yoga-csrf': '1', 'x-forwarded-for': address }
    const body = JSON.stringify({ query, variables: { input } })
    const answer = await fetch(`${hub.url}/graphql`, { method: 'POST', headers, body })
    return ((await answer.json()) as Answer).errors?.[0]?.extensions?.['code'] ?? 'asked'
  }
  const codes = await Promise.all(Array.from({ length: 130 }, () => join(forged)))
  expect(codes.filter((code) => code === 'RATE_LIMITED')).toHaveLength(10)
  expect(await join(person)).toBe('asked')
})
