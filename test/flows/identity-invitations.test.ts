import { afterAll, beforeAll, expect, test } from 'vitest'
import { agentClient, type AgentClient } from '../support/agent.ts'
import { type Hub, startHub } from '../support/hub.ts'
import { browser } from '../support/sign-in.ts'

let hub: Hub
let now = new Date('2026-11-22T10:00:00Z')
let administrator: AgentClient
let supervisor: AgentClient
beforeAll(async () => {
  hub = await startHub({ clock: { now: () => now } })
  administrator = await hub.agent({ role: 'administrator', name: 'Ada' })
  supervisor = await hub.agent({ role: 'supervisor', name: 'Sam' })
})
afterAll(() => hub.stop())

const password = 'a new password'
const stranger = () => agentClient(hub.url, {}, { id: '', name: '' })
let number = 0
const address = () => `new${number++}@example.com`
const invite = (by: AgentClient, input: object) =>
  by.mutate(
    'inviteAgent',
    { role: 'AGENT', ...input },
    'invitation { id email role link invitedBy { name } expiresAt }',
  )
const tokenOf = (answer: { invitation: { link: string } }) => answer.invitation.link.split('/join/')[1]
const accept = (token: string | undefined, more: object = {}) =>
  stranger().mutate('acceptInvitation', { token, name: 'New', password, ...more }, 'agent { id role }')
const open = async (token: string | undefined) =>
  (await stranger().gql('query($token: String!) { invitation(token: $token) { email role centre } }', { token })).data
    .invitation

test('an invitation goes out by mail with a link, and whoever opens it joins with role, teams and brands', async () => {
  const team = await administrator.mutate('createTeam', { name: 'Night shift' }, 'team { id }')
  const email = address()
  const input = { email: ` ${email.toUpperCase()} `, role: 'SENIOR', teamIds: [team.team.id], brandIds: [hub.brandId] }
  const invited = await invite(administrator, input)
  expect(invited.invitation).toMatchObject({ email, role: 'SENIOR', invitedBy: { name: 'Ada' } })
  const mail = await hub.services.db.prisma.systemMail.findFirst({ where: { to: email } })
  expect(mail?.text).toContain(invited.invitation.link)
  const token = tokenOf(invited)
  expect(await open(token)).toEqual({ email, role: 'SENIOR', centre: 'Nordlicht' })
  const joined = await accept(token)
  expect(joined.agent.role).toBe('SENIOR')
  const there = browser(hub.url)
  expect((await there.post('/sign-in/email', { email, password })).status).toBe(200)
  const seen = await administrator.gql('{ agents { id email teams { name } brands { id } } invitations { email } }')
  expect(seen.data.agents).toContainEqual({
    id: joined.agent.id,
    email,
    teams: [{ name: 'Night shift' }],
    brands: [{ id: hub.brandId }],
  })
  expect(seen.data.invitations).not.toContainEqual({ email })
})

test('a link works once, also when it is opened by twenty at the same moment', async () => {
  const email = address()
  const token = tokenOf(await invite(administrator, { email }))
  const answers = await Promise.all(Array.from({ length: 20 }, () => accept(token)))
  const names = answers.map((answer) => answer.__typename)
  expect(names.filter((name) => name === 'AcceptInvitationPayload')).toHaveLength(1)
  expect(names.filter((name) => name === 'NotFoundError')).toHaveLength(19)
  expect(await hub.services.db.prisma.user.count({ where: { email } })).toBe(1)
  expect(await open(token)).toBeNull()
})

test('an address is asked once, also by ten at the same moment', async () => {
  const email = address()
  const answers = await Promise.all(Array.from({ length: 10 }, () => invite(administrator, { email })))
  expect(answers.filter((answer) => answer.__typename === 'InviteAgentPayload')).toHaveLength(1)
  expect(answers.filter((answer) => answer.__typename === 'ConflictError')).toHaveLength(9)
})

test('an invitation that is a week old no longer works and may be sent anew', async () => {
  const email = address()
  const token = tokenOf(await invite(administrator, { email }))
  const before = now
  now = new Date(now.getTime() + 7 * 24 * 3600 * 1000)
  expect(await open(token)).toBeNull()
  expect((await accept(token)).__typename).toBe('NotFoundError')
  expect((await invite(administrator, { email })).__typename).toBe('InviteAgentPayload')
  now = before
})

