import { beatsOf } from './beats.ts'
import { type Crew, whoTakes } from './crew.ts'
import { agentMoves } from './desk.ts'
import { type Client, fits } from './people/clients.ts'
import { mostEager } from './people/customers.ts'
import { between, perform, putLabels, type Scene } from './perform.ts'
import type { Random } from './random.ts'
import { ratingOf } from './ratings.ts'
import { arrivals, whenOpen } from './rhythm.ts'
import { repertoire } from './scripts/index.ts'
import type { Script } from './scripts/script.ts'
import type { Story } from './story.ts'
import { beginThread, customerEnds, customerGets, customerRates, type Thread } from './thread.ts'

const minute = 60_000
const day = 24 * 60 * minute
/** Pictures are told of the last days only: nobody scrolls back to older ones, and every one is a file. */
const pictured = 9 * day

/** What is told, with which chance, by whom, for whom. */
export interface Stage {
  story: Story
  random: Random
  crew: Crew
  clients: Client[]
  /** Days after closing within which a customer's message opens the conversation again. */
  reopenDays: number
}

/** Tells some `count` conversations over the `length` days before `end`, all of them closed by then. */
export function tellHistory(stage: Stage, count: number, end: Date, length: number): void {
  for (const start of arrivals(stage.random, count, end, length)) tellOne(stage, start, end)
}

function tellOne(stage: Stage, start: Date, end: Date): void {
  const { story, random, crew } = stage
  const client = whoWrites(stage, start)
  if (!client) return
  const script = scriptFor(random, client, end.getTime() - start.getTime() < pictured)
  const agent = whoTakes(random, crew, script)
  const beats = beatsOf(random, { script, client, agent }, start, (at) => whenOpen(random, at))
  const last = beats.at(-1)
  const closing = whenOpen(random, new Date((last?.at ?? start).getTime() + random.around(3 * minute)))
  // What would not be over by then is not begun.
  if (closing.getTime() + 30 * minute > end.getTime()) return
  const thread = beginThread(story, random, client, script.topic, start)
  const scene = { crew, script, agent }
  perform(thread, scene, beats)
  if (last?.by !== 'customer') customerGets(thread, between(random, last?.at ?? start, closing), random.chance(0.85))
  conclude(thread, scene, closing)
  client.freeFrom = new Date(closing.getTime() + stage.reopenDays * day)
}

/** Labels, the end, and the customer's opinion. */
function conclude(thread: Thread, scene: Scene, at: Date): void {
  const { random } = thread
  const before = between(random, thread.row.lastMessageAt, at)
  putLabels(thread, scene, before)
  if (thread.row.lastMessageKind === 'outbound' && random.chance(0.3))
    agentMoves(thread, before, scene.agent.id, 'pending')
  if (random.chance(0.16)) customerEnds(thread, at)
  else agentMoves(thread, at, scene.agent.id, 'closed')
  if (!random.chance(0.42)) return
  const { score, comment } = ratingOf(random, scene.script.mood, scene.script.language)
  customerRates(thread, new Date(at.getTime() + Math.round(random.around(40_000))), score, comment)
}

/** Somebody who has no conversation that would go on instead, the eager more often; null when none was found. */
function whoWrites({ random, clients }: Stage, at: Date): Client | null {
  for (let tries = 0; tries < 500; tries++) {
    const client = random.pick(clients)
    if (client.freeFrom <= at && random.chance(client.customer.share / mostEager)) return client
  }
  return null
}

/** A script in the customer's language for where they write; companies mostly have matters of their own. */
function scriptFor(random: Random, { customer }: Client, mayShow: boolean): Script {
  const vip = customer.company !== null && customer.language === 'en' && customer.place === 'shop' && random.chance(0.6)
  const kinds = repertoire.flatMap(([scripts, weight]) => {
    const fitting = scripts.filter(
      (script) =>
        fits(script, customer) &&
        script.labels.includes('VIP') === vip &&
        (mayShow || script.lines.every(({ picture }) => picture === null)),
    )
    return fitting.length > 0 ? [[fitting, weight] as const] : []
  })
  return random.pick(random.weighed(kinds))
}
