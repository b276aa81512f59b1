import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newId } from '../../server/src/platform/ids.ts'
import type { AgentClient } from '../support/agent.ts'
import { openFloor, type Seated } from '../support/floor.ts'
import { type Hub, startHub } from '../support/hub.ts'

let hub: Hub
let boss: AgentClient
let floor: ReturnType<typeof openFloor>
const seated: Seated[] = []
const seat = async (name: string) => {
  const agent = await floor.seat({ name })
  seated.push(agent)
  return agent
}
/** Works the queues that nobody else is wanted in. */
let idle: Seated
beforeAll(async () => {
  hub = await startHub()
  floor = openFloor(hub)
  boss = await hub.agent({ role: 'administrator' })
  idle = await floor.seat({ name: 'Idle' })
  await idle.present('LUNCH')
})
afterEach(() => {
  for (const agent of seated.splice(0)) agent.leave()
})
afterAll(async () => {
  idle.leave()
  await hub.stop()
})

const prisma = () => hub.services.db.prisma
const versionOf = async () => (await prisma().brand.findUniqueOrThrow({ where: { id: hub.brandId } })).rulesVersion
const save = async (rules: object[], version?: number) =>
  boss.mutate(
    'saveRouting',
    { brandId: hub.brandId, version: version ?? (await versionOf()), rules },
    'routing { version rules { id name queue { id } conditions { kind name values within } } }',
  )
const rule = (queueId: string, conditions: object[], more: object = {}) => ({
  name: 'A rule',
  queueId,
  conditions,
  ...more,
})
const words = (...values: string[]) => ({ kind: 'WORDS', values })

/** Where a conversation waits, once the rules were asked. */
async function waitsIn(id: string): Promise<string> {
  await expect
    .poll(async () => (await prisma().placement.findUnique({ where: { conversationId: id } }))?.placedAt ?? null)
    .not.toBeNull()
  return (await prisma().queueEntry.findFirstOrThrow({ where: { conversationId: id, leftAt: null } })).queueId
}

