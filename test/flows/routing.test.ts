import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { newId } from '../../server/src/platform/ids.ts'
import { openFloor, type Seated } from '../support/floor.ts'
import { type Hub, startHub } from '../support/hub.ts'
import { visitor } from '../support/visitor.ts'

let ahead = 0
const clock = { now: () => new Date(Date.now() + ahead) }
let hub: Hub
let floor: ReturnType<typeof openFloor>
const seated: Seated[] = []
const seat = async (name: string, more = {}) => {
  const agent = await floor.seat({ name, ...more })
  seated.push(agent)
  return agent
}
beforeAll(async () => {
  hub = await startHub({ clock })
  floor = openFloor(hub)
})
afterEach(() => {
  for (const agent of seated.splice(0)) agent.leave()
})
afterAll(() => hub.stop())

const prisma = () => hub.services.db.prisma
const loadOf = async (agent: Seated) =>
  (await prisma().agentLoad.findUniqueOrThrow({ where: { agentId: agent.id } })).used
const holderOf = async (id: string) => (await prisma().conversation.findUniqueOrThrow({ where: { id } })).assigneeId
const close = (agent: Seated, conversationId: string) =>
  agent.mutate('setConversationStatus', { conversationId, status: 'CLOSED' })

describe('a customer who waits in a routed queue', () => {
  it('is offered to who is free, who accepts and has the conversation', async () => {
    const mia = await seat('Mia')
    const queue = await floor.queue([mia])
    const id = await queue.comes()
    const offer = await mia.asked(id)
    expect(await loadOf(mia)).toBe(25)
    expect(await mia.accept(offer)).toMatchObject({ __typename: 'AcceptOfferPayload' })
    expect(await holderOf(id)).toBe(mia.id)
    expect(await loadOf(mia)).toBe(25)
    expect(await mia.accept(offer)).toMatchObject({ __typename: 'AcceptOfferPayload' })
    const entry = await prisma().queueEntry.findFirstOrThrow({ where: { conversationId: id } })
    expect(entry).toMatchObject({ outcome: 'answered', agentId: mia.id })
    await close(mia, id)
    expect(await loadOf(mia)).toBe(0)
  })

  it('is offered to the next one when the first declines, and keeps the place', async () => {
    const [mia, jonas] = [await seat('Mia'), await seat('Jonas')]
    const queue = await floor.queue([mia, jonas])
    const id = await queue.comes()
    const first = await vi.waitFor(async () => {
      const asked = await Promise.all([mia, jonas].map(async (one) => ((await one.offers()).length ? one : null)))
      return asked.find((one) => one !== null) ?? Promise.reject(new Error('nobody is asked'))
    })
    const second = first === mia ? jonas : mia
    await first.decline(await first.asked(id))
    expect(await loadOf(first)).toBe(0)
    await second.accept(await second.asked(id))
    expect(await holderOf(id)).toBe(second.id)
    expect(await first.offers()).toEqual([])
    await close(second, id)
  })

  it('goes on waiting when nobody answers in time, and who did not is asked nothing until they say that they are back', async () => {
    const mia = await seat('Mia')
    const queue = await floor.queue([mia], { offerTimeoutSeconds: 20, declineSeconds: 5 })
    const id = await queue.comes()
    const offer = await mia.asked(id)
    ahead += 21_000
    const jonas = await seat('Jonas')
    await expect.poll(() => stateOf(offer.id)).toBe('timed_out')
    expect(await mia.accept(offer)).toMatchObject({ __typename: 'ConflictError' })
    expect(await mia.offers()).toEqual([])
    await queue.boss.mutate('updateQueue', { queueId: queue.id, agents: [{ agentId: jonas.id }, { agentId: mia.id }] })
    await jonas.decline(await jonas.asked(id))
    await jonas.present('BREAK')
    ahead += 6000
    await mia.present('AVAILABLE')
    await mia.accept(await mia.asked(id))
    await close(mia, id)
  })

  it('who leaves takes the offer back, and a late answer is told so', async () => {
    const mia = await seat('Mia')
    const queue = await floor.queue([mia])
    const { publicKey } = await prisma().channel.findUniqueOrThrow({ where: { id: queue.channelId } })
    const ada = visitor(hub.url, publicKey)
    await ada.begin()
    const { id } = (await ada.write('Is anybody there?')).body.conversation
    const offer = await mia.asked(id)
    await ada.call('POST', `conversations/${id}/end`)
    expect(await stateOf(offer.id)).toBe('withdrawn')
    expect(await loadOf(mia)).toBe(0)
    expect(await mia.accept(offer)).toMatchObject({ __typename: 'ConflictError' })
    expect(await mia.decline(offer)).toMatchObject({ __typename: 'ConflictError' })
  })

  it('is offered to whoever helped before, as long as they may be waited for', async () => {
    const [mia, jonas] = [await seat('Mia'), await seat('Jonas')]
    const queue = await floor.queue([mia, jonas], { stickySeconds: 60 })
    const who = newId()
    const first = await queue.comes(who)
    await jonas.mutate('assignConversation', { conversationId: first, agentId: jonas.id })
    await close(jonas, first)
    const again = await queue.comes(who)
    await jonas.accept(await jonas.asked(again))
    await close(jonas, again)
  })
})

