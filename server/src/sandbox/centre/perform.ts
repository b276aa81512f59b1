import type { Beat } from './beats.ts'
import { type Crew, idOf, type Member, memberCalled } from './crew.ts'
import { agentAssigns, agentLabels, agentLooks, agentNotes, agentReplies } from './desk.ts'
import type { Random } from './random.ts'
import type { Script } from './scripts/script.ts'
import { customerGets, customerWrites, type Thread } from './thread.ts'

/** Who does what, in what words. */
export interface Scene {
  crew: Crew
  script: Script
  agent: Member
}

/** Lets customer and agent say their lines; looks, marks and the taking over happen in between. */
export function perform(thread: Thread, { crew, script, agent }: Scene, beats: Beat[]): void {
  let taken = false
  beats.forEach((beat, n) => {
    const before = beats[n - 1]?.at ?? beat.at
    const next = beats[n + 1]
    if (beat.by === 'customer') return customerWrites(thread, beat.at, beat.body, beat.picture)
    if (!taken) takeOver(thread, { crew, script, agent }, before, beat.at)
    taken = true
    agentLooks(thread, between(thread.random, before, beat.at), agent.id)
    if (beat.by === 'note') return agentNotes(thread, beat.at, agent.id, beat.body)
    agentReplies(thread, beat.at, agent.id, beat.body)
    if (next?.by === 'customer') customerGets(thread, between(thread.random, beat.at, next.at), true)
  })
}

/** Most take a conversation with its team; some just answer; now and then the supervisor hands it to a team first. */
function takeOver(thread: Thread, { crew, script, agent }: Scene, from: Date, to: Date): void {
  const { random, row } = thread
  const at = between(random, from, to)
  const team = idOf(crew.teams, script.team)
  const way = random.weighed([
    ['alone', 3],
    ['team', 5],
    ['handed', 1],
  ] as const)
  if (way === 'alone' || row.assigneeId) return
  if (way === 'handed') {
    const supervisor = memberCalled(crew, 'supervisor@demo.test')
    agentAssigns(thread, from, supervisor.id, { agentId: null, teamId: team })
  }
  agentAssigns(thread, at, agent.id, { agentId: agent.id, teamId: team })
}

/** Puts on what the script says; forgotten now and then, as in life. */
export function putLabels(thread: Thread, { crew, script, agent }: Scene, at: Date): void {
  const wanted = thread.random.chance(0.8) ? script.labels : []
  const vip = thread.client.customer.company !== null && !wanted.includes('VIP') ? ['VIP'] : []
  agentLabels(
    thread,
    at,
    agent.id,
    [...wanted, ...vip].map((name) => idOf(crew.labels, name)),
  )
}

/** A moment shortly before `to`, but not before `from`. */
export function between(random: Random, from: Date, to: Date): Date {
  const room = to.getTime() - from.getTime()
  return new Date(to.getTime() - Math.min(Math.floor(room * 0.8), random.whole(4000, 20_000)))
}