describe('a new conversation', () => {
  beforeEach(async () => {
    await save([])
  })

  it('comes to the queue of the first rule that holds, and the agent there is asked, never one of the channel’s', async () => {
    const [mia, jonas] = [await seat('Mia'), await seat('Jonas')]
    const sales = await floor.queue([mia])
    const refunds = await floor.queue([jonas])
    const saved = await save([
      rule(refunds.id, [words('refund', 'money back'), { kind: 'CHANNEL', values: [sales.channelId] }], {
        name: 'Refunds',
      }),
      rule(sales.id, [words('refund')], { name: 'Never reached' }),
    ])
    expect(saved.routing.rules).toHaveLength(2)
    const id = (await floor.write(newId(), 'I want my MONEY back!', { channelId: sales.channelId })).conversationId
    await jonas.accept(await jonas.asked(id))
    expect(await mia.offers()).toEqual([])
    const { data } = await jonas.gql(`{ conversation(id: "${id}") { placedBy queue { id } } }`)
    expect(data.conversation).toMatchObject({ placedBy: 'Refunds', queue: { id: refunds.id } })
    const other = await sales.comes()
    await mia.accept(await mia.asked(other))
    for (const one of [id, other]) await boss.mutate('setConversationStatus', { conversationId: one, status: 'CLOSED' })
  })

  it('is led by what the contact is, the language and whether the brand is open', async () => {
    const [vip, german, night] = [await floor.queue([idle]), await floor.queue([idle]), await floor.queue([idle])]
    await save([
      rule(vip.id, [{ kind: 'ATTRIBUTE', name: 'tier', values: ['vip'] }]),
      rule(german.id, [
        { kind: 'LANGUAGE', values: ['de'] },
        { kind: 'HOURS', within: true },
      ]),
      rule(night.id, [{ kind: 'HOURS', within: false }]),
    ])
    const channelId = hub.channelId
    const first = await floor.write('known', 'Hello', { channelId })
    await prisma().contact.update({
      where: { id: first.contactId },
      data: { attributes: { tier: 'VIP' }, locale: 'de-AT' },
    })
    await boss.mutate('setConversationStatus', { conversationId: first.conversationId, status: 'CLOSED' })
    await prisma().conversation.update({ where: { id: first.conversationId }, data: { closedAt: new Date(0) } })
    const again = await floor.write('known', 'Hello again', { channelId })
    expect(await waitsIn(again.conversationId)).toBe(vip.id)
    const stranger = await floor.write(newId(), 'Hello', { channelId })
    const own = await prisma().channel.findUniqueOrThrow({ where: { id: channelId } })
    expect(await waitsIn(stranger.conversationId)).toBe(own.queueId)
    const closed = [{ day: 1, from: 0, to: 1 }]
    await prisma().brand.update({ where: { id: hub.brandId }, data: { hours: closed } })
    const late = await floor.write(newId(), 'Anybody?', { channelId })
    expect(await waitsIn(late.conversationId)).toBe(night.id)
    await prisma().brand.update({ where: { id: hub.brandId }, data: { hours: [] } })
  })

  it('is offered only to who has the skills that the rule asks for, and sooner for its boost', async () => {
    const [mia, jonas] = [await seat('Mia'), await seat('Jonas')]
    const queue = await floor.queue([mia, jonas], { offerTimeoutSeconds: 600 })
    const { skill } = await boss.mutate('createSkill', { name: newId() }, 'skill { id }')
    const skills = [{ skillId: skill.id, level: 4 }]
    await boss.mutate('setAgentSkills', { agentId: jonas.id, skills })
    await save([rule(queue.id, [words('bonjour')], { skills: [{ skillId: skill.id, level: 3 }], boostSeconds: 600 })])
    const id = (await floor.write(newId(), 'Bonjour', { channelId: queue.channelId })).conversationId
    const offer = await jonas.asked(id)
    await jonas.decline(offer)
    const { data } = await mia.gql(`{ conversation(id: "${id}") { whyWaiting { desks { refusal agent { name } } } } }`)
    expect(data.conversation.whyWaiting.desks).toContainEqual({ refusal: 'SKILL', agent: { name: 'Mia' } })
    const placed = await prisma().placement.findUniqueOrThrow({ where: { conversationId: id } })
    expect(placed).toMatchObject({ boostSeconds: 600, skills: [{ id: skill.id, level: 3 }] })
    expect(await boss.mutate('deleteSkill', { skillId: skill.id })).toMatchObject({ __typename: 'ConflictError' })
    await boss.mutate('setAgentSkills', { agentId: jonas.id, skills: [] })
    await boss.mutate('setConversationStatus', { conversationId: id, status: 'CLOSED' })
  })

  it('is led once, by one process, however many there are', async () => {
    const queue = await floor.queue([idle])
    await save([rule(queue.id, [words('twice')])])
    const other = await startHub({ databaseUrl: hub.databaseUrl })
    try {
      const ids = await Promise.all(
        Array.from({ length: 20 }, async () => (await floor.write(newId(), 'twice')).conversationId),
      )
      for (const id of ids) expect(await waitsIn(id)).toBe(queue.id)
      const facts = await prisma().event.groupBy({
        by: ['conversationId'],
        where: { conversationId: { in: ids }, type: 'conversation.queued' },
        _count: true,
      })
      expect(facts.map(({ _count }) => _count)).toEqual(ids.map(() => 1))
    } finally {
      await other.stop()
    }
  })

  it('stays where it is when somebody took it before the rules were asked, and when there are none', async () => {
    const free = await floor.write(newId(), 'twice')
    expect(await prisma().placement.findUnique({ where: { conversationId: free.conversationId } })).toBeNull()
  })
})

