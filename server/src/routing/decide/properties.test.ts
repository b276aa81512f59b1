import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { floors, now } from '../../../../test/support/routing/floors.ts'
import { decidePlainly } from '../../../../test/support/routing/plain-decide.ts'
import { decide, type Offer } from './decide.ts'
import { explain, queueOf } from './explain.ts'
import type { Desk, Floor, Item } from './floor.ts'
import { withOffers } from './load.ts'
import { orderAt } from './order.ts'
import { whyWaiting } from './why-waiting.ts'

const runs = { numRuns: 300 }
const holds = (name: string, check: (floor: Floor) => void) =>
  it(name, () => fc.assert(fc.property(floors, check), runs))

const itemOf = (floor: Floor, { itemId }: Offer) => floor.waiting.find(({ id }) => id === itemId) as Item
const pairs = (offers: readonly Offer[]) => offers.map(({ itemId, agentId }) => ({ itemId, agentId }))
const plainlyAlike = (a: Item, b: Item) =>
  [a, b].every(({ lastAgentId, refusedBy }) => lastAgentId === null && refusedBy.length === 0) &&
  JSON.stringify([a.queueId, a.brandId, a.channelKind, a.skills]) ===
    JSON.stringify([b.queueId, b.brandId, b.channelKind, b.skills])

describe('every round, on any floor', () => {
  holds('gives what asking every desk for every item gives', (floor) => {
    expect(pairs(decide(floor).offers)).toEqual(decidePlainly(floor))
  })

  holds('gives the same answer in whatever order queues, items and desks come', (floor) => {
    const turned = {
      ...floor,
      queues: floor.queues.toReversed(),
      waiting: floor.waiting.toReversed(),
      desks: floor.desks.toReversed(),
    }
    expect(decide(turned)).toEqual(decide(floor))
  })

  holds('offers an item once, and never more than a desk has room for', (floor) => {
    const { offers } = decide(floor)
    expect(new Set(offers.map(({ itemId }) => itemId)).size).toBe(offers.length)
    const before = new Map(floor.desks.map((desk) => [desk.agentId, desk]))
    for (const desk of withOffers(floor, offers).desks) {
      if (desk.used === before.get(desk.agentId)?.used) continue
      const interrupted = offers.some((offer) => offer.agentId === desk.agentId && itemOf(floor, offer).interrupts)
      expect(desk.used - (interrupted ? desk.usedInterruptible : 0)).toBeLessThanOrEqual(desk.capacity)
    }
  })

  holds('keeps a call alone, but for what it may interrupt', (floor) => {
    const { offers } = decide(floor)
    for (const desk of floor.desks) {
      const given = offers.filter(({ agentId }) => agentId === desk.agentId).map((offer) => itemOf(floor, offer))
      const call = given.findIndex(({ exclusive }) => exclusive)
      if (desk.exclusive) expect(given).toEqual([])
      if (call < 0) continue
      expect(call).toBe(given.length - 1)
      const firm = given.slice(0, -1).filter(({ interruptible }) => !interruptible)
      expect([desk.used - desk.usedInterruptible, firm]).toEqual([0, []])
    }
  })

  holds('serves those who need the same in the order of their entry', (floor) => {
    const offered = new Set(decide(floor).offers.map(({ itemId }) => itemId))
    for (const later of floor.waiting.filter(({ id }) => offered.has(id))) {
      for (const earlier of floor.waiting) {
        if (!plainlyAlike(earlier, later) || earlier.boostSeconds !== later.boostSeconds) continue
        if (earlier.enteredAt < later.enteredAt) expect(offered.has(earlier.id)).toBe(true)
      }
    }
  })

  holds('leaves no item waiting that a desk could still take, and offers only where the desk could', (floor) => {
    const { offers } = decide(floor)
    offers.forEach((offer, place) => {
      const then = withOffers(floor, offers.slice(0, place))
      const desk = explain(itemOf(floor, offer), then).find(({ agentId }) => agentId === offer.agentId)
      expect(desk).toMatchObject({ eligible: true, refusal: null })
    })
    const after = withOffers(floor, offers)
    for (const item of after.waiting) expect(explain(item, after).filter(({ eligible }) => eligible)).toEqual([])
  })

  holds('leaves a trace that counts each desk once and names why the chosen came first', (floor) => {
    const { offers } = decide(floor)
    offers.forEach(({ trace, ...offer }, place) => {
      const found = explain(itemOf(floor, { ...offer, trace }), withOffers(floor, offers.slice(0, place)))
      const counts: Record<string, number> = {}
      for (const { refusal } of found) if (refusal) counts[refusal.code] = (counts[refusal.code] ?? 0) + 1
      expect(trace.refused).toEqual(counts)
      expect(trace.eligible).toBe(found.filter(({ eligible }) => eligible).length)
      expect(trace.chosen.agentId).toBe(offer.agentId)
      expect(trace.decidedBy === 'only_one').toBe(trace.eligible === 1)
      expect(JSON.parse(JSON.stringify(trace))).toEqual(trace)
    })
  })

  holds('says of each who waits on why, and of each who is next that they are', (floor) => {
    const { offers } = decide(floor)
    const offered = new Map(offers.map(({ itemId, agentId }) => [itemId, agentId]))
    for (const item of floor.waiting) {
      const { why, eligible } = whyWaiting(item, floor)
      const agentId = offered.get(item.id)
      if (agentId !== undefined && eligible > 0) expect(why).toEqual({ code: 'next', agentId })
      if (agentId === undefined) expect(why.code === 'ahead').toBe(eligible > 0)
    }
  })
})

