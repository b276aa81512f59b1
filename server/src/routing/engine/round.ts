import type { Prisma } from '@switchboard/prisma'
import type { Services } from '../../context.ts'
import type { Tx } from '../../platform/database.ts'
import { transact } from '../../platform/transaction.ts'
import { decide, type Decision, type Offer } from '../decide/decide.ts'
import type { Floor } from '../decide/floor.ts'
import { placeArrivals } from '../rules/place.ts'
import { beingAsked, readDesks } from './desks.ts'
import { endExpired } from './expired.ts'
import { readQueues } from './queues.ts'
import { readWaiting } from './waiting.ts'

/** Apart from the locks of migrations, data directories and leases. */
const lock = 7_246_412

/**
 * One look at the floor, and the offers that come of it. Rounds of all processes go one after the other, by a lock of the
 * database: a decision looks at the whole floor, so two at once would decide by the same desks and one would be for
 * nothing. What is written holds by row locks and indexes all the same, whoever else works on these conversations.
 * @returns when to look again though nothing happens, in ms since 1970; null: not before something does.
 */
export function runRound(services: Services): Promise<number | null> {
  return transact(services, async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(${lock})`
    const now = services.clock.now()
    await endExpired(tx, now)
    await placeArrivals(tx, now)
    const floor = await readFloor(tx, now)
    const next = await offerAll(tx, floor)
    return earliest(next, await nextExpiry(tx))
  })
}

/**
 * Makes the offers of a round. An agent is asked one thing at a time, so of what a decision gives them only the first is
 * offered; then it is decided again without them, for whatever that leaves to others.
 */
async function offerAll(tx: Tx, floor: Floor): Promise<number | null> {
  let rest = floor
  for (;;) {
    const { offers, next }: Decision = rest.waiting.length > 0 ? decide(rest) : nothing
    const first = offers.filter(({ agentId }, n) => offers.findIndex((one) => one.agentId === agentId) === n)
    if (first.length === 0) return next
    for (const offer of first) await makeOffer(tx, floor, offer)
    rest = without(rest, first)
  }
}

const nothing: Decision = { offers: [], next: null }

function without(floor: Floor, made: readonly Offer[]): Floor {
  const items = new Set(made.map(({ itemId }) => itemId))
  const asked = new Set(made.map(({ agentId }) => agentId))
  return {
    ...floor,
    waiting: floor.waiting.filter(({ id }) => !items.has(id)),
    desks: floor.desks.map((desk) => (asked.has(desk.agentId) ? { ...desk, ready: beingAsked } : desk)),
  }
}

/** The floor of all routed queues. */
export async function readFloor(tx: Tx, now: Date): Promise<Floor> {
  const queues = await readQueues(tx)
  const ids = queues.map(({ id }) => id)
  const waiting = ids.length > 0 ? await readWaiting(tx, ids, now) : []
  const served = [...new Set([...ids, ...queues.flatMap(({ steps }) => steps.flatMap(({ alsoQueues }) => alsoQueues))])]
  const desks = waiting.length > 0 ? await readDesks(tx, served) : []
  return { now: now.getTime(), queues, waiting, desks }
}

/** An offer of somebody who has no room any more, or of a conversation that is held, is none: the next round looks again. */
async function makeOffer(tx: Tx, { now, queues, waiting }: Floor, { itemId, agentId, trace }: Offer): Promise<void> {
  const queueId = waiting.find(({ id }) => id === itemId)?.queueId
  const seconds = queues.find(({ id }) => id === queueId)?.offerTimeoutSeconds ?? 30
  const why = trace as unknown as Prisma.InputJsonValue
  await tx.$queryRaw`
    SELECT make_offer(${itemId}::uuid, ${agentId}::uuid, ${new Date(now)}::timestamptz, ${seconds}::int, ${why}::jsonb)`
}

async function nextExpiry(tx: Tx): Promise<number | null> {
  const { _min } = await tx.offer.aggregate({ where: { state: 'open' }, _min: { expiresAt: true } })
  return _min.expiresAt?.getTime() ?? null
}

const earliest = (a: number | null, b: number | null) => (a === null ? b : b === null ? a : Math.min(a, b))