describe('the rules of a brand', () => {
  it('are saved together, keep their ids, and of two who change them at once the second is told', async () => {
    const queue = await floor.queue([idle])
    const version = await versionOf()
    const first = (await save([rule(queue.id, [words('a')], { name: 'One' })], version)).routing
    expect(first.version).toBe(version + 1)
    const [kept] = first.rules
    expect(kept.conditions).toEqual([{ kind: 'WORDS', name: null, values: ['a'], within: true }])
    expect(await save([], version)).toMatchObject({ __typename: 'ConflictError' })
    const next = await save([
      rule(queue.id, [words('b')], { name: 'Before' }),
      { ...rule(queue.id, [words('a')], { name: 'One, renamed' }), id: kept.id },
    ])
    expect(next.routing.rules.map(({ name }: { name: string }) => name)).toEqual(['Before', 'One, renamed'])
    expect(next.routing.rules[1].id).toBe(kept.id)
    expect(await boss.mutate('archiveQueue', { queueId: queue.id })).toMatchObject({ __typename: 'ConflictError' })
    await save([])
    expect(await boss.mutate('archiveQueue', { queueId: queue.id })).toMatchObject({
      __typename: 'ArchiveQueuePayload',
    })
  })

  it('are refused at the field that is wrong, and then nothing of them is saved', async () => {
    const queue = await floor.queue([await seat('Mia')])
    const { skill } = await boss.mutate('createSkill', { name: newId() }, 'skill { id }')
    const elsewhere = await prisma().brand.create({ data: { name: newId() } })
    const { id: foreign } = await prisma().queue.findFirstOrThrow({ where: { brandId: elsewhere.id } })
    const good = rule(queue.id, [words('a')])
    const wrong: [object, string][] = [
      [rule(queue.id, []), 'rules.1.conditions'],
      [rule(queue.id, [words()]), 'rules.1.conditions.0.values'],
      [rule(queue.id, [words('a'), { kind: 'TOPIC', values: ['x'] }]), 'rules.1.conditions.1.values'],
      [rule(queue.id, [{ kind: 'CHANNEL', values: [newId()] }]), 'rules.1.conditions.0.values'],
      [rule(queue.id, [{ kind: 'LANGUAGE', values: ['?'] }]), 'rules.1.conditions.0.values'],
      [rule(queue.id, [{ kind: 'ATTRIBUTE', values: ['x'] }]), 'rules.1.conditions.0.name'],
      [rule(foreign, [words('a')]), 'rules.1.queueId'],
      [rule('nonsense', [words('a')]), 'rules.1.queueId'],
      [rule(queue.id, [words('a')], { boostSeconds: 86_401 }), 'rules.1.boostSeconds'],
      [rule(queue.id, [words('a')], { name: ' ' }), 'rules.1.name'],
      [rule(queue.id, [words('a')], { skills: [{ skillId: skill.id, level: 1 }] }), 'rules.1.skills'],
      [rule(queue.id, [words('a')], { skills: [{ skillId: newId(), level: 1 }] }), 'rules.1.skills.0.id'],
      [rule(queue.id, [words('a')], { skills: [{ skillId: skill.id, level: 9 }] }), 'rules.1.skills.0.level'],
      [rule(queue.id, Array(11).fill(words('a'))), 'rules.1.conditions'],
    ]
    for (const [bad, field] of wrong) {
      expect(await save([good, bad])).toMatchObject({ __typename: 'InvalidInputError', field })
    }
    const hours = [
      { kind: 'HOURS', within: true },
      { kind: 'HOURS', within: false },
    ]
    expect(await save([rule(queue.id, hours)])).toMatchObject({ field: 'rules.0.conditions.1' })
    expect(await prisma().routingRule.count({ where: { brandId: hub.brandId } })).toBe(0)
  })
})

describe('a skill', () => {
  it('has one name, and levels from 1 to 5', async () => {
    const mia = await hub.agent({ name: 'Mia' })
    const name = newId()
    const { skill } = await boss.mutate('createSkill', { name: ` ${name} ` }, 'skill { id name }')
    expect(skill.name).toBe(name)
    expect(await boss.mutate('createSkill', { name: name.toUpperCase() })).toMatchObject({
      __typename: 'ConflictError',
    })
    expect(await boss.mutate('createSkill', { name: ' ' })).toMatchObject({ field: 'name' })
    const set = (skills: object[]) =>
      boss.mutate('setAgentSkills', { agentId: mia.id, skills }, 'agent { skills { level skill { id } } }')
    expect((await set([{ skillId: skill.id, level: 5 }])).agent.skills).toEqual([{ level: 5, skill: { id: skill.id } }])
    expect(await set([{ skillId: skill.id, level: 6 }])).toMatchObject({ field: 'skills.0.level' })
    expect(await set([{ skillId: newId() }])).toMatchObject({ field: 'skills' })
    expect(await set([{ skillId: skill.id }, { skillId: skill.id }])).toMatchObject({ field: 'skills' })
    const other = await boss.mutate('renameSkill', { skillId: skill.id, name: `${name} 2` }, 'skill { name }')
    expect(other.skill.name).toBe(`${name} 2`)
    await boss.mutate('deleteSkill', { skillId: skill.id })
    expect((await mia.gql('{ viewer { agent { skills { level } } } }')).data.viewer.agent.skills).toEqual([])
  })
})
