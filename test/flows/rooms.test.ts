import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../server/src/platform/ids.ts'
import type { AgentClient } from '../support/agent.ts'
import { customerWrites } from '../support/customer.ts'
import { type Hub, startHub } from '../support/hub.ts'

let hub: Hub
let sofia: AgentClient
let mia: AgentClient
let jonas: AgentClient
let nora: AgentClient
let outsider: AgentClient
let room: string
beforeAll(async () => {
  hub = await startHub()
  sofia = await hub.agent({ name: 'Sofia', role: 'supervisor' })
  const people = ['Mia', 'Jonas', 'Nora', 'Outsider'].map((name) =>
    hub.agent({ name, role: name === 'Nora' ? 'senior' : 'agent' }),
  )
  ;[mia, jonas, nora, outsider] = (await Promise.all(people)) as [AgentClient, AgentClient, AgentClient, AgentClient]
  await sofia.mutate('saveGroup', { name: 'Blue', seniorId: nora.id, agentIds: [mia.id, jonas.id] })
  room = (await roomsOf(mia)).find(({ name }) => name === 'Blue')!.id
})
afterAll(() => hub.stop())

interface Room {
  id: string
  name: string
  unread: number
  member: boolean
}
const roomsOf = async (who: AgentClient): Promise<Room[]> =>
  (await who.gql('{ rooms { id name unread member senior { name } } }')).data.rooms
const say = (who: AgentClient, body: string, more: object = {}) =>
  who.mutate(
    'sendRoomMessage',
    { roomId: room, clientId: newId(), body, ...more },
    'said { id seq help conversation { id } answeredBy { name } }',
  )
const read = async (who: AgentClient) =>
  (await who.gql(`{ roomMessages(roomId: "${room}") { nodes { body agent { name } conversation { id } } } }`)).data
    ?.roomMessages?.nodes
const unread = async (who: AgentClient) => (await roomsOf(who)).find(({ id }) => id === room)?.unread

describe('a group with its senior agent', () => {
  it('has a room for its people, which supervisors see too and nobody else', async () => {
    for (const one of [mia, jonas, nora]) expect((await roomsOf(one)).map(({ name }) => name)).toContain('Blue')
    expect((await roomsOf(outsider)).map(({ name }) => name)).not.toContain('Blue')
    expect((await roomsOf(sofia)).find(({ name }) => name === 'Blue')).toMatchObject({ member: false })
    expect(await read(outsider)).toBeUndefined()
    expect(await say(outsider, 'Let me in')).toMatchObject({ __typename: 'NotFoundError' })
  })

  it('talks there, and each knows what they have not read', async () => {
    await say(mia, 'Does anybody know the code for the depot?')
    expect([await unread(mia), await unread(jonas), await unread(nora)]).toEqual([0, 1, 1])
    expect((await read(jonas)).map(({ body }: { body: string }) => body)).toEqual([
      'Does anybody know the code for the depot?',
    ])
    await jonas.mutate('markRoomSeen', { roomId: room, seq: 99 })
    expect(await unread(jonas)).toBe(0)
    await jonas.mutate('markRoomSeen', { roomId: room, seq: 0 })
    expect(await unread(jonas)).toBe(0)
  })

  it('calls the senior with the conversation; the first who comes helps, and the second is told who it is', async () => {
    const { conversationId } = await customerWrites(hub.services, hub)(newId(), 'I want to speak to a manager')
    const { said: message } = await say(mia, 'They ask for a manager', { help: true, conversationId })
    expect(message).toMatchObject({ help: true, conversation: { id: conversationId } })
    const answers = await Promise.all(
      [nora, sofia].map((one) => one.mutate('answerHelp', { messageId: message.id }, 'said { answeredBy { name } }')),
    )
    const came = answers.filter(({ __typename }) => __typename === 'AnswerHelpPayload')
    const late = answers.filter(({ __typename }) => __typename === 'ConflictError')
    expect([came.length, late.length]).toEqual([1, 1])
    expect(late[0].message).toBe(`${came[0].said.answeredBy.name} helps already.`)
    const { said: other } = await say(jonas, 'Just talking')
    expect(await nora.mutate('answerHelp', { messageId: other.id })).toMatchObject({ field: 'messageId' })
    expect(await outsider.mutate('answerHelp', { messageId: message.id })).toMatchObject({
      __typename: 'NotFoundError',
    })
  })
})

it('what is said again is said once, and of many at once each has a number of its own', async () => {
  const clientId = newId()
  const twice = await Promise.all([say(mia, 'Once', { clientId }), say(mia, 'Once', { clientId })])
  expect(twice[0].said.id).toBe(twice[1].said.id)
  const many = await Promise.all(Array.from({ length: 20 }, (_, n) => say(n % 2 ? mia : jonas, `Number ${n}`)))
  const seqs = many.map(({ said }) => said.seq).toSorted((a, b) => a - b)
  expect(new Set(seqs).size).toBe(20)
  expect(seqs.at(-1)! - seqs[0]!).toBe(19)
})

it('who works a queue has its room, and who leaves the group has no more to do with it', async () => {
  const names = async (who: AgentClient) => (await roomsOf(who)).map(({ name }) => name)
  expect(await names(outsider)).toContain('General')
  const elsewhere = await hub.services.db.prisma.brand.create({ data: { name: 'Elsewhere' } })
  const limited = await hub.agent({ brandIds: [elsewhere.id] })
  expect((await roomsOf(limited)).length).toBe(1)
  await sofia.mutate('saveGroup', { name: 'Red', agentIds: [jonas.id] })
  expect(await names(jonas)).toEqual(expect.arrayContaining(['Red']))
  expect(await names(jonas)).not.toContain('Blue')
  expect(await sofia.mutate('saveGroup', { name: 'Red' })).toMatchObject({ __typename: 'ConflictError' })
  expect(await sofia.mutate('saveGroup', { name: 'Green', seniorId: newId() })).toMatchObject({ field: 'seniorId' })
  expect(await mia.mutate('saveGroup', { name: 'Mine' })).toMatchObject({ __typename: 'ForbiddenError' })
  expect(await say(mia, ' ')).toMatchObject({ field: 'body' })
  expect(await say(mia, 'About', { conversationId: newId() })).toMatchObject({ field: 'conversationId' })
})
