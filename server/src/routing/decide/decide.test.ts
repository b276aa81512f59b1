import { describe, expect, it } from 'vitest'
import { weights } from '../../../../test/support/routing/floors.ts'
import { decide } from './decide.ts'
import type { Desk, Floor, Item, Queue } from './floor.ts'
import { orderAt } from './order.ts'

const now = 1_000_000_000
const ago = (seconds: number) => now - seconds * 1000

const queue = (id: string, with_: Partial<Queue> = {}): Queue => ({
  id,
  name: id,
  priorityClass: 1,
  ageingSeconds: null,
  minProficiency: 1,
  steps: [],
  offerTimeoutSeconds: 20,
  stickySeconds: 0,
  declineSeconds: 60,
  ...with_,
})
const chat = (id: string, with_: Partial<Item> = {}): Item => ({
  id,
  queueId: 'sales',
  brandId: 'north',
  enteredAt: ago(10),
  boostSeconds: 0,
  ...weights.chat,
  skills: [],
  lastAgentId: null,
  refusedBy: [],
  ...with_,
})
const desk = (agentId: string, with_: Partial<Desk> = {}): Desk => ({
  agentId,
  name: agentId,
  ready: true,
  channelsOff: new Set(),
  capacity: 100,
  used: 0,
  usedInterruptible: 0,
  exclusive: false,
  idleSince: ago(30),
  members: new Map([['sales', 3]]),
  skills: new Map(),
  brands: null,
  ...with_,
})
const floor = (waiting: Item[], desks: Desk[], queues = [queue('sales')]): Floor => ({ now, queues, waiting, desks })
const given = (on: Floor) => decide(on).offers.map(({ itemId, agentId }) => `${itemId} to ${agentId}`)
const why = (on: Floor) => decide(on).offers.map(({ trace }) => trace.decidedBy)

describe('who gets a conversation', () => {
  it('the last agent before all others', () => {
    const on = floor([chat('c', { lastAgentId: 'ann' })], [desk('ann', { used: 75 }), desk('ben')])
    expect([given(on), why(on)]).toEqual([['c to ann'], ['last_agent']])
  })

  it('a member of the queue before one who is borrowed from another, however good', () => {
    const steps = [{ afterSeconds: 5, minProficiency: 1, alsoQueues: ['care'] }]
    const borrowed = desk('ben', { members: new Map([['care', 5]]) })
    const on = floor([chat('c')], [borrowed, desk('ann', { used: 75 })], [queue('sales', { steps }), queue('care')])
    expect([given(on), why(on)]).toEqual([['c to ann'], ['own_queue']])
  })

  it('the better one before the freer one', () => {
    const on = floor([chat('c')], [desk('ann', { members: new Map([['sales', 4]]), used: 75 }), desk('ben')])
    expect([given(on), why(on)]).toEqual([['c to ann'], ['proficiency']])
  })

  it('the freer one, as a share of what each can hold', () => {
    const on = floor([chat('c')], [desk('ann', { used: 50, capacity: 200 }), desk('ben', { used: 40 })])
    expect([given(on), why(on)]).toEqual([['c to ann'], ['load']])
  })

  it('of two who are as free, who has waited longest for work', () => {
    const on = floor([chat('c')], [desk('ann'), desk('ben', { idleSince: ago(90) })])
    expect([given(on), why(on)]).toEqual([['c to ben'], ['longest_idle']])
  })

  it('one after the other, so that a burst is spread', () => {
    const on = floor([chat('c1'), chat('c2'), chat('c3')], [desk('ann'), desk('ben')])
    expect(given(on)).toEqual(['c1 to ann', 'c2 to ben', 'c3 to ann'])
  })
})

describe('room', () => {
  it('four chats fill a desk, the fifth waits', () => {
    const chats = ['1', '2', '3', '4', '5'].map((id) => chat(id))
    expect(given(floor(chats, [desk('ann')]))).toHaveLength(4)
  })

  it('a call needs an empty desk', () => {
    const call = chat('call', weights.voice)
    expect(given(floor([call], [desk('ann', { used: 25 })]))).toEqual([])
    expect(given(floor([call], [desk('ann')]))).toEqual(['call to ann'])
  })

  it('nothing joins a call, however little it weighs', () => {
    const call = chat('call', { ...weights.voice, units: 50, enteredAt: ago(90) })
    expect(given(floor([chat('c'), call], [desk('ann')]))).toEqual(['call to ann'])
  })

  it('a call interrupts e-mail, and nothing joins a call', () => {
    const writing = desk('ann', { used: 100, usedInterruptible: 100 })
    const call = chat('call', { ...weights.voice, enteredAt: ago(90) })
    expect(given(floor([chat('c'), call], [writing]))).toEqual(['call to ann'])
    expect(given(floor([{ ...call, interrupts: false }], [writing]))).toEqual([])
    expect(given(floor([chat('c')], [desk('ann', { used: 0, exclusive: true })]))).toEqual([])
  })

  it('a chat that fits passes a call that does not', () => {
    const call = chat('call', { ...weights.voice, enteredAt: ago(90) })
    expect(given(floor([call, chat('c')], [desk('ann', { used: 25 })]))).toEqual(['c to ann'])
  })
})

