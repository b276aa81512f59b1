import fc from 'fast-check'
import type { Desk, Floor, Item, Queue } from '../../../server/src/routing/decide/floor.ts'

/** The moment of all random floors. */
export const now = 1_800_000_000_000

const queueIds = ['q1', 'q2', 'q3', 'q4']
const agentIds = ['a1', 'a2', 'a3', 'a4', 'a5', 'a6']
const skillIds = ['french', 'billing']
const brandIds = ['north', 'south']

/** How each kind of conversation weighs. */
export const weights = {
  voice: { channelKind: 'voice', units: 100, exclusive: true, interrupts: true, interruptible: false },
  chat: { channelKind: 'chat', units: 25, exclusive: false, interrupts: false, interruptible: false },
  sms: { channelKind: 'sms', units: 15, exclusive: false, interrupts: false, interruptible: false },
  email: { channelKind: 'email', units: 10, exclusive: false, interrupts: false, interruptible: true },
} as const

const few = <T>(values: readonly T[], maxLength = 2) => fc.uniqueArray(fc.constantFrom(...values), { maxLength })
/** Null three times out of four. */
const rarely = <T>(value: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: value })
const proficiency = fc.integer({ min: 1, max: 5 })

const step = fc.record({
  afterSeconds: fc.integer({ min: 0, max: 120 }),
  minProficiency: proficiency,
  alsoQueues: few(queueIds),
})

const queue = (id: string): fc.Arbitrary<Queue> =>
  fc.record({
    id: fc.constant(id),
    name: fc.constant(id),
    priorityClass: fc.integer({ min: 1, max: 4 }),
    ageingSeconds: fc.option(fc.integer({ min: 1, max: 90 })),
    minProficiency: fc.constantFrom(1, 1, 2, 3),
    steps: fc.array(step, { maxLength: 3 }),
    offerTimeoutSeconds: fc.constant(20),
    stickySeconds: fc.constantFrom(0, 30, 90),
    declineSeconds: fc.constant(60),
  })

const refused = fc.record({ agentId: fc.constantFrom(...agentIds), until: ago(-60, 60) })

const item = (id: string): fc.Arbitrary<Item> =>
  fc
    .record({
      id: fc.constant(id),
      queueId: fc.constantFrom(...queueIds),
      brandId: fc.constantFrom('north', ...brandIds),
      enteredAt: ago(0, 150),
      boostSeconds: fc.constantFrom(0, 0, 0, 45),
      weight: fc.constantFrom(...Object.values(weights)),
      skills: rarely(fc.record({ id: fc.constantFrom(...skillIds), level: proficiency })).map((one) =>
        one ? [one] : [],
      ),
      lastAgentId: fc.option(fc.constantFrom(...agentIds), { freq: 2 }),
      refusedBy: fc.array(refused, { maxLength: 2 }),
    })
    .map(({ weight, ...rest }) => ({ ...rest, ...weight }))

const held = fc.array(fc.constantFrom(weights.chat, weights.email, weights.sms), { maxLength: 4 })

const desk = (agentId: string): fc.Arbitrary<Desk> =>
  fc
    .record({
      agentId: fc.constant(agentId),
      name: fc.constant(agentId),
      ready: fc.constantFrom<true | string>(true, true, true, true, 'break', 'wrap_up', 'offline'),
      channelsOff: few(['voice', 'chat', 'email']).map((kinds) => new Set(kinds.slice(1))),
      capacity: fc.constantFrom(100, 100, 60, 0),
      held: fc.oneof({ weight: 1, arbitrary: fc.constant(null) }, { weight: 4, arbitrary: held }),
      idleSince: ago(0, 4),
      members: fc
        .dictionary(fc.constantFrom(...queueIds), proficiency, { minKeys: 2 })
        .map((all) => new Map(Object.entries(all))),
      skills: fc.dictionary(fc.constantFrom(...skillIds), proficiency).map((all) => new Map(Object.entries(all))),
      brands: rarely(few(brandIds).map((ids) => new Set(ids))),
    })
    .map(({ held, ...rest }) => ({ ...rest, ...loadOf(held, rest.capacity) }))

/** Null stands for a call. What does not fit was not given to the desk. */
function loadOf(held: (typeof weights)[keyof typeof weights][] | null, capacity: number) {
  if (held === null) return { used: Math.min(100, capacity), usedInterruptible: 0, exclusive: true }
  const load = { used: 0, usedInterruptible: 0, exclusive: false }
  for (const { units, interruptible } of held) {
    if (load.used + units > capacity) continue
    load.used += units
    if (interruptible) load.usedInterruptible += units
  }
  return load
}

/** A moment between `from` and `to` seconds ago. */
function ago(from: number, to: number): fc.Arbitrary<number> {
  return fc.integer({ min: from, max: to }).map((seconds) => now - seconds * 1000)
}

/** Floors with all that the rules speak of, small enough that everything meets everything. */
export const floors: fc.Arbitrary<Floor> = fc.record({
  now: fc.constant(now),
  queues: fc.tuple(...queueIds.map(queue)),
  waiting: fc
    .integer({ min: 0, max: 14 })
    .chain((many) => fc.tuple(...Array.from({ length: many }, (_, i) => item(`i${i}`)))),
  desks: fc.integer({ min: 0, max: 6 }).chain((many) => fc.tuple(...agentIds.slice(0, many).map(desk))),
})
