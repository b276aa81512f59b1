import type { Desk, Load } from '../../routing/decide/floor.ts'
import { loaded } from '../../routing/decide/load.ts'
import type { Arrival, SimAgent } from './day.ts'
import type { AgentFigures } from './figures.ts'

const empty: Load = { used: 0, usedInterruptible: 0, exclusive: false }

/** An agent in the course of a simulated day. */
export class SimDesk {
  readonly agent: SimAgent
  ready = false
  private readonly held = new Map<string, Arrival>()
  private load: Load = empty
  private idleSince: number
  private since: number
  private readonly figures: AgentFigures

  constructor(agent: SimAgent, begin: number) {
    this.agent = agent
    this.idleSince = begin
    this.since = begin
    this.figures = { agentId: agent.agentId, handled: 0, readySeconds: 0, workSeconds: 0, loadSeconds: 0 }
  }

  /** Whether something could be added at all: a full desk is not looked at. */
  get open(): boolean {
    return this.ready && !this.load.exclusive && (this.load.used < this.agent.capacity || this.onlyInterruptible)
  }

  private get onlyInterruptible() {
    return this.load.used === this.load.usedInterruptible
  }

  takes(item: Arrival, now: number): void {
    this.pass(now)
    this.held.set(item.id, item)
    this.load = loaded(this.load, item)
    this.idleSince = now
    this.figures.handled++
  }

  /** The agent is done with it, or it left while they were being asked. */
  laysDown(item: Arrival, now: number, handled: boolean): void {
    this.pass(now)
    this.held.delete(item.id)
    this.load = [...this.held.values()].reduce(loaded, empty)
    this.idleSince = now
    if (!handled) this.figures.handled--
  }

  setReady(ready: boolean, now: number): void {
    this.pass(now)
    this.ready = ready
    this.idleSince = now
  }

  /** The figures until `now`. */
  until(now: number): AgentFigures {
    this.pass(now)
    return this.figures
  }

  desk(): Desk {
    const { agentId, name, capacity, members, skills, brands } = this.agent
    return {
      agentId,
      name,
      capacity,
      members,
      skills,
      brands,
      ...this.load,
      ready: this.ready || 'offline',
      channelsOff: none,
      idleSince: this.idleSince,
    }
  }

  /** Counts the time since the last change. Work that outlasts the shift is work all the same. */
  private pass(now: number) {
    const seconds = (now - this.since) / 1000
    this.since = now
    const works = this.load.used > 0
    if (this.ready || works) this.figures.readySeconds += seconds
    if (works) this.figures.workSeconds += seconds
    if (this.agent.capacity > 0) this.figures.loadSeconds += (seconds * this.load.used) / this.agent.capacity
  }
}

const none: ReadonlySet<string> = new Set()
