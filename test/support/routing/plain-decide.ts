import { waitsUnder } from '../../../server/src/routing/decide/explain.ts'
import type { Desk, Floor, Item } from '../../../server/src/routing/decide/floor.ts'
import { loaded, loadRatio } from '../../../server/src/routing/decide/load.ts'
import { byOrder, orderAt } from '../../../server/src/routing/decide/order.ts'
import { goesBefore, type Standing } from '../../../server/src/routing/decide/rank.ts'
import { refusal, type Waiting } from '../../../server/src/routing/decide/refusal.ts'
import { membership } from '../../../server/src/routing/decide/rings.ts'

/** The decision as it is defined and without any index: each item, in order, asks every desk. */
export function decidePlainly(floor: Floor): { itemId: string; agentId: string }[] {
  const desks = [...floor.desks]
  const offers: { itemId: string; agentId: string }[] = []
  for (const item of inOrder(floor)) {
    const waiting = waitsUnder(item, floor)
    const best = waiting && bestOf(waiting, desks)
    if (!best) continue
    offers.push({ itemId: item.id, agentId: best.agentId })
    const place = desks.findIndex(({ agentId }) => agentId === best.agentId)
    const desk = desks[place] as Desk
    desks[place] = { ...desk, ...loaded(desk, item), idleSince: floor.now }
  }
  return offers
}

function inOrder({ queues, waiting }: Floor): Item[] {
  const byId = new Map(queues.map((queue) => [queue.id, queue]))
  const known = waiting.flatMap((item) => {
    const queue = byId.get(item.queueId)
    return queue ? { id: item.id, orderAt: orderAt(queue, item), item } : []
  })
  return known.sort(byOrder).map(({ item }) => item)
}

function bestOf(waiting: Waiting, desks: readonly Desk[]): Standing | null {
  let best: Standing | null = null
  for (const desk of desks) {
    if (refusal(waiting, desk) !== null) continue
    const found = standing(waiting, desk)
    if (!best || goesBefore(found, best)) best = found
  }
  return best
}

function standing({ item, rings, reached }: Waiting, desk: Desk): Standing {
  const { agentId, idleSince } = desk
  const ring = rings[reached]
  const place = (ring && membership(ring, desk)) ?? { own: false, proficiency: 0 }
  return { agentId, lastAgent: agentId === item.lastAgentId, ...place, load: loadRatio(desk, desk.capacity), idleSince }
}
