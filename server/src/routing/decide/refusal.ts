import type { Desk, Item, Load, Moment } from './floor.ts'
import type { Kept } from './kept.ts'
import { fits } from './load.ts'
import { bestProficiency, membership, reachesAt, type Ring } from './rings.ts'

/** Why a desk does not get an item: the first reason in this order, with its figures. */
export type Refusal =
  /** Serves no queue of the ring; `joinsAt`: when a wider ring takes it in, null when none does. */
  | { code: 'ring'; joinsAt: Moment | null }
  | { code: 'proficiency'; has: number; needs: number; joinsAt: Moment | null }
  | { code: 'brand'; brandId: string }
  /** `has` is 0 without the skill. */
  | { code: 'skill'; skillId: string; has: number; needs: number }
  | { code: 'channel_off'; channelKind: string }
  | { code: 'state'; state: string }
  /** Holds an exclusive item, such as a call. */
  | { code: 'holds_exclusive' }
  /** The item wants an empty desk, and this one holds what it may not interrupt. */
  | { code: 'not_empty'; used: number; usedInterruptible: number }
  | { code: 'capacity'; used: number; units: number; capacity: number }
  | { code: 'refused'; until: Moment }
  | { code: 'kept'; agentId: string; until: Moment }

export type RefusalCode = Refusal['code']

/** What an item waits under: the rings of its queue, the one it reached, and for whom it is kept. */
export interface Waiting {
  item: Item
  rings: readonly Ring[]
  reached: number
  kept: Kept | null
  now: Moment
}

/** Why this desk does not get the item now; null when it may. */
export const refusal = (waiting: Waiting, desk: Desk): Refusal | null =>
  unsuited(waiting, desk) ??
  away(waiting.item, desk) ??
  noRoom(waiting.item, desk, desk.capacity) ??
  personal(waiting, desk)

/** What does not depend on the moment but for the ring: who serves this kind of item. */
export function unsuited({ item, rings, reached }: Omit<Waiting, 'kept' | 'now'>, desk: Desk): Refusal | null {
  const ring = rings[reached]
  if (!ring) return { code: 'ring', joinsAt: null }
  return membership(ring, desk) ? unserved(item, desk) : outside(item, rings, reached, desk)
}

/** A brand that the desk does not serve, or a skill that it lacks. */
export function unserved(item: Pick<Item, 'brandId' | 'skills'>, desk: Desk): Refusal | null {
  if (desk.brands && !desk.brands.has(item.brandId)) return { code: 'brand', brandId: item.brandId }
  for (const { id, level } of item.skills) {
    const has = desk.skills.get(id) ?? 0
    if (has < level) return { code: 'skill', skillId: id, has, needs: level }
  }
  return null
}

/** Switched off, or not at work. */
export function away(item: Pick<Item, 'channelKind'>, desk: Desk): Refusal | null {
  if (desk.channelsOff.has(item.channelKind)) return { code: 'channel_off', channelKind: item.channelKind }
  return desk.ready === true ? null : { code: 'state', state: desk.ready }
}

/** What the load refuses. */
export function noRoom(item: Item, load: Load, capacity: number): Refusal | null {
  const code = roomRefusal(item, load, capacity)
  const { used, usedInterruptible } = load
  if (code === 'not_empty') return { code, used, usedInterruptible }
  if (code === 'capacity') return { code, used, units: item.units, capacity }
  return code && { code }
}

/** The reason of `noRoom` without its figures. */
export function roomRefusal(
  item: Item,
  load: Load,
  capacity: number,
): 'holds_exclusive' | 'not_empty' | 'capacity' | null {
  if (fits(load, capacity, item)) return null
  if (load.exclusive) return 'holds_exclusive'
  return item.exclusive && item.units <= capacity ? 'not_empty' : 'capacity'
}

/** What stands between this item and this agent alone. */
export function personal({ item, kept, now }: Pick<Waiting, 'item' | 'kept' | 'now'>, desk: Desk): Refusal | null {
  for (const { agentId, until } of item.refusedBy) {
    if (agentId === desk.agentId && until > now) return { code: 'refused', until }
  }
  return kept && kept.agentId !== desk.agentId ? { code: 'kept', ...kept } : null
}

function outside(item: Item, rings: readonly Ring[], reached: number, desk: Desk): Refusal {
  const later = rings.slice(reached + 1).find((ring) => membership(ring, desk))
  const joinsAt = later ? reachesAt(later, item) : null
  const [ring] = rings.slice(reached)
  const has = ring ? bestProficiency(ring, desk) : null
  if (!ring || has === null) return { code: 'ring', joinsAt }
  return { code: 'proficiency', has, needs: ring.minProficiency, joinsAt }
}
