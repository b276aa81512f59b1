import { bareIntake, concurrency, messagesEach } from './measure/bare-intake.ts'
import type { Bench } from './measure/bench.ts'
import { startChild } from './measure/children.ts'
import { fill } from './measure/fill.ts'
import { startBenchHub } from './measure/hub.ts'
import { median } from './measure/numbers.ts'
import { compared } from './measure/result.ts'
import { inTurns } from './measure/rounds.ts'

const conversations = 50_000
const connections = 64
const visitors = 5000
const [rounds, seconds] = [4, 3]

/** Messages a second through the chat's HTTP endpoint, beside the bare SQL function. */
export const intakeHttp: Bench = {
  names: ['intake.http'],
  async run(place) {
    const url = await place.database()
    const filled = await fill(url, { conversations, messagesEach: 2, agents: 20 })
    const hub = await startBenchHub(place, url)
    const clients = await startChild(place, 'clients/visitors.ts')
    await clients.ask('use', { address: hub.address, channelKey: filled.channelKey, connections })
    await clients.ask('begin', visitors)
    const bare = bareIntake(url, filled)
    const found = await inTurns(rounds, {
      bare: () => bare.measure(seconds),
      http: () => clients.ask<number>('flood', { workers: connections, seconds }),
    })
    await Promise.all([bare.end(), clients.end(), hub.end()])
    await place.drop(url)
    const how =
      `POST /chat/KEY/messages on ${connections} connections that are kept open, ${visitors} visitors with ${messagesEach} messages each in a row, ` +
      `limits on; hub, clients and PostgreSQL are processes of their own; ${conversations} conversations in the tables, fsync and ` +
      `synchronous_commit on; median of ${rounds} rounds of ${seconds} s in turns with the reference`
    const reference = { name: `bare SQL function through pg, ${concurrency} at once`, value: median(found.bare) }
    return [
      compared(
        {
          name: 'intake.http',
          value: median(found.http),
          unit: 'messages/s',
          goal: { of: 'ratio', limit: 'at least', than: 0.5 },
          how,
        },
        reference,
      ),
    ]
  },
}
