import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { AgentClient } from '../support/agent.ts'
import { customerWrites } from '../support/customer.ts'
import { type Hub, startHub } from '../support/hub.ts'
import { browser, createPerson, password, signedInBrowser } from '../support/sign-in.ts'

let hub: Hub
let administrator: AgentClient
let supervisor: AgentClient
beforeAll(async () => {
  hub = await startHub()
  administrator = await hub.agent({ role: 'administrator' })
  supervisor = await hub.agent({ role: 'supervisor' })
})
afterAll(() => hub.stop())

const update = (by: AgentClient, agentId: string, input: object) =>
  by.mutate('updateAgent', { agentId, ...input }, 'agent { id name role active teams { id } brands { id } }')
const outcome = async (answer: Promise<{ __typename: string }>) => (await answer).__typename

test('an administrator changes name, role, teams and brands; what is left out stays', async () => {
  const { id } = await hub.agent({ name: 'Nia' })
  const { team } = await administrator.mutate('createTeam', { name: 'Billing' }, 'team { id }')
  await update(administrator, id, { role: 'SENIOR', teamIds: [team.id], brandIds: [hub.brandId] })
  const changed = await update(administrator, id, { name: ' Nia Berg ' })
  expect(changed.agent).toEqual({
    id,
    name: 'Nia Berg',
    role: 'SENIOR',
    active: true,
    teams: [{ id: team.id }],
    brands: [{ id: hub.brandId }],
  })
})

test('agents and seniors change nobody', async () => {
  const { id } = await hub.agent()
  for (const role of ['agent', 'senior'] as const) {
    const by = await hub.agent({ role })
    expect(await outcome(update(by, id, { name: 'x' }))).toBe('ForbiddenError')
    expect(await outcome(update(by, by.id, { role: 'ADMINISTRATOR' }))).toBe('ForbiddenError')
  }
})

test('supervisors change agents and seniors, and can make nobody their equal', async () => {
  const { id } = await hub.agent()
  expect(await outcome(update(supervisor, id, { role: 'SENIOR' }))).toBe('UpdateAgentPayload')
  expect(await outcome(update(supervisor, id, { role: 'SUPERVISOR' }))).toBe('ForbiddenError')
  expect(await outcome(update(supervisor, supervisor.id, { role: 'ADMINISTRATOR' }))).toBe('ForbiddenError')
  expect(await outcome(update(supervisor, administrator.id, { name: 'x' }))).toBe('ForbiddenError')
  const equal = await hub.agent({ role: 'supervisor' })
  expect(await outcome(update(supervisor, equal.id, { active: false }))).toBe('ForbiddenError')
})

test('a supervisor of one brand changes only people of that brand and gives no other', async () => {
  const { brand } = await administrator.mutate('createBrand', { name: 'Elsewhere' }, 'brand { id }')
  const limited = await hub.agent({ role: 'supervisor', brandIds: [hub.brandId] })
  const theirs = await hub.agent({ brandIds: [hub.brandId] })
  const others = [await hub.agent(), await hub.agent({ brandIds: [brand.id] })]
  for (const { id } of others) expect(await outcome(update(limited, id, { name: 'x' }))).toBe('ForbiddenError')
  expect(await outcome(update(limited, theirs.id, { name: 'x' }))).toBe('UpdateAgentPayload')
  for (const brandIds of [[], [brand.id], [hub.brandId, brand.id]]) {
    expect(await outcome(update(limited, theirs.id, { brandIds }))).toBe('ForbiddenError')
    expect(await outcome(update(limited, limited.id, { brandIds }))).toBe('ForbiddenError')
  }
})

test.each([
  ['nobody', { agentId: '01234567-89ab-7def-8123-456789abcdef' }, 'NotFoundError'],
  ['something that is no id', { agentId: 'nobody' }, 'NotFoundError'],
])('%s cannot be changed', async (_what, input, expected) => {
  expect(await outcome(administrator.mutate('updateAgent', { name: 'x', ...input }))).toBe(expected)
})

test('nobody removes themselves', async () => {
  const other = await hub.agent({ role: 'administrator' })
  expect(await outcome(update(other, other.id, { active: false }))).toBe('ForbiddenError')
  await update(administrator, other.id, { active: false })
})

test('somebody who is removed is out at once: sessions, sign-in, a link to a new password, a half-done second factor', async () => {
  const person = await createPerson(hub.services)
  const there = await signedInBrowser(hub.url, person)
  await browser(hub.url).post('/request-password-reset', { email: person.email })
  const known = async () => (await there.client().gql('{ viewer { agent { id } } }')).data.viewer !== null
  expect(await known()).toBe(true)
  await update(supervisor, person.id, { active: false })
  expect(await known()).toBe(false)
  expect((await browser(hub.url).post('/sign-in/email', { email: person.email, password })).status).toBe(403)
  expect(await hub.services.db.prisma.verification.count({ where: { value: person.userId } })).toBe(0)
  await update(supervisor, person.id, { active: true })
  expect(await known()).toBe(false)
  expect((await browser(hub.url).post('/sign-in/email', { email: person.email, password })).status).toBe(200)
})

