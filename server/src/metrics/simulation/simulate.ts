import { decide } from '../../routing/decide/decide.ts'
import type { Item } from '../../routing/decide/floor.ts'
import type { Arrival, Day } from './day.ts'
import { SimDesk } from './desks.ts'
import { type AgentFigures, type QueueFigures, QueueTally } from './figures.ts'
import { Timeline } from './timeline.ts'

/** What came of a simulated day. */
export interface DayFigures {
  queues: QueueFigures[]
  agents: AgentFigures[]
}

type Event =
  | { kind: 'ready'; desk: SimDesk; ready: boolean }
  | { kind: 'answered'; item: Arrival; desk: SimDesk }
  | { kind: 'done'; item: Arrival; desk: SimDesk }
  | { kind: 'leaves'; item: Arrival }
  | { kind: 'look' }

/** More of one queue are not looked at in one round, as in the real one. */
const most = 100

/**
 * Lets a day pass in virtual time: contacts come, the router's own decisions (routing/decide) give them to agents, who
 * accept, work and are free again; who waits longer than their patience leaves. Whoever still waits when the last agent
 * has gone goes on waiting. The same day gives the same figures.
 */
export function simulate(day: Day): DayFigures {
  return new Simulation(day).run()
}

class Simulation {
  private readonly day: Day
  private readonly timeline = new Timeline<Event>()
  private readonly desks = new Map<string, SimDesk>()
  /** By queue, whoever its widest ring takes in: others are not looked at for it. */
  private readonly served: Map<string, SimDesk[]>
  private readonly tallies: Map<string, QueueTally>
  /** By queue, in the order they came. */
  private readonly lines: Map<string, Map<string, { item: Item; arrival: Arrival }>>
  /** Being asked about: the agent's answer is under way. */
  private readonly asked = new Map<string, SimDesk>()
  private now = 0
  private lookAt = Infinity

  constructor(day: Day) {
    this.day = day
    this.tallies = new Map(day.queues.map((queue) => [queue.id, new QueueTally(queue)]))
    this.lines = new Map(day.queues.map(({ id }) => [id, new Map()]))
    this.now = Math.min(day.arrivals[0]?.at ?? Infinity, ...day.agents.flatMap(({ ready }) => ready[0]?.from ?? []))
    for (const agent of day.agents) {
      const desk = new SimDesk(agent, this.now)
      this.desks.set(agent.agentId, desk)
      for (const { from, to } of agent.ready) {
        this.timeline.add(from, { kind: 'ready', desk, ready: true })
        this.timeline.add(to, { kind: 'ready', desk, ready: false })
      }
    }
    const all = [...this.desks.values()]
    this.served = new Map(
      day.queues.map(({ id, steps }) => {
        const ids = [id, ...steps.flatMap(({ alsoQueues }) => alsoQueues)]
        return [id, all.filter(({ agent }) => ids.some((one) => agent.members.has(one)))]
      }),
    )
  }

  run(): DayFigures {
    const { arrivals } = this.day
    let next = 0
    for (;;) {
      const coming = arrivals[next]
      const at = Math.min(coming?.at ?? Infinity, this.timeline.next)
      if (at === Infinity) break
      this.now = at
      // Everything of this moment, then one round.
      while (arrivals[next]?.at === at) this.arrives(arrivals[next++] as Arrival)
      while (this.timeline.next === at) this.happens(this.timeline.take()?.event as Event)
      this.round()
    }
    return {
      queues: [...this.tallies.values()].map((tally) => tally.figures()),
      agents: [...this.desks.values()].map((desk) => desk.until(this.now)),
    }
  }

  private arrives(arrival: Arrival) {
    const { at, patienceSeconds, handleSeconds: _, ...rest } = arrival
    const line = this.lines.get(arrival.queueId)
    if (!line) return
    line.set(arrival.id, { item: { ...rest, enteredAt: at, refusedBy: [] }, arrival })
    this.tallies.get(arrival.queueId)?.came()
    if (patienceSeconds !== null) this.timeline.add(at + patienceSeconds * 1000, { kind: 'leaves', item: arrival })
  }

  private happens(event: Event) {
    switch (event.kind) {
      case 'ready':
        return event.desk.setReady(event.ready, this.now)
      case 'answered':
        return this.answered(event.item, event.desk)
      case 'done':
        return event.desk.laysDown(event.item, this.now, true)
      case 'leaves':
        return this.leaves(event.item)
      case 'look':
        return undefined
    }
  }

  private answered(item: Arrival, desk: SimDesk) {
    // It may have left while the agent was being asked.
    if (!this.asked.delete(item.id)) return
    this.tallies.get(item.queueId)?.answered(item, this.now)
    this.timeline.add(this.now + item.handleSeconds * 1000, { kind: 'done', item, desk })
  }

  private leaves(item: Arrival) {
    const desk = this.asked.get(item.id)
    const waits = this.lines.get(item.queueId)?.delete(item.id) === true
    if (!desk && !waits) return
    this.asked.delete(item.id)
    desk?.laysDown(item, this.now, false)
    this.tallies.get(item.queueId)?.left(item, this.now)
  }

  private round() {
    if (this.lookAt <= this.now) this.lookAt = Infinity
    const waiting: Item[] = []
    const near = new Set<SimDesk>()
    for (const [queueId, line] of this.lines) {
      if (line.size === 0) continue
      const open = this.served.get(queueId)?.filter((desk) => desk.open) ?? []
      // Nobody could take anything of it, and what is kept for somebody would only wait too.
      if (open.length === 0) continue
      open.forEach((desk) => near.add(desk))
      for (const { item } of line.values().take(most)) waiting.push(item)
    }
    if (waiting.length === 0) return
    for (const { lastAgentId } of waiting) {
      const last = lastAgentId === null ? undefined : this.desks.get(lastAgentId)
      if (last?.ready) near.add(last)
    }
    const desks = [...near].map((desk) => desk.desk())
    const { offers, next } = decide({ now: this.now, queues: this.day.queues, waiting, desks })
    for (const { itemId, agentId } of offers) this.offer(itemId, agentId)
    if (next !== null && next < this.lookAt) {
      this.lookAt = next
      this.timeline.add(next, { kind: 'look' })
    }
  }

  private offer(itemId: string, agentId: string) {
    const desk = this.desks.get(agentId)
    const line = [...this.lines.values()].find((one) => one.has(itemId))
    const arrival = line?.get(itemId)?.arrival
    if (!desk || !arrival) return
    line?.delete(itemId)
    desk.takes(arrival, this.now)
    this.asked.set(itemId, desk)
    this.timeline.add(this.now + this.day.answerSeconds * 1000, { kind: 'answered', item: arrival, desk })
  }
}
