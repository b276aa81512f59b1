import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { identitySecrets } from '../../server/src/channels/settings/identity-secret.ts'
import type { AgentClient } from '../support/agent.ts'
import { type Hub, startHub } from '../support/hub.ts'

let hub: Hub
let now = new Date('2026-11-22T10:00:00Z')
let administrator: AgentClient
let supervisor: AgentClient
beforeAll(async () => {
  hub = await startHub({ env: { PUBLIC_URL: 'https://chat.example.com' }, clock: { now: () => now } })
  administrator = await hub.agent({ role: 'administrator' })
  supervisor = await hub.agent({ role: 'supervisor' })
})
afterAll(() => hub.stop())

const fields = `channel { id name enabled chat { key snippet title launcherLabel colour replyTimeSeconds greeting
  formFields { name kind label required options } allowedDomains blockedAddresses identityRequired identityEnforced
  identitySecret previousSecretUntil } }`
const create = async (name = 'Shop') =>
  (await administrator.mutate('createChatChannel', { name, brandId: hub.brandId }, fields)).channel
const update = (by: AgentClient, channelId: string, input: object) =>
  by.mutate('updateChatChannel', { channelId, ...input }, fields)

test('a new chat can be put on a page at once: a key, a line of HTML, good texts and a secret', async () => {
  const { chat, enabled } = await create()
  expect(enabled).toBe(true)
  expect(chat.key).toMatch(/^[\w-]{16}$/)
  expect(chat.snippet).toBe(
    `<script async src="https://chat.example.com/widget.js" data-channel="${chat.key}"></script>`,
  )
  expect(chat).toMatchObject({ title: 'Hi there', launcherLabel: 'Chat with us', allowedDomains: [] })
  expect(chat.identitySecret).toMatch(/^[\w-]{43}$/)
  expect((await create()).chat.key).not.toBe(chat.key)
})

test('only administrators create channels, and only for a brand that is there', async () => {
  const input = { name: 'x', brandId: hub.brandId }
  expect((await supervisor.mutate('createChatChannel', input)).__typename).toBe('ForbiddenError')
  const nowhere = { name: 'x', brandId: '01234567-89ab-7def-8123-456789abcdef' }
  expect((await administrator.mutate('createChatChannel', nowhere)).__typename).toBe('NotFoundError')
  expect(await administrator.mutate('createChatChannel', { ...input, name: '' })).toMatchObject({ field: 'name' })
})

test('what is changed is kept, what is left out stays, and null clears where that means something', async () => {
  const { id } = await create()
  const form = [{ name: 'topic', kind: 'choice', label: 'About', required: true, options: ['Order', 'Other'] }]
  const input = { name: 'Store', enabled: false, colour: '#ABCDEF', replyTimeSeconds: 60, formFields: form }
  await update(administrator, id, input)
  const { channel } = await update(administrator, id, { greeting: 'Hello', colour: null, title: null })
  expect(channel).toMatchObject({ name: 'Store', enabled: false })
  expect(channel.chat).toMatchObject({ title: 'Hi there', greeting: 'Hello', colour: null, replyTimeSeconds: 60 })
  expect(channel.chat.formFields).toEqual(form)
})

test('a value that cannot be used is refused with the path of its field, and nothing is changed', async () => {
  const { id, chat } = await create()
  const refuse = (input: object, field: string) =>
    expect(update(administrator, id, { title: 'New title', ...input })).resolves.toMatchObject({ field })
  await refuse({ colour: 'red' }, 'colour')
  await refuse({ allowedDomains: ['https://a.example', 'javascript:alert(1)'] }, 'allowedDomains.1')
  await refuse({ blockedAddresses: ['10.0.0.0/64'] }, 'blockedAddresses.0')
  await refuse({ formFields: [{ name: 'Plan!', kind: 'text', label: 'Plan' }] }, 'formFields.0.name')
  await refuse({ name: 'x'.repeat(81) }, 'name')
  const { data } = await administrator.gql(`query($id: ID!) { channel(id: $id) { chat { title } } }`, { id })
  expect(data.channel.chat.title).toBe(chat.title)
})