describe('who may not', () => {
  it.each<[string, Partial<Desk>, Partial<Item>]>([
    ['is on a break', { ready: 'break' }, {}],
    ['has chat switched off', { channelsOff: new Set(['chat']) }, {}],
    ['does not work for the brand', { brands: new Set(['south']) }, {}],
    ['lacks a skill', { skills: new Map([['french', 2]]) }, { skills: [{ id: 'french', level: 3 }] }],
    ['declined it a moment ago', {}, { refusedBy: [{ agentId: 'ann', until: now + 1 }] }],
    ['is not of the queue', { members: new Map() }, {}],
  ])('who %s', (_, agent, item) => {
    expect(given(floor([chat('c', item)], [desk('ann', agent)]))).toEqual([])
    expect(
      given(floor([chat('c', item)], [desk('ann', agent), desk('ben', { skills: new Map([['french', 3]]) })])),
    ).toEqual(['c to ben'])
  })
})

it('what one brand lacks, another may have', () => {
  const on = floor([chat('north', { enteredAt: ago(90) }), chat('south', { brandId: 'south' })], [])
  const onlySouth = desk('ann', { brands: new Set(['south']) })
  expect(given({ ...on, desks: [onlySouth] })).toEqual(['south to ann'])
})

describe('as time passes', () => {
  const steps = [
    { afterSeconds: 20, minProficiency: 2, alsoQueues: [] },
    { afterSeconds: 40, minProficiency: 4, alsoQueues: ['care'] },
  ]
  const strict = queue('sales', { minProficiency: 3, steps })
  const learner = desk('ann', { members: new Map([['sales', 2]]) })
  const helper = desk('ben', { members: new Map([['care', 2]]) })

  it('the ring widens, and says when', () => {
    const at = (waited: number) => floor([chat('c', { enteredAt: ago(waited) })], [learner], [strict, queue('care')])
    expect(decide(at(19))).toMatchObject({ offers: [], next: now + 1000 })
    expect(given(at(20))).toEqual(['c to ann'])
  })

  it('a later step never asks for more than an earlier one', () => {
    expect(given(floor([chat('c', { enteredAt: ago(40) })], [helper], [strict, queue('care')]))).toEqual(['c to ben'])
  })

  it('a conversation is kept for its last agent, busy as they are, and then no longer', () => {
    const sticky = [queue('sales', { stickySeconds: 15 })]
    const busy = desk('ann', { used: 100 })
    const on = floor([chat('c', { lastAgentId: 'ann' })], [busy, desk('ben')], sticky)
    expect(decide(on)).toMatchObject({ offers: [], next: now + 5000 })
    expect(given({ ...on, now: now + 5000 })).toEqual(['c to ben'])
  })

  it('nobody begins to wait for a last agent whom only a wider ring takes in', () => {
    const sticky = queue('sales', { minProficiency: 3, steps, stickySeconds: 60 })
    const busy = desk('ann', { members: new Map([['sales', 2]]), used: 100 })
    const on = floor([chat('c', { lastAgentId: 'ann', enteredAt: ago(30) })], [busy, desk('ben')], [sticky])
    expect(given(on)).toEqual(['c to ben'])
  })

  it.each<[string, Partial<Desk>, Partial<Item>]>([
    ['went home', { ready: 'offline' }, {}],
    ['declined it', {}, { refusedBy: [{ agentId: 'ann', until: now - 1 }] }],
    ['left the queue', { members: new Map() }, {}],
  ])('nobody waits for a last agent who %s', (_, agent, item) => {
    const on = floor([chat('c', { lastAgentId: 'ann', ...item })], [desk('ann', { used: 100, ...agent }), desk('ben')])
    expect(given({ ...on, queues: [queue('sales', { stickySeconds: 15 })] })).toEqual(['c to ben'])
  })

  it('a refusal ends, and the decision names the moment', () => {
    const on = floor([chat('c', { refusedBy: [{ agentId: 'ann', until: now + 7000 }] })], [desk('ann')])
    expect(decide(on)).toEqual({ offers: [], next: now + 7000 })
    expect(given({ ...on, now: now + 7000 })).toEqual(['c to ann'])
  })

  it('nothing is awaited where no desk has room: only a change of the floor can help', () => {
    const full = floor([chat('c')], [desk('ann', { used: 100 })], [queue('sales', { steps })])
    expect(decide(full)).toEqual({ offers: [], next: null })
  })
})

describe('the order', () => {
  const one = [
    desk('ann', {
      used: 75,
      members: new Map([
        ['first', 3],
        ['second', 3],
      ]),
    }),
  ]
  const item = (id: string, queueId: string, waited: number) => chat(id, { queueId, enteredAt: ago(waited) })
  const queues = (ageingSeconds: number | null) => [
    queue('first', { ageingSeconds }),
    queue('second', { ageingSeconds, priorityClass: 2 }),
  ]

  it('is by class, however long the lower one has waited, without ageing', () => {
    const on = floor([item('old', 'second', 86_400), item('new', 'first', 0)], one, queues(null))
    expect(given(on)).toEqual(['new to ann'])
  })

  it('lets a lower class pass once it has waited longer by its ageing', () => {
    const on = (waited: number) => floor([item('old', 'second', waited), item('new', 'first', 5)], one, queues(60))
    expect([given(on(64)), given(on(66))]).toEqual([['new to ann'], ['old to ann']])
  })

  it('counts a boost as time waited', () => {
    const very = { ...item('vip', 'first', 5), boostSeconds: 30 }
    expect(given(floor([item('other', 'first', 34), very], one, queues(null)))).toEqual(['vip to ann'])
    expect(orderAt(queue('first'), very)).toBe(ago(35))
  })
})
