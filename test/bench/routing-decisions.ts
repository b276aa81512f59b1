import { decide } from '../../server/src/routing/decide/decide.ts'
import type { Floor } from '../../server/src/routing/decide/floor.ts'
import { decidePlainly } from '../support/routing/plain-decide.ts'
import type { Bench } from './measure/bench.ts'
import { busyFloor, floorOf } from './measure/floor.ts'
import { median } from './measure/numbers.ts'
import { compared } from './measure/result.ts'
import { inTurns } from './measure/rounds.ts'

const size = { desks: 1000, waiting: 10_000, queues: 20 }
const [rounds, seconds] = [5, 1]

/** Offers decided a second, beside each waiting item asking every desk. */
export const routingDecisions: Bench = {
  names: ['routing.decisions', 'routing.round.busy'],
  async run() {
    const [open, busy] = [floorOf(size), busyFloor(floorOf(size), 5)]
    mustAgree(open)
    mustAgree(busy)
    const found = await inTurns(rounds, {
      decided: async () => decide(open).offers.length / secondsOf(() => decide(open)),
      plain: async () => decidePlainly(open).length / secondsOf(() => decidePlainly(open)),
      busy: async () => 1000 * secondsOf(() => decide(busy)),
      plainBusy: async () => 1000 * secondsOf(() => decidePlainly(busy)),
    })
    const offers = decide(open).offers.length
    const floor = `${size.desks} desks of three queues each, ${size.waiting} waiting in ${size.queues} queues with four channels, brands, skills and rings`
    const how = `medians of ${rounds} rounds of ${seconds} s in turns with the reference, which gives the same offers`
    return [
      compared(
        {
          name: 'routing.decisions',
          value: median(found.decided),
          unit: 'offers/s',
          goal: { of: 'ratio', limit: 'at least', than: 10 },
          how: `${floor}; all desks empty, ${offers} offers a round, traces included; ${how}`,
        },
        { name: 'each item asks every desk', value: median(found.plain) },
      ),
      compared(
        {
          name: 'routing.round.busy',
          value: median(found.busy),
          unit: 'ms',
          goal: { of: 'value', limit: 'at most', than: 10 },
          how: `${floor}; all desks full but five: one round from nothing, as after an agent became free; ${how}`,
        },
        { name: 'each item asks every desk', value: median(found.plainBusy) },
      ),
    ]
  },
}

/** What is compared must be the same work. */
function mustAgree(floor: Floor) {
  const pairs = decide(floor).offers.map(({ itemId, agentId }) => `${itemId} ${agentId}`)
  const plain = decidePlainly(floor).map(({ itemId, agentId }) => `${itemId} ${agentId}`)
  if (pairs.join() !== plain.join()) throw new Error('the two decisions differ')
}

/** Seconds that one turn takes, over turns of `seconds`. */
function secondsOf(work: () => unknown): number {
  const began = performance.now()
  let turns = 0
  do {
    work()
    turns++
  } while (performance.now() - began < seconds * 1000)
  return (performance.now() - began) / 1000 / turns
}
