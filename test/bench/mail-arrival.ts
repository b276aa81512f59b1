import type { MailWorld } from '../support/mail/world.ts'
import type { Bench } from './measure/bench.ts'
import { connectMailbox, untilFollowed } from './measure/carried.ts'
import { type Child, startChild } from './measure/children.ts'
import { fill } from './measure/fill.ts'
import { startBenchHub } from './measure/hub.ts'
import { startMailWorld } from './measure/mail-world.ts'
import { percentile } from './measure/numbers.ts'
import { operation } from './measure/operations.ts'
import type { Place } from './measure/place.ts'
import { compared, type Result } from './measure/result.ts'
import { steadyNow } from './measure/sent-at.ts'
import { signInAll } from './measure/sign-in.ts'

const [warmUp, mails, customers] = [20, 200, 50]

/** How long a mail takes from its server to an agent's screen, beside the server's own notice to a mail program. */
export const mailArrival: Bench = {
  names: ['mail.arrival.p50', 'mail.arrival.p99'],
  async run(place) {
    const { world, called } = await startMailWorld(place)
    return figures(await arrivals(place, world), called)
  },
}

interface Delays {
  notice: number[]
  screen: number[]
}

async function arrivals(place: Place, world: MailWorld): Promise<Delays> {
  const url = await place.database()
  await fill(url, { conversations: 50_000, messagesEach: 2, agents: 20 })
  const address = world.hubAddress()
  const channel = await connectMailbox(url, world, address)
  const [headers] = await signInAll(url)
  const hub = await startBenchHub(place, url, { ALLOW_PRIVATE_HOSTS: 'true' })
  await untilFollowed(url, channel)
  const watcher = await startChild(place, 'clients/mail-watcher.ts')
  const imap = { port: await world.imapPort(address), user: address, password: world.password }
  const { text: query, extensions } = operation('Changes')
  await watcher.ask('watch', { address: hub.address, headers, imap, payload: { query, extensions, variables: {} } })
  const delays = await posted(world, address, watcher)
  await Promise.all([watcher.end(), hub.end()])
  await place.drop(url)
  return delays
}

/** One mail after the other, so that each notice speaks of one mail; the time counts from the server's acceptance. */
async function posted(world: MailWorld, address: string, watcher: Child): Promise<Delays> {
  const accepted = new Map<number, number>()
  for (let number = 1; number <= warmUp + mails; number++) {
    await world.post(mailOf(number, address), senderOf(number), address)
    accepted.set(number, steadyNow())
    await untilHeard(watcher, number)
    // Not in step with anything that looks at even intervals.
    await new Promise((done) => setTimeout(done, 50 + Math.random() * 100))
  }
  const heard = await watcher.ask<Record<keyof Delays, [number, number][]>>('all')
  const since = (all: [number, number][]) =>
    all.filter(([number]) => number > warmUp).map(([number, at]) => Math.max(at - (accepted.get(number) ?? at), 0))
  return { notice: since(heard.notice), screen: since(heard.screen) }
}

async function untilHeard(watcher: Child, number: number) {
  const until = performance.now() + 60_000
  while (!(await watcher.ask<boolean>('heard', number))) {
    if (performance.now() > until) throw new Error(`mail ${number} did not reach the agent within a minute`)
    await new Promise((done) => setTimeout(done, 10))
  }
}

const senderOf = (number: number) => `customer${number % customers}@customer.test`

const mailOf = (number: number, to: string) =>
  Buffer.from(
    `From: Customer <${senderOf(number)}>\r\nTo: ${to}\r\nSubject: A question\r\nDate: ${new Date().toUTCString()}\r\n` +
      `Message-ID: <${crypto.randomUUID()}@customer.test>\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n` +
      `This is mail number ${number}. Where is my order?\r\n`,
  )

function figures({ notice, screen }: Delays, called: string): Result[] {
  const how =
    `from the server's word that it has the mail to the frame on an agent's graphql-ws socket; ${mails} mails one after the ` +
    `other by ${customers} customers, 50000 conversations in the tables; the reference is the EXISTS that a bare IDLE ` +
    `connection to the same folder of ${called} got of the same mails`
  const figure = (name: string, p: number, goal: Result['goal']) =>
    compared(
      { name, value: percentile(screen, p), unit: 'ms', goal, how },
      { name: `IDLE notice, p${p * 100}`, value: percentile(notice, p) },
    )
  return [
    figure('mail.arrival.p50', 0.5, { of: 'ratio', limit: 'at most', than: 2 }),
    figure('mail.arrival.p99', 0.99, { of: 'value', limit: 'at most', than: 2000 }),
  ]
}
