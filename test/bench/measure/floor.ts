import type { Desk, Floor, Item, Queue } from '../../../server/src/routing/decide/floor.ts'
import { createRandom, type Random } from '../../../server/src/sandbox/centre/random.ts'
import { weights } from '../../support/routing/floors.ts'

const now = 1_800_000_000_000
const kinds = [weights.chat, weights.email, weights.sms, weights.voice] as const
const skills = ['french', 'billing', 'returns']

/** A large floor that comes out the same each time: empty desks, and a long line in each queue. */
export function floorOf(size: { desks: number; waiting: number; queues: number }): Floor {
  const random = createRandom(7)
  return {
    now,
    queues: Array.from({ length: size.queues }, (_, place) => queueAt(place, size.queues)),
    waiting: Array.from({ length: size.waiting }, (_, place) => itemAt(place, size, random)),
    desks: Array.from({ length: size.desks }, (_, place) => deskAt(place, size.queues, random)),
  }
}

/** The same floor with every desk full but so many. */
export const busyFloor = (floor: Floor, free: number): Floor => ({
  ...floor,
  desks: floor.desks.map((desk, place) => (place < free ? desk : { ...desk, used: 100 })),
})

const queueAt = (place: number, queues: number): Queue => ({
  id: `queue-${place}`,
  name: `Queue ${place}`,
  priorityClass: 1 + (place % 3),
  ageingSeconds: 120,
  minProficiency: 3,
  steps: [{ afterSeconds: 120, minProficiency: 1, alsoQueues: [`queue-${(place + 1) % queues}`] }],
  offerTimeoutSeconds: 20,
  stickySeconds: 20,
  declineSeconds: 60,
})

const itemAt = (place: number, size: { desks: number; waiting: number; queues: number }, random: Random): Item => ({
  id: `item-${place}`,
  queueId: `queue-${random.whole(0, size.queues - 1)}`,
  brandId: `brand-${random.whole(0, 2)}`,
  enteredAt: now - (size.waiting - place) * 60,
  boostSeconds: random.chance(0.05) ? 120 : 0,
  ...random.pick(kinds),
  skills: random.chance(0.2) ? [{ id: random.pick(skills), level: 3 }] : [],
  lastAgentId: random.chance(0.1) ? `agent-${random.whole(0, size.desks - 1)}` : null,
  refusedBy: random.chance(0.05) ? [{ agentId: `agent-${random.whole(0, size.desks - 1)}`, until: now + 30_000 }] : [],
})

const deskAt = (place: number, queues: number, random: Random): Desk => ({
  agentId: `agent-${place}`,
  name: `Agent ${place}`,
  ready: true,
  channelsOff: new Set(random.chance(0.1) ? ['voice'] : []),
  capacity: 100,
  used: 0,
  usedInterruptible: 0,
  exclusive: false,
  idleSince: now - random.whole(0, 600_000),
  members: new Map([0, 7, 13].map((step) => [`queue-${(place + step) % queues}`, random.whole(1, 5)])),
  skills: new Map(skills.filter(() => random.chance(0.3)).map((id) => [id, random.whole(2, 5)])),
  brands: random.chance(0.8) ? null : new Set(['brand-0']),
})
