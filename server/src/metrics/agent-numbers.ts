import type { PresenceState } from '@switchboard/prisma'
import { agents } from '../agents/queries.ts'
import type { Context } from '../context.ts'
import type { AgentRow } from '../graphql/rows.ts'
import type { Database } from '../platform/database.ts'
import { type Period, periodOf } from '../platform/period.ts'
import { signedIn } from '../viewer.ts'
import { mayWatch } from './policy.ts'
import { recently } from './recent.ts'

/** What an agent did in a period, counted; times in s. Ratios are made of these, and never kept or averaged. */
export interface AgentCounters {
  /** Conversations they closed, or gave to somebody else. */
  handled: number
  transferred: number
  /** Given back to a queue, by them or because they were gone. */
  released: number
  /** How long they had those that ended within the period, all together, wrap-up not counted. */
  talkSeconds: number
  /** Within the period, with at least one conversation, and the same counted for each of them. */
  withWorkSeconds: number
  concurrentSeconds: number
  offered: number
  accepted: number
  declined: number
  notResponding: number
}

/** Time in one state. */
export interface StateTime {
  state: PresenceState
  reasonId: string
  paid: boolean
  seconds: number
}

/** An agent with their figures. */
export interface AgentNumbers {
  agent: AgentRow
  counters: AgentCounters
  states: StateTime[]
}

type CountedRow = AgentCounters & { agentId: string }
type StateRow = StateTime & { agentId: string }
interface Found {
  counters: Map<string, CountedRow>
  states: Map<string, StateRow[]>
}

const none: AgentCounters = {
  handled: 0,
  transferred: 0,
  released: 0,
  talkSeconds: 0,
  withWorkSeconds: 0,
  concurrentSeconds: 0,
  offered: 0,
  accepted: 0,
  declined: 0,
  notResponding: 0,
}

/**
 * What agents did in a period, by their names: everybody for those who may watch, else the viewer alone.
 * @throws UnauthenticatedError; InvalidInputError for a period that is none, or too long.
 */
export async function agentNumbers(ctx: Context, asked: { from: string | Date; to: string | Date }) {
  const viewer = signedIn(ctx.viewer)
  const period = periodOf(asked)
  const [people, { counters, states }] = await Promise.all([agents(ctx, false), read(ctx.db, period)])
  const seen = mayWatch(viewer) ? people : people.filter(({ id }) => id === viewer.agentId)
  return seen.map((agent): AgentNumbers => ({
    agent,
    counters: counters.get(agent.id) ?? none,
    states: states.get(agent.id) ?? [],
  }))
}

function read(db: Database, { from, to }: Period): Promise<Found> {
  return recently(db, `agents ${from.toISOString()} ${to.toISOString()}`, async () => {
    const values = [from, to]
    const [counted, timed] = await Promise.all([
      db.pool.query<CountedRow>({ name: 'agent-counters', text: counters, values }),
      db.pool.query<StateRow>({ name: 'agent-states', text: states, values }),
    ])
    return {
      counters: new Map(counted.rows.map((row) => [row.agentId, row])),
      states: Map.groupBy(timed.rows, ({ agentId }) => agentId),
    }
  })
}

/** (talk + wrap) / handled, in s. Source: the operations reference, AHT; no channel has a hold yet. */
export const averageHandleTime = ({ counters, states }: AgentNumbers): number | null =>
  counters.handled === 0 ? null : (counters.talkSeconds + timeIn(states, ['wrap_up'])) / counters.handled

/** (work + wrap-up) / (work + wrap-up + available), in percent; null when none of these was. */
export function occupancy(states: readonly StateTime[]): number | null {
  const worked = timeIn(states, ['busy', 'wrap_up'])
  const ready = worked + timeIn(states, ['available'])
  return ready === 0 ? null : (100 * worked) / ready
}

/** (work + wrap-up + available) / the same and all other paid time, in percent; null when there was none. */
export function utilisation(states: readonly StateTime[]): number | null {
  const ready = timeIn(states, ['busy', 'wrap_up', 'available'])
  const paid = states.reduce((sum, one) => sum + (one.paid ? one.seconds : 0), 0)
  return paid === 0 ? null : (100 * Math.min(ready, paid)) / paid
}

/** How many conversations they had at once, while they had any. */
export const concurrency = ({ withWorkSeconds, concurrentSeconds }: AgentCounters): number | null =>
  withWorkSeconds === 0 ? null : concurrentSeconds / withWorkSeconds

const timeIn = (states: readonly StateTime[], wanted: readonly PresenceState[]): number =>
  states.reduce((sum, { state, seconds }) => sum + (wanted.includes(state) ? seconds : 0), 0)

const counters = `
  WITH ended AS (
    SELECT agent_id, count(*) FILTER (WHERE outcome IN ('closed', 'transferred'))::int AS handled,
           count(*) FILTER (WHERE outcome = 'transferred')::int AS transferred,
           count(*) FILTER (WHERE outcome = 'released')::int AS released,
           sum(extract(epoch FROM ended_at - started_at)) FILTER (WHERE outcome IN ('closed', 'transferred')) AS talk
      FROM assignments WHERE ended_at >= $1 AND ended_at < $2 GROUP BY agent_id),
  held AS (
    SELECT agent_id, tstzrange(greatest(started_at, $1), least(coalesce(ended_at, now()), $2)) AS span
      FROM assignments WHERE started_at < $2 AND coalesce(ended_at, now()) > $1),
  at_once AS (
    SELECT h.agent_id, sum(extract(epoch FROM upper(h.span) - lower(h.span))) AS concurrent,
           (SELECT sum(extract(epoch FROM upper(r) - lower(r))) FROM unnest(range_agg(h.span)) r) AS with_work
      FROM held h WHERE NOT isempty(h.span) GROUP BY h.agent_id),
  asked AS (
    SELECT agent_id, count(*)::int AS offered, count(*) FILTER (WHERE state = 'accepted')::int AS accepted,
           count(*) FILTER (WHERE state = 'declined')::int AS declined,
           count(*) FILTER (WHERE state = 'timed_out')::int AS silent
      FROM offers WHERE offered_at >= $1 AND offered_at < $2 GROUP BY agent_id)
  SELECT agent_id AS "agentId", coalesce(e.handled, 0) AS handled, coalesce(e.transferred, 0) AS transferred,
         coalesce(e.released, 0) AS released, coalesce(e.talk, 0)::float8 AS "talkSeconds",
         coalesce(o.with_work, 0)::float8 AS "withWorkSeconds", coalesce(o.concurrent, 0)::float8 AS "concurrentSeconds",
         coalesce(a.offered, 0) AS offered, coalesce(a.accepted, 0) AS accepted, coalesce(a.declined, 0) AS declined,
         coalesce(a.silent, 0) AS "notResponding"
    FROM ended e FULL JOIN at_once o USING (agent_id) FULL JOIN asked a USING (agent_id)`

const states = `
  SELECT i.agent_id AS "agentId", i.state, i.reason_id AS "reasonId", r.paid,
         sum(extract(epoch FROM least(coalesce(i.ended_at, now()), $2) - greatest(i.started_at, $1)))::float8 AS seconds
    FROM presence_intervals i JOIN presence_reasons r ON r.id = i.reason_id
   WHERE i.started_at < $2 AND coalesce(i.ended_at, now()) > $1
   GROUP BY i.agent_id, i.state, i.reason_id, r.paid ORDER BY i.agent_id, i.state, i.reason_id`
