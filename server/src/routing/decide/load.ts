import type { Demand, Desk, Floor, Item, Load } from './floor.ts'

/** Whether the load is of a kind that the demand may come on top of, without counting it. */
const mayInterrupt = (load: Load, demand: Demand) => demand.interrupts && load.used === load.usedInterruptible

/**
 * Whether a desk of this capacity has room. An exclusive item wants an empty desk; one that interrupts counts load that
 * may be interrupted as none, if there is no other; beside an exclusive item nothing fits.
 */
export function fits(load: Load, capacity: number, demand: Demand): boolean {
  if (load.exclusive || demand.units > capacity) return false
  if (load.used === 0 || mayInterrupt(load, demand)) return true
  return !demand.exclusive && load.used + demand.units <= capacity
}

/** The load once the item is offered or taken. */
export function loaded(load: Load, item: Pick<Item, 'units' | 'exclusive' | 'interruptible'>): Load {
  return {
    used: load.used + item.units,
    usedInterruptible: load.usedInterruptible + (item.interruptible ? item.units : 0),
    exclusive: load.exclusive || item.exclusive,
  }
}

/** The share of its capacity that a desk uses; 1 for a desk that has none. */
export const loadRatio = (load: Load, capacity: number): number => (capacity > 0 ? load.used / capacity : 1)

/** The floor once these offers are open: their items wait no longer and weigh on the desks. */
export function withOffers(floor: Floor, offers: readonly { itemId: string; agentId: string }[]): Floor {
  const items = new Map(floor.waiting.map((item) => [item.id, item]))
  const desks = new Map(floor.desks.map((desk) => [desk.agentId, desk]))
  for (const { itemId, agentId } of offers) {
    const [item, desk] = [items.get(itemId), desks.get(agentId)]
    if (!item || !desk) continue
    items.delete(itemId)
    desks.set(agentId, offered(desk, item, floor.now))
  }
  return { ...floor, waiting: [...items.values()], desks: [...desks.values()] }
}

const offered = (desk: Desk, item: Item, now: number): Desk => ({ ...desk, ...loaded(desk, item), idleSince: now })
