import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AgentClient } from '../support/agent.ts'
import { customerWrites } from '../support/customer.ts'
import { type Hub, startHub } from '../support/hub.ts'

let hub: Hub
let administrator: AgentClient
let supervisor: AgentClient
let agent: AgentClient
beforeAll(async () => {
  hub = await startHub()
  administrator = await hub.agent({ role: 'administrator' })
  supervisor = await hub.agent({ role: 'supervisor' })
  agent = await hub.agent()
})
afterAll(() => hub.stop())

const missing = '01234567-89ab-7def-8123-456789abcdef'
const typename = async (answer: Promise<{ __typename: string }>) => (await answer).__typename

test('those who lead make teams; names stay unique, members must work here', async () => {
  const selection = 'team { id name description members { id } }'
  expect(await typename(agent.mutate('createTeam', { name: 'Billing' }))).toBe('ForbiddenError')
  const input = { name: ' Billing ', description: 'Bills', memberIds: [agent.id, agent.id] }
  const { team } = await supervisor.mutate('createTeam', input, selection)
  expect(team).toMatchObject({ name: 'Billing', description: 'Bills', members: [{ id: agent.id }] })
  expect(await typename(supervisor.mutate('createTeam', { name: 'Billing' }))).toBe('ConflictError')
  expect(await supervisor.mutate('createTeam', { name: '' })).toMatchObject({ field: 'name' })
  expect(await supervisor.mutate('createTeam', { name: 'T', memberIds: [missing] })).toMatchObject({
    field: 'memberIds',
  })
})

test('a team is changed and removed, and its conversations stay with their agent', async () => {
  const { team } = await supervisor.mutate('createTeam', { name: 'Returns', memberIds: [agent.id] }, 'team { id }')
  const change = (by: AgentClient, input: object) =>
    by.mutate('updateTeam', { teamId: team.id, ...input }, 'team { name members { id } }')
  expect(await typename(change(agent, { name: 'x' }))).toBe('ForbiddenError')
  const changed = await change(supervisor, { name: 'Refunds', memberIds: [supervisor.id] })
  expect(changed.team).toEqual({ name: 'Refunds', members: [{ id: supervisor.id }] })
  await supervisor.mutate('createTeam', { name: 'Taken' })
  expect(await typename(change(supervisor, { name: 'Taken' }))).toBe('ConflictError')
  expect(await typename(supervisor.mutate('updateTeam', { teamId: missing, name: 'x' }))).toBe('NotFoundError')

  const { conversationId } = await customerWrites(hub.services, hub)('a visitor', 'hello')
  await agent.mutate('assignConversation', { conversationId, agentId: agent.id, teamId: team.id })
  expect(await typename(agent.mutate('deleteTeam', { teamId: team.id }))).toBe('ForbiddenError')
  expect(await typename(supervisor.mutate('deleteTeam', { teamId: team.id }))).toBe('DeleteTeamPayload')
  expect(await typename(supervisor.mutate('deleteTeam', { teamId: team.id }))).toBe('NotFoundError')
  const row = await hub.services.db.prisma.conversation.findUniqueOrThrow({ where: { id: conversationId } })
  expect(row).toMatchObject({ assigneeId: agent.id, teamId: null })
})

test('labels are made, changed and removed by those who lead', async () => {
  expect(await typename(agent.mutate('createLabel', { name: 'Bug' }))).toBe('ForbiddenError')
  const { label } = await supervisor.mutate('createLabel', { name: 'Bug', colour: 'red' }, 'label { id name colour }')
  expect(label).toMatchObject({ name: 'Bug', colour: 'red' })
  expect(await typename(supervisor.mutate('createLabel', { name: 'Bug' }))).toBe('ConflictError')
  expect(await supervisor.mutate('createLabel', { name: 'x', colour: '#ff0000' })).toMatchObject({ field: 'colour' })
  const labelId = label.id
  expect(await typename(agent.mutate('updateLabel', { labelId, name: 'x' }))).toBe('ForbiddenError')
  const changed = await supervisor.mutate('updateLabel', { labelId, colour: 'teal' }, 'label { name colour }')
  expect(changed.label).toEqual({ name: 'Bug', colour: 'teal' })
  expect(await typename(supervisor.mutate('updateLabel', { labelId: missing, name: 'x' }))).toBe('NotFoundError')
  expect(await typename(agent.mutate('deleteLabel', { labelId }))).toBe('ForbiddenError')
  expect(await typename(supervisor.mutate('deleteLabel', { labelId }))).toBe('DeleteLabelPayload')
  expect(await typename(supervisor.mutate('deleteLabel', { labelId }))).toBe('NotFoundError')
})

test('of ten who make the same label at once one does', async () => {
  const answers = await Promise.all(
    Array.from({ length: 10 }, () => typename(supervisor.mutate('createLabel', { name: 'Once' }))),
  )
  expect(answers.filter((name) => name === 'CreateLabelPayload')).toHaveLength(1)
  expect(answers.filter((name) => name === 'ConflictError')).toHaveLength(9)
})

test('administrators make brands, supervisors change those they see', async () => {
  const selection = 'brand { id name colour locale timeZone hours { day from to } }'
  expect(await typename(supervisor.mutate('createBrand', { name: 'Acme' }))).toBe('ForbiddenError')
  const hours = [
    { day: 2, from: 540, to: 1020 },
    { day: 1, from: 540, to: 1020 },
  ]
  const input = { name: 'Acme', colour: '#FF0000', locale: 'de', timeZone: 'Europe/Berlin', hours }
  const { brand } = await administrator.mutate('createBrand', input, selection)
  expect(brand).toMatchObject({
    name: 'Acme',
    colour: '#ff0000',
    timeZone: 'Europe/Berlin',
    hours: [hours[1], hours[0]],
  })
  expect(await typename(administrator.mutate('createBrand', { name: 'Acme' }))).toBe('ConflictError')
  const brandId = brand.id
  const limited = await hub.agent({ role: 'supervisor', brandIds: [hub.brandId] })
  expect(await typename(agent.mutate('updateBrand', { brandId, name: 'x' }))).toBe('ForbiddenError')
  expect(await typename(limited.mutate('updateBrand', { brandId, name: 'x' }))).toBe('NotFoundError')
  const changed = await supervisor.mutate('updateBrand', { brandId, hours: [] }, selection)
  expect(changed.brand).toMatchObject({ name: 'Acme', hours: [] })
  const refused = [
    [{ colour: 'red' }, 'colour'],
    [{ timeZone: 'Mars/Base' }, 'timeZone'],
    [{ locale: '' }, 'locale'],
    [
      {
        hours: [
          { day: 1, from: 0, to: 60 },
          { day: 1, from: 30, to: 90 },
        ],
      },
      'hours.1',
    ],
  ] as const
  for (const [wrong, field] of refused) {
    expect(await supervisor.mutate('updateBrand', { brandId, ...wrong })).toMatchObject({ field })
  }
})

test('an agent of one brand sees that brand only', async () => {
  await administrator.mutate('createBrand', { name: 'Hidden' })
  const limited = await hub.agent({ brandIds: [hub.brandId] })
  expect((await limited.gql('{ brands { id } }')).data.brands).toEqual([{ id: hub.brandId }])
})