describe('time', () => {
  const later = (floor: Floor, ms: number): Floor => ({ ...floor, now: floor.now + ms })
  const eligible = (item: Item, floor: Floor) =>
    explain(item, floor).flatMap((desk) => (desk.eligible ? desk.agentId : []))

  it('only ever adds to those who may have an item', () => {
    fc.assert(
      fc.property(floors, fc.integer({ min: 0, max: 200_000 }), (floor, ms) => {
        for (const item of floor.waiting)
          expect(eligible(item, later(floor, ms))).toEqual(expect.arrayContaining(eligible(item, floor)))
      }),
      runs,
    )
  })

  it('brings no offer before the moment that the decision names', () => {
    fc.assert(
      fc.property(floors, fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (floor, share) => {
        const { offers, next } = decide(floor)
        const after = withOffers(floor, offers)
        const ms = next === null ? 10 ** 9 : Math.floor((next - 1 - now) * share)
        expect(decide(later(after, Math.max(0, ms))).offers).toEqual([])
        if (next !== null) expect(next).toBeGreaterThan(now)
      }),
      runs,
    )
  })

  it('bounds how long a lower class is passed: who enters after its ageing gets no desk that it could have', () => {
    fc.assert(
      fc.property(floors, (floor) => {
        const { offers } = decide(floor)
        offers.forEach((offer, place) => {
          const passing = itemOf(floor, offer)
          const then = withOffers(floor, offers.slice(0, place))
          for (const item of then.waiting.filter((other) => passing.enteredAt > passedUntil(other, passing, floor)))
            expect(eligible(item, then)).not.toContain(offer.agentId)
        })
      }),
      runs,
    )
  })
})

/** Nobody who enters later than this, as its boost counts, is served before the item. */
function passedUntil(item: Item, passing: Item, floor: Floor): number {
  const { priorityClass = 1, ageingSeconds = null } = queueOf(item, floor) ?? {}
  if (ageingSeconds === null && priorityClass > 1) return Infinity
  const gained = (priorityClass - 1) * (ageingSeconds ?? 0)
  return item.enteredAt + (gained - item.boostSeconds + passing.boostSeconds) * 1000
}

describe('a part of the floor', () => {
  holds('is enough once a round is over: a desk with new room, and the last agents of those who wait', (floor) => {
    const rest = withOffers(floor, decide(floor).offers)
    for (const desk of rest.desks) {
      const freed: Desk = { ...desk, used: 0, usedInterruptible: 0, exclusive: false, ready: true }
      const whole = { ...rest, desks: rest.desks.map((other) => (other === desk ? freed : other)) }
      const known = new Set([desk.agentId, ...rest.waiting.map(({ lastAgentId }) => lastAgentId)])
      const part = { ...whole, desks: whole.desks.filter(({ agentId }) => known.has(agentId)) }
      expect(pairs(decide(part).offers)).toEqual(pairs(decide(whole).offers))
    }
  })

  holds('is enough for a new item: the item alone', (floor) => {
    for (const item of floor.waiting) {
      const others = { ...floor, waiting: floor.waiting.filter((other) => other !== item) }
      const rest = withOffers(others, decide(others).offers)
      const alone = decide({ ...rest, waiting: [item] })
      expect(pairs(decide({ ...rest, waiting: [...rest.waiting, item] }).offers)).toEqual(pairs(alone.offers))
    }
  })

  holds('orders items by their place', (floor) => {
    const places = decide(floor).offers.map((offer) => {
      const item = itemOf(floor, offer)
      const queue = queueOf(item, floor)
      return queue ? orderAt(queue, item) : 0
    })
    expect(places).toEqual(places.toSorted((a, b) => a - b))
  })
})