test('supervisors change texts but not who gets in, and never see the secret', async () => {
  const { id } = await create()
  const { channel } = await update(supervisor, id, { title: 'Welcome', enabled: false })
  expect(channel.chat).toMatchObject({ title: 'Welcome', identitySecret: null })
  const guarded = [
    { allowedDomains: [] },
    { identityRequired: true },
    { identityEnforced: false },
    { blockedAddresses: ['10.0.0.1'] },
  ]
  for (const input of guarded) expect((await update(supervisor, id, input)).__typename).toBe('ForbiddenError')
  expect((await supervisor.mutate('rotateIdentitySecret', { channelId: id })).__typename).toBe('ForbiddenError')
})

test('agents see the channels of their brands and change none', async () => {
  const { id } = await create()
  const { brand } = await administrator.mutate('createBrand', { name: 'Elsewhere' }, 'brand { id }')
  const [here, there] = [await hub.agent(), await hub.agent({ brandIds: [brand.id] })]
  const read = async (by: AgentClient) =>
    (await by.gql('query($id: ID!) { channel(id: $id) { id chat { identitySecret } } channels { id } }', { id })).data
  expect((await read(here)).channel).toEqual({ id, chat: { identitySecret: null } })
  expect(await read(there)).toEqual({ channel: null, channels: [] })
  expect((await update(here, id, { title: 'x' })).__typename).toBe('ForbiddenError')
  const lead = await hub.agent({ role: 'supervisor', brandIds: [brand.id] })
  expect((await update(lead, id, { title: 'x' })).__typename).toBe('NotFoundError')
})

test('a new secret works at once and the old one for another day', async () => {
  const { id, chat } = await create()
  const rotated = await administrator.mutate('rotateIdentitySecret', { channelId: id }, fields)
  const fresh = rotated.channel.chat
  expect(fresh.identitySecret).not.toBe(chat.identitySecret)
  expect(fresh.previousSecretUntil).toBe('2026-11-23T10:00:00.000Z')
  const row = await hub.services.db.prisma.channel.findUniqueOrThrow({ where: { id } })
  const goodAt = (at: string) => identitySecrets(hub.services.seal, row, new Date(at)).map(({ secret }) => secret)
  expect(goodAt('2026-11-23T09:59:59Z')).toEqual([fresh.identitySecret, chat.identitySecret])
  expect(goodAt('2026-11-23T10:00:00Z')).toEqual([fresh.identitySecret])
  expect(JSON.stringify(row)).not.toContain(fresh.identitySecret)
  now = new Date('2026-11-23T10:00:00Z')
  const { data } = await administrator.gql('query($id: ID!) { channel(id: $id) { chat { previousSecretUntil } } }', {
    id,
  })
  expect(data.channel.chat.previousSecretUntil).toBeNull()
})

test('two who change settings at the same moment both keep their change', async () => {
  const { id } = await create()
  const inputs = [{ title: 'One' }, { greeting: 'Two' }, { awayMessage: 'Three' }, { sound: false }, { emoji: false }]
  await Promise.all(inputs.map((input) => update(administrator, id, input)))
  const selection = 'chat { title greeting awayMessage sound emoji }'
  const { data } = await administrator.gql(`query($id: ID!) { channel(id: $id) { ${selection} } }`, { id })
  expect(data.channel.chat).toEqual({ title: 'One', greeting: 'Two', awayMessage: 'Three', sound: false, emoji: false })
})

test('colleagues hear that a channel changed', async () => {
  const { id } = await create()
  const lists: string[] = []
  const query = 'subscription { changes { ... on DirectoryChanged { list } } }'
  const stop = supervisor.subscribe(query, {}, ({ changes }) => lists.push(changes.list))
  await vi.waitFor(async () => {
    await update(administrator, id, { title: 'Heard' })
    expect(lists).toContain('CHANNELS')
  })
  stop()
})