const stateOf = async (id: string) => (await prisma().offer.findUniqueOrThrow({ where: { id } })).state

describe('whoever wants to know', () => {
  const whyOf = async (by: Seated, id: string) => {
    const fields =
      'whyWaiting { code count ahead desks { refusal figures agent { name } } } offers { state agent { name } trace }'
    return (await by.gql(`{ conversation(id: "${id}") { ${fields} } }`)).data.conversation
  }

  it('is told why a customer still waits, and what each agent of the queue is to them', async () => {
    const mia = await seat('Mia')
    const queue = await floor.queue([mia])
    await mia.present('BREAK')
    const id = await queue.comes()
    expect(await whyOf(mia, id)).toMatchObject({
      whyWaiting: {
        code: 'NOBODY_STAFFED',
        count: 1,
        desks: [{ refusal: 'STATE', figures: { state: 'break' }, agent: { name: 'Mia' } }],
      },
      offers: [],
    })
    await mia.present('AVAILABLE')
    await mia.accept(await mia.asked(id))
    const after = await whyOf(mia, id)
    expect(after).toMatchObject({ whyWaiting: null, offers: [{ state: 'ACCEPTED', agent: { name: 'Mia' } }] })
    expect(after.offers[0].trace).toMatchObject({ decidedBy: 'only_one', eligible: 1 })
    await close(mia, id)
  })

  it('is told nothing of a conversation in a queue where agents pick', async () => {
    const mia = await seat('Mia')
    const { conversationId } = await floor.write(newId(), 'Hello')
    expect(await whyOf(mia, conversationId)).toEqual({ whyWaiting: null, offers: [] })
  })
})

