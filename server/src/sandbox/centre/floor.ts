import { type Beat, beatsOf } from './beats.ts'
import { idOf, type Member, memberCalled } from './crew.ts'
import { agentAssigns, agentLooks, agentMoves, agentPrioritises } from './desk.ts'
import type { Stage } from './history.ts'
import { type Client, fits } from './people/clients.ts'
import { perform } from './perform.ts'
import { allScripts } from './scripts/index.ts'
import type { Script } from './scripts/script.ts'
import { beginThread, customerGets, type Thread } from './thread.ts'
import { type Going, today } from './today.ts'

const second = 1000
const hour = 3600 * second

/** Tells what goes on at the moment `now`. */
export function tellToday(stage: Stage, now: Date): void {
  const scenes = today.map((going) => scene(stage, going, now))
  // In the order in which they began, as conversations are numbered.
  for (const each of scenes.sort((a, b) => start(a).getTime() - start(b).getTime())) tell(stage, each, now)
}

interface Scene {
  going: Going
  script: Script
  agent: Member
  client: Client
  beats: Beat[]
}

const start = ({ beats }: Scene) => beats[0]?.at ?? new Date(0)

function scene({ random, crew, clients }: Stage, going: Going, now: Date): Scene {
  const script = allScripts.find(({ name }) => name === going.script)
  if (!script) throw new Error(`there is no script called ${going.script}`)
  const agent = memberCalled(crew, `${going.agent ?? 'agent'}@demo.test`)
  const free = clients.filter((client) => isFree(client, now) && fits(script, client.customer))
  const known = free.filter(({ customer }) => customer.name !== null)
  const client = random.pick(known.length > 0 ? known : free)
  client.freeFrom = new Date(now.getTime() + 1)
  const beats = beatsOf(random, { script, client, agent }, now, undefined, going.lines)
  const shift = (beats.at(-1)?.at ?? now).getTime() - (now.getTime() - going.ago * second)
  return {
    going,
    script,
    agent,
    client,
    beats: beats.map((beat) => ({ ...beat, at: new Date(beat.at.getTime() - shift) })),
  }
}

/** Free since long before anything of today began. */
const isFree = (client: Client, now: Date) => client.freeFrom.getTime() < now.getTime() - 40 * hour

function tell(stage: Stage, { going, script, agent, client, beats }: Scene, now: Date): void {
  const { story, random, crew } = stage
  const thread = beginThread(story, random, client, script.topic, beats[0]?.at ?? now)
  perform(thread, { crew, script, agent }, beats)
  // Everything after the last line is over before `now`.
  const after = (share: number) =>
    new Date(now.getTime() - going.ago * second * (1 - Math.min(share, (30 * share) / going.ago)))
  const { row } = thread
  if (row.lastMessageKind === 'outbound') customerGets(thread, after(0.2), random.chance(0.8))
  if (!going.unread && going.agent) agentLooks(thread, after(0.3), agent.id)
  const supervisor = memberCalled(crew, 'supervisor@demo.test').id
  if (going.team) agentAssigns(thread, after(0.4), supervisor, { agentId: null, teamId: idOf(crew.teams, script.team) })
  if (going.priority) agentPrioritises(thread, after(0.5), going.agent ? agent.id : supervisor, going.priority)
  putAside(thread, going, agent, after(0.7), now)
}

function putAside(thread: Thread, { aside }: Going, agent: Member, at: Date, now: Date): void {
  if (aside === 'pending') agentMoves(thread, at, agent.id, 'pending')
  else if (aside !== undefined) agentMoves(thread, at, agent.id, 'snoozed', new Date(now.getTime() + aside * hour))
}
