import pg from 'pg'
import type { Bench } from './measure/bench.ts'
import { fill } from './measure/fill.ts'
import { startBenchHub } from './measure/hub.ts'
import { percentile } from './measure/numbers.ts'
import type { Place } from './measure/place.ts'
import { compared } from './measure/result.ts'
import { millisecondsSince, sentNow } from './measure/sent-at.ts'
import { openScreen } from './measure/screen.ts'
import { signInAll } from './measure/sign-in.ts'
import { chatDoor } from './measure/visitors.ts'

const [agents, customers, each] = [200, 150, 10]

/** How long it takes from a customer's message to its offer on a free agent's screen. */
export const routingOffer: Bench = {
  names: ['routing.offer.p99'],
  async run(place) {
    const { offered, told } = await measured(place)
    const p50 = (delays: number[]) => `p50 ${percentile(delays, 0.5).toFixed(1)} ms`
    return [
      compared(
        {
          name: 'routing.offer.p99',
          value: percentile(offered, 0.99),
          unit: 'ms',
          goal: { of: 'value', limit: 'at most', than: 100 },
          how:
            `from the POST of a customer who is new to the offer on the screens, ${agents} agents free, ${each} customers/s, ` +
            `${offered.length} offers, ${p50(offered)}; the message itself on the same screens: ${p50(told)}`,
        },
        { name: 'the message on the same screens, p99', value: percentile(told, 0.99) },
      ),
    ]
  },
}

/** Milliseconds to each offer, and to each message, on one of the agents' sockets. */
async function measured(place: Place) {
  const url = await place.database()
  const filled = await fill(url, { conversations: 1000, messagesEach: 2, agents })
  await routed(url)
  const headers = await signInAll(url)
  const hub = await startBenchHub(place, url)
  const sockets = await Promise.all(headers.slice(0, agents).map((one) => openScreen(hub.address, one)))
  const [offered, told]: [number[], number[]] = [[], []]
  sockets[0]?.on('message', (frame: Buffer) => {
    const delay = millisecondsSince(frame)
    if (delay === null) return
    if (frame.includes('"OfferChanged"')) offered.push(delay)
    else if (frame.includes('"MessageAdded"')) told.push(delay)
  })
  const door = chatDoor(hub.address, filled.channelKey, 16)
  const visitors = await Promise.all(Array.from({ length: customers }, (_, n) => door.begin(n)))
  const sent = visitors.map(async (visitor, n) => {
    await later((n * 1000) / each)
    await door.send(visitor, sentNow('Hello?'))
  })
  await Promise.all(sent)
  for (let waited = 0; offered.length < customers && waited < 10_000; waited += 100) await later(100)
  if (offered.length < customers) throw new Error(`only ${offered.length} of ${customers} were offered`)
  for (const socket of sockets) socket.terminate()
  door.close()
  await hub.end()
  await place.drop(url)
  return { offered, told }
}

const later = (ms: number) => new Promise((done) => setTimeout(done, ms))

/** Nothing waits, everybody works the queue, and an offer stands longer than the bench takes. */
async function routed(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(`
    UPDATE conversations SET status = 'closed', closed_at = now(), waiting_since = NULL, snoozed_until = NULL
     WHERE status <> 'closed';
    UPDATE queues SET routed = true, everyone = true, offer_timeout_seconds = 600`)
  await client.end()
}