test('an invitation that is taken back no longer works', async () => {
  const invited = await invite(supervisor, { email: address() })
  const { id: invitationId } = invited.invitation
  const agent = await hub.agent()
  expect((await agent.mutate('revokeInvitation', { invitationId })).__typename).toBe('ForbiddenError')
  expect((await supervisor.mutate('revokeInvitation', { invitationId })).__typename).toBe('RevokeInvitationPayload')
  expect((await supervisor.mutate('revokeInvitation', { invitationId })).__typename).toBe('NotFoundError')
  expect((await supervisor.mutate('revokeInvitation', { invitationId: 'nonsense' })).__typename).toBe('NotFoundError')
  expect((await accept(tokenOf(invited))).__typename).toBe('NotFoundError')
})

test('supervisors invite agents and seniors, and never see a link that gives more than they have', async () => {
  for (const role of ['AGENT', 'SENIOR']) {
    expect((await invite(supervisor, { email: address(), role })).__typename).toBe('InviteAgentPayload')
  }
  for (const role of ['SUPERVISOR', 'ADMINISTRATOR']) {
    expect((await invite(supervisor, { email: address(), role })).__typename).toBe('ForbiddenError')
  }
  const email = address()
  const { invitation } = await invite(administrator, { email, role: 'ADMINISTRATOR' })
  const seen = (await supervisor.gql('{ invitations { email link } }')).data.invitations
  expect(seen).toContainEqual({ email, link: null })
  expect((await supervisor.mutate('revokeInvitation', { invitationId: invitation.id })).__typename).toBe(
    'ForbiddenError',
  )
})

test('a supervisor of one brand invites to that brand only', async () => {
  const { data } = await administrator.gql(
    'mutation { createBrand(input: {name: "Other"}) { ... on CreateBrandPayload { brand { id } } } }',
  )
  const other = data.createBrand.brand.id
  const limited = await hub.agent({ role: 'supervisor', brandIds: [hub.brandId] })
  const inviteTo = (brandIds: string[]) => invite(limited, { email: address(), brandIds })
  expect((await inviteTo([])).__typename).toBe('ForbiddenError')
  expect((await inviteTo([other])).__typename).toBe('ForbiddenError')
  expect((await inviteTo([hub.brandId, other])).__typename).toBe('ForbiddenError')
  expect((await inviteTo([hub.brandId])).__typename).toBe('InviteAgentPayload')
})

test.each([
  ['an address that is none', { email: 'nobody' }, 'email'],
  ['a team that is none', { teamIds: ['01234567-89ab-7def-8123-456789abcdef'] }, 'teamIds'],
  ['a brand that is no id', { brandIds: ["' OR 1=1"] }, 'brandIds'],
  [
    'an administrator of one brand',
    { role: 'ADMINISTRATOR', brandIds: ['01234567-89ab-7def-8123-456789abcdef'] },
    'brandIds',
  ],
])('%s is refused', async (_what, wrong, field) => {
  expect(await invite(administrator, { email: address(), ...wrong })).toMatchObject({
    __typename: 'InvalidInputError',
    field,
  })
})

test('whoever works here, or did, is not invited', async () => {
  const email = address()
  const joined = await accept(tokenOf(await invite(administrator, { email })))
  expect((await invite(administrator, { email })).__typename).toBe('ConflictError')
  await administrator.mutate('updateAgent', { agentId: joined.agent.id, active: false })
  expect(await invite(administrator, { email })).toMatchObject({ message: expect.stringContaining('removed') })
})

test('what somebody handed out goes when they lose the right to', async () => {
  const leaving = await hub.agent({ role: 'supervisor' })
  const token = tokenOf(await invite(leaving, { email: address() }))
  expect(await open(token)).not.toBeNull()
  await administrator.mutate('updateAgent', { agentId: leaving.id, role: 'AGENT' })
  expect(await open(token)).toBeNull()
})

test('a bad password or name does not use the link up', async () => {
  const token = tokenOf(await invite(administrator, { email: address() }))
  expect(await accept(token, { password: 'short' })).toMatchObject({
    __typename: 'InvalidInputError',
    field: 'password',
  })
  expect(await accept(token, { name: '' })).toMatchObject({ __typename: 'InvalidInputError', field: 'name' })
  expect((await accept(token)).__typename).toBe('AcceptInvitationPayload')
})
