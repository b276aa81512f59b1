import pg from 'pg'
import type { Bench } from './measure/bench.ts'
import { fill } from './measure/fill.ts'
import { graphqlClient } from './measure/graphql-client.ts'
import { startBenchHub } from './measure/hub.ts'
import { handWritten, pages } from './measure/inbox-sql.ts'
import { percentile } from './measure/numbers.ts'
import { compared, type Result } from './measure/result.ts'
import { signInAll } from './measure/sign-in.ts'

const conversations = 1_000_000
const agents = 200
const [warmUp, turns] = [200, 1200]

/** The first thing an agent's screen asks, over a million conversations. */
export const inbox: Bench = {
  names: ['inbox.page.p99', 'inbox.counts.p99'],
  async run(place) {
    const url = await place.database()
    const filled = await fill(url, { conversations, messagesEach: 0, agents })
    place.say(`  made ${conversations} conversations in ${filled.seconds.toFixed(0)} s`)
    const cookies = await signInAll(url)
    const child = await startBenchHub(place, url)
    const ask = graphqlClient(child.address, 1)
    const database = new pg.Pool({ connectionString: url, max: 1 })
    const page = await alternate(
      (turn) => ask(headersOf(cookies, turn), 'InboxPage', variablesOf(turn)),
      (turn) => database.query(handWritten.page(pageOf(turn), agentOf(filled.agentIds, turn))),
    )
    const counts = await alternate(
      (turn) => ask(headersOf(cookies, turn), 'InboxCounts', {}),
      (turn) => database.query(handWritten.counts(agentOf(filled.agentIds, turn))),
    )
    await Promise.all([database.end(), child.end()])
    await place.drop(url)
    return [figure('inbox.page.p99', 'pages of 50', page), figure('inbox.counts.p99', 'counts', counts)]
  },
}

interface Times {
  api: number[]
  sql: number[]
}

/** Asks the hub and the database by turns, one question at a time; milliseconds of each. */
async function alternate(api: (turn: number) => Promise<unknown>, sql: (turn: number) => Promise<unknown>) {
  const times: Times = { api: [], sql: [] }
  for (let turn = -warmUp; turn < turns; turn++) {
    for (const [name, ask] of [['api', api] as const, ['sql', sql] as const]) {
      const began = performance.now()
      await ask(turn + warmUp)
      if (turn >= 0) times[name].push(performance.now() - began)
    }
  }
  return times
}

const pageOf = (turn: number) => pages[turn % pages.length] ?? 'ALL'
const variablesOf = (turn: number) => ({ view: pageOf(turn), order: 'NEWEST', first: 50 })
const agentOf = (ids: string[], turn: number) => ids[turn % ids.length] ?? ''
const headersOf = (all: Record<string, string>[], turn: number) => all[turn % all.length] ?? {}

function figure(name: string, what: string, { api, sql }: Times): Result {
  const p50 = (times: number[]) => `p50 ${percentile(times, 0.5).toFixed(1)} ms`
  return compared(
    {
      name,
      value: percentile(api, 0.99),
      unit: 'ms',
      goal: { of: 'value', limit: 'at most', than: 20 },
      how:
        `${turns} ${what} by ${agents} agents in turn, one at a time, through the GraphQL API over HTTP with the web app's ` +
        `operation (${p50(api)}), by turns with the same read as one hand-written query through pg (${p50(sql)}); ` +
        `${conversations} conversations, 3 % open`,
    },
    { name: 'hand-written SQL through pg, p99', value: percentile(sql, 0.99) },
  )
}