describe('an agent', () => {
  it('is never given more than they have room for, and gets the next one as soon as there is', async () => {
    const mia = await seat('Mia')
    const queue = await floor.queue([mia])
    const ids: string[] = []
    for (let n = 0; n < 5; n++) ids.push(await queue.comes())
    for (const id of ids.slice(0, 4)) await mia.accept(await mia.asked(id))
    expect(await loadOf(mia)).toBe(100)
    const fifth = ids[4] ?? ''
    expect(await mia.offers()).toEqual([])
    const pick = await mia.mutate('assignConversation', { conversationId: fifth, agentId: mia.id })
    expect(pick).toMatchObject({ __typename: 'ConflictError' })
    expect(await holderOf(fifth)).toBeNull()
    await close(mia, ids[0] ?? '')
    await mia.accept(await mia.asked(fifth))
    for (const id of ids.slice(1)) await close(mia, id)
  })

  it('who has no room for a customer that comes back sees them go to the queue, not above their limit', async () => {
    const mia = await seat('Mia')
    const queue = await floor.queue([mia])
    const who = newId()
    const parked = await queue.comes(who)
    await mia.accept(await mia.asked(parked))
    await mia.mutate('setConversationStatus', { conversationId: parked, status: 'PENDING' })
    expect(await loadOf(mia)).toBe(0)
    const others: string[] = []
    for (let n = 0; n < 4; n++) {
      others.push(await queue.comes())
      await mia.accept(await mia.asked(others.at(-1)))
    }
    await queue.comes(who)
    expect(await holderOf(parked)).toBeNull()
    expect(await loadOf(mia)).toBe(100)
    await close(mia, others[0] ?? '')
    await mia.accept(await mia.asked(parked))
    for (const id of [parked, ...others]) await close(mia, id)
  })

  it('is asked one thing at a time, while what they could not be asked goes to others', async () => {
    const [mia, jonas] = [await seat('Mia'), await seat('Jonas')]
    const queue = await floor.queue([mia], { offerTimeoutSeconds: 600 })
    const ids = [await queue.comes(), await queue.comes(), await queue.comes()]
    await mia.asked(ids[0])
    await queue.boss.mutate('updateQueue', { queueId: queue.id, agents: [{ agentId: mia.id }, { agentId: jonas.id }] })
    await jonas.asked(ids[1])
    expect(await mia.offers()).toHaveLength(1)
    await mia.accept(await mia.asked(ids[0]))
    await mia.accept(await mia.asked(ids[2]))
    await jonas.accept(await jonas.asked(ids[1]))
    for (const id of ids) await close(mia, id)
  })

  it('is asked only while their screen is open and they are available', async () => {
    const mia = await seat('Mia')
    const queue = await floor.queue([mia])
    await mia.present('BREAK')
    const id = await queue.comes()
    const jonas = await seat('Jonas')
    await queue.boss.mutate('updateQueue', { queueId: queue.id, agents: [{ agentId: mia.id }, { agentId: jonas.id }] })
    const offer = await jonas.asked(id)
    expect(await mia.offers()).toEqual([])
    expect(await mia.accept(offer)).toMatchObject({ __typename: 'NotFoundError' })
    await jonas.accept(offer)
    await close(jonas, id)
  })

  it('has as much room as is set, and takes what a kind of channel weighs now', async () => {
    const mia = await seat('Mia')
    const queue = await floor.queue([mia])
    const set = (field: string, input: object) => queue.boss.mutate(field, input as Record<string, unknown>)
    expect(await set('setCapacity', { agentId: mia.id, capacity: 1001 })).toMatchObject({ field: 'capacity' })
    expect(await set('updateChannelWeight', { kind: 'CHAT', units: 101 })).toMatchObject({ field: 'units' })
    await set('setCapacity', { agentId: mia.id, capacity: 50 })
    const ids = [await queue.comes(), await queue.comes(), await queue.comes()]
    for (const id of ids.slice(0, 2)) await mia.accept(await mia.asked(id))
    expect([await loadOf(mia), await mia.offers()]).toEqual([50, []])
    await set('updateChannelWeight', { kind: 'CHAT', units: 50 })
    await close(mia, ids[0] ?? '')
    expect([await loadOf(mia), await mia.offers()]).toEqual([25, []])
    await close(mia, ids[1] ?? '')
    await mia.accept(await mia.asked(ids[2]))
    expect(await loadOf(mia)).toBe(50)
    await set('updateChannelWeight', { kind: 'CHAT', units: 25 })
    await close(mia, ids[2] ?? '')
  })

  it('is told at once by the live changes that they are asked, and that it is over', async () => {
    const mia = await seat('Mia')
    const told: { offer: { id: string; state: string } }[] = []
    const query = 'subscription { changes { ... on OfferChanged { offer { id state agent { id } } } } }'
    const stop = mia.subscribe(query, {}, ({ changes }) => changes.offer && told.push(changes))
    const queue = await floor.queue([mia])
    const id = await queue.comes()
    const offer = await mia.asked(id)
    await mia.accept(offer)
    await vi.waitFor(() => expect(told.map((one) => one.offer.id)).toEqual([offer.id, offer.id]))
    stop()
    await close(mia, id)
  })
})