test('a change of rights counts from the next request on', async () => {
  const person = await createPerson(hub.services, { role: 'supervisor' })
  const there = await signedInBrowser(hub.url, person)
  const mayInvite = async () =>
    (await there.client().gql('{ viewer { permissions } }')).data.viewer.permissions.includes('people.invite')
  expect(await mayInvite()).toBe(true)
  await update(administrator, person.id, { role: 'AGENT' })
  expect(await mayInvite()).toBe(false)
})

test('the conversations of somebody who is removed become unassigned, and colleagues hear of it', async () => {
  const { id } = await hub.agent()
  const write = customerWrites(hub.services, hub)
  const { conversationId } = await write('a visitor', 'hello')
  await administrator.mutate('assignConversation', { conversationId, agentId: id })
  const types: string[] = []
  const stop = administrator.subscribe(
    'subscription { changes { __typename ... on ConversationChanged { type } } }',
    {},
    ({ changes }) => types.push(changes.type ?? changes.__typename),
  )
  // The subscription is live when a change of ours comes back.
  await vi.waitFor(async () => {
    await administrator.mutate('setPresence', { channelsOff: ['SMS'] })
    expect(types).toContain('AgentChanged')
  })
  await update(administrator, id, { active: false })
  await vi.waitFor(() => expect(types).toContain('conversation.assigned'))
  stop()
  const { assigneeId } = await hub.services.db.prisma.conversation.findUniqueOrThrow({ where: { id: conversationId } })
  expect(assigneeId).toBeNull()
})

test('the last administrator stays: neither removed, nor demoted, nor both of the last two at once', async () => {
  const own = await startHub()
  try {
    const [a, b] = [await own.agent({ role: 'administrator' }), await own.agent({ role: 'administrator' })]
    for (let round = 0; round < 5; round++) {
      const answers = await Promise.all([
        outcome(update(a, b.id, { role: 'AGENT' })),
        outcome(update(b, a.id, { active: round % 2 === 0 ? false : true, role: 'SENIOR' })),
      ])
      expect(answers.filter((name) => name === 'UpdateAgentPayload')).toHaveLength(1)
      const left = await own.services.db.prisma.agent.findMany({ where: { role: 'administrator', active: true } })
      expect(left).toHaveLength(1)
      const last = left[0]?.id === a.id ? a : b
      expect(await outcome(update(last, last.id, { role: 'SUPERVISOR' }))).toBe('ConflictError')
      const other = last === a ? b : a
      await update(last, other.id, { role: 'ADMINISTRATOR', active: true })
    }
  } finally {
    await own.stop()
  }
})

test('an address is seen by oneself and by those who lead, a second factor by administrators', async () => {
  const person = await createPerson(hub.services)
  const read = async (by: AgentClient) => {
    const { data } = await by.gql('{ agents { id email twoFactorEnabled } }')
    return data.agents.find((agent: { id: string }) => agent.id === person.id)
  }
  expect(await read(administrator)).toMatchObject({ email: person.email, twoFactorEnabled: false })
  expect(await read(supervisor)).toMatchObject({ email: person.email, twoFactorEnabled: null })
  expect(await read(await hub.agent({ role: 'senior' }))).toMatchObject({ email: null, twoFactorEnabled: null })
  const own = (await signedInBrowser(hub.url, person)).client()
  expect(await read(own)).toMatchObject({ email: person.email, twoFactorEnabled: false })
})

test('everybody sets their own name, language, colours, notices, and key that sends', async () => {
  const person = await hub.agent()
  const profile = 'viewer { locale theme enterSends notifications { sound desktop } agent { name } }'
  const input = { name: ' Mo ', locale: 'de', theme: 'DARK', sound: false, desktop: true, enterSends: false }
  expect((await person.gql('{ viewer { enterSends } }')).data.viewer).toEqual({ enterSends: true })
  expect((await person.mutate('updateProfile', input, profile)).viewer).toEqual({
    locale: 'de',
    theme: 'DARK',
    enterSends: false,
    notifications: { sound: false, desktop: true },
    agent: { name: 'Mo' },
  })
  expect(await person.mutate('updateProfile', { locale: 'xx' })).toMatchObject({ field: 'locale' })
  expect(await person.mutate('updateProfile', { name: '' })).toMatchObject({ field: 'name' })
})

test('somebody is online while a page of theirs is connected', async () => {
  const person = await hub.agent()
  const online = async () => {
    const { data } = await administrator.gql('{ agents { id online } }')
    return data.agents.find((agent: { id: string }) => agent.id === person.id).online
  }
  expect(await online()).toBe(false)
  const stop = person.subscribe('subscription { changes { __typename } }', {}, () => {})
  await vi.waitFor(async () => expect(await online()).toBe(true))
  stop()
  await expect.poll(online, { timeout: 5000 }).toBe(false)
})
