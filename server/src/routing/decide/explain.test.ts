import { describe, expect, it } from 'vitest'
import { weights } from '../../../../test/support/routing/floors.ts'
import { explain } from './explain.ts'
import type { Desk, Floor, Item, Queue } from './floor.ts'
import { whyWaiting } from './why-waiting.ts'

const now = 1_000_000_000
const entered = now - 10_000
const sales: Queue = {
  id: 'sales',
  name: 'Sales',
  priorityClass: 1,
  ageingSeconds: null,
  minProficiency: 3,
  steps: [{ afterSeconds: 50, minProficiency: 2, alsoQueues: ['care'] }],
  offerTimeoutSeconds: 20,
  stickySeconds: 0,
  declineSeconds: 60,
}
const item: Item = {
  id: 'c',
  queueId: 'sales',
  brandId: 'north',
  enteredAt: entered,
  boostSeconds: 0,
  ...weights.chat,
  units: 50,
  skills: [{ id: 'french', level: 3 }],
  lastAgentId: null,
  refusedBy: [],
}
const ann: Desk = {
  agentId: 'ann',
  name: 'Ann',
  ready: true,
  channelsOff: new Set(),
  capacity: 100,
  used: 0,
  usedInterruptible: 0,
  exclusive: false,
  idleSince: entered,
  members: new Map([['sales', 3]]),
  skills: new Map([['french', 3]]),
  brands: null,
}
const floor = (desks: Desk[], waiting = [item], queue = sales): Floor => ({ now, queues: [queue], waiting, desks })
const call = { ...item, ...weights.voice }
const sticky = { ...sales, stickySeconds: 30 }
const known = { ...item, lastAgentId: 'ben' }

describe('why not this agent', () => {
  const why = (desk: Partial<Desk>, of = item, queue = sales) => {
    const ben = { ...ann, agentId: 'ben', used: 100 }
    return explain(of, floor([{ ...ann, ...desk }, ben], [of], queue))[0]?.refusal
  }

  it.each<[string, unknown, Partial<Desk>, Item?, Queue?]>([
    ['nothing', null, {}],
    ['serves no queue of any ring', { code: 'ring', joinsAt: null }, { members: new Map([['returns', 5]]) }],
    ['is asked when the ring widens', { code: 'ring', joinsAt: entered + 50_000 }, { members: new Map([['care', 5]]) }],
    [
      'is not good enough yet',
      { code: 'proficiency', has: 2, needs: 3, joinsAt: entered + 50_000 },
      { members: new Map([['sales', 2]]) },
    ],
    ['works for another brand', { code: 'brand', brandId: 'north' }, { brands: new Set(['south']) }],
    [
      'has too little French',
      { code: 'skill', skillId: 'french', has: 2, needs: 3 },
      { skills: new Map([['french', 2]]) },
    ],
    ['has no French', { code: 'skill', skillId: 'french', has: 0, needs: 3 }, { skills: new Map() }],
    ['switched chat off', { code: 'channel_off', channelKind: 'chat' }, { channelsOff: new Set(['chat']) }],
    ['is on a break', { code: 'state', state: 'break' }, { ready: 'break', used: 100 }],
    ['holds too much', { code: 'capacity', used: 75, units: 50, capacity: 100 }, { used: 75 }],
    ['holds a call', { code: 'holds_exclusive' }, { used: 100, exclusive: true }],
    [
      'cannot take a call beside a chat',
      { code: 'not_empty', used: 35, usedInterruptible: 10 },
      { used: 35, usedInterruptible: 10 },
      call,
    ],
    [
      'declined it',
      { code: 'refused', until: now + 9000 },
      {},
      { ...item, refusedBy: [{ agentId: 'ann', until: now + 9000 }] },
    ],
    ['is not whom it is kept for', { code: 'kept', agentId: 'ben', until: entered + 30_000 }, {}, known, sticky],
  ])('%s', (_, expected, desk, of, queue) => {
    expect(why(desk, of, queue)).toEqual(expected)
  })
})

describe('why it still waits', () => {
  const why = (desks: Desk[], of = item, queue = sales) => whyWaiting(of, floor(desks, [of], queue)).why
  const busy = { ...ann, used: 100 }

  it.each<[string, unknown, Desk[], Item?, Queue?]>([
    ['is offered next', { code: 'next', agentId: 'ann' }, [ann]],
    ['there is nobody at all', { code: 'nobody_suited', desks: 0 }, []],
    ['nobody speaks French', { code: 'nobody_suited', desks: 1 }, [{ ...ann, skills: new Map() }]],
    ['those who could went home', { code: 'nobody_staffed', desks: 1 }, [{ ...ann, ready: 'offline' }]],
    [
      'all are at capacity, wrap-up included',
      { code: 'all_at_capacity', desks: 2 },
      [busy, { ...ann, ready: 'wrap_up' }],
    ],
    ['all switched chat off', { code: 'channel_off', desks: 1 }, [{ ...ann, channelsOff: new Set(['chat']) }]],
    [
      'all declined it',
      { code: 'all_refused', desks: 1, until: now + 9 },
      [ann, { ...ann, agentId: 'ben', ready: 'break' }],
      { ...item, refusedBy: [{ agentId: 'ann', until: now + 9 }] },
    ],
    [
      'is kept for its last agent',
      { code: 'kept', agentId: 'ben', until: entered + 30_000 },
      [ann, { ...busy, agentId: 'ben' }],
      known,
      sticky,
    ],
    ['stands in a queue that is gone', { code: 'no_queue' }, [ann], { ...item, queueId: 'gone' }],
  ])('%s', (_, expected, desks, of, queue) => {
    expect(why(desks, of, queue)).toEqual(expected)
  })

  it('others are ahead of it, and how many', () => {
    const older = ['a', 'b', 'x'].map((id, n) => ({ ...item, id, enteredAt: entered - 2000 + n * 1500 }))
    const found = whyWaiting(item, floor([ann], [item, ...older]))
    expect(found).toMatchObject({ why: { code: 'ahead', items: 2 }, ahead: 2, eligible: 1, waitedMs: 10_000 })
    expect(found.ring).toEqual({ reached: 0, of: 2, widensAt: entered + 50_000 })
  })
})
