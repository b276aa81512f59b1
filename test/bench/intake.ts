import { createReceive } from '../../server/src/intake/receive.ts'
import { systemClock } from '../../server/src/platform/clock.ts'
import { openDatabase } from '../../server/src/platform/database.ts'
import { newId } from '../../server/src/platform/ids.ts'
import { createMetrics } from '../../server/src/platform/metrics.ts'
import { localWake } from '../../server/src/platform/wake.ts'
import { bareIntake, body, concurrency, messagesEach } from './measure/bare-intake.ts'
import type { Bench } from './measure/bench.ts'
import { fill, type Filled } from './measure/fill.ts'
import { median } from './measure/numbers.ts'
import { compared } from './measure/result.ts'
import { inTurns, perSecond } from './measure/rounds.ts'

const conversations = 50_000
const callers = 128
const [rounds, seconds] = [5, 3]

/** Messages a second through the hub's intake in process, beside the bare SQL function. */
export const intake: Bench = {
  names: ['intake.single', 'intake.batched'],
  async run(place) {
    const url = await place.database()
    const filled = await fill(url, { conversations, messagesEach: 2, agents: 20 })
    const [bare, hub] = [bareIntake(url, filled), hubIntake(url, filled)]
    const found = await inTurns(rounds, {
      bare: () => bare.measure(seconds),
      single: () => hub.measure(concurrency, seconds),
      batched: () => hub.measure(callers, seconds),
    })
    await Promise.all([bare.end(), hub.end()])
    await place.drop(url)
    const reference = { name: `bare SQL function through pg, ${concurrency} at once`, value: median(found.bare) }
    const how = (workers: number) =>
      `in process, ${workers} callers who each wait for their answer, ${conversations} conversations in the tables, ` +
      `fsync and synchronous_commit on, a quarter of the messages by new customers; median of ${rounds} rounds of ${seconds} s in turns with the reference`
    const figure = (name: string, workers: number, values: number[], than: number) =>
      compared(
        {
          name,
          value: median(values),
          unit: 'messages/s',
          goal: { of: 'ratio', limit: 'at least', than },
          how: how(workers),
        },
        reference,
      )
    return [
      figure('intake.single', concurrency, found.single, 0.9),
      figure('intake.batched', callers, found.batched, 1.5),
    ]
  },
}

function hubIntake(url: string, { channelId, brandId }: Filled) {
  const db = openDatabase(url)
  const receive = createReceive({ db, wake: localWake(), clock: systemClock, metrics: createMetrics() })
  let round = 0
  const message = (visitor: string) => ({
    channelId,
    brandId,
    kind: 'chat',
    identity: { kind: 'visitor' as const, value: visitor, verified: false },
    externalId: newId(),
    body,
    reopenDays: 0,
  })
  return {
    measure(workers: number, forSeconds: number) {
      const begun = ++round
      return perSecond({ workers, seconds: forSeconds }, (worker, turn) =>
        receive(message(`hub-${begun}-${worker}-${Math.floor(turn / messagesEach)}`)),
      )
    },
    end: () => db.close(),
  }
}
