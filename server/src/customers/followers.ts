import type { Customer, CustomerNews } from '../channels/channel.ts'
import { keyOf } from './standing.ts'

/** One device that listens. */
export interface Follower {
  customer: Customer
  contactId: string | null
  identityId: string | null
  /** The last position it was told of. */
  last: bigint
  /** Replay is over. */
  live: boolean
  /** Something happened while replaying: read once more before going live. */
  stale: boolean
  deliver(news: CustomerNews): void | Promise<void>
}

/** The devices that listen, found by contact, and by identity those whose person has not written yet. */
export function createFollowers() {
  const all = new Set<Follower>()
  const byContact = new Map<string, Set<Follower>>()
  const newcomers = new Map<string, Set<Follower>>()
  const placeOf = ({ contactId, customer }: Follower) =>
    contactId === null ? ([newcomers, keyOf(customer)] as const) : ([byContact, contactId] as const)

  function putIn(follower: Follower) {
    const [map, key] = placeOf(follower)
    map.set(key, (map.get(key) ?? new Set<Follower>()).add(follower))
  }

  function takeOut(follower: Follower) {
    const [map, key] = placeOf(follower)
    map.get(key)?.delete(follower)
    if (map.get(key)?.size === 0) map.delete(key)
  }

  return {
    all: all as ReadonlySet<Follower>,
    byContact: byContact as ReadonlyMap<string, ReadonlySet<Follower>>,
    newcomers: newcomers as ReadonlyMap<string, ReadonlySet<Follower>>,
    has: (follower: Follower) => all.has(follower),
    add(follower: Follower) {
      all.add(follower)
      putIn(follower)
    },
    /** The person behind the device turned out to be this contact. */
    meet(follower: Follower, contactId: string, identityId: string | null) {
      takeOut(follower)
      follower.contactId = contactId
      follower.identityId = identityId
      putIn(follower)
    },
    /** False when it had left before. */
    remove(follower: Follower): boolean {
      const was = all.delete(follower)
      if (was) takeOut(follower)
      return was
    },
  }
}
