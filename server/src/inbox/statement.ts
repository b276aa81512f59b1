import type { ConversationStatus } from '@switchboard/prisma'
import type { AgentViewer } from '../context.ts'
import type { InboxView } from '../graphql/gen/types.ts'
import type { Order, Run } from './order.ts'
import { type Put, visibleTo } from './policy.ts'
import type { Found } from './search.ts'

/** What a page of the inbox is asked by, checked. */
export interface Asked {
  viewer: AgentViewer
  view: InboxView
  statuses: ConversationStatus[]
  teamId: string | null
  queueId: string | null
  channelId: string | null
  labelId: string | null
  /** Only what a search found. */
  found: Found | null
  order: Order
  after: string | null
  size: number
}

/**
 * The statement of one page, and one row more, of each run and status: every branch is answered in order by an index
 * that is left after a page. The few rows are then put in order together (`Order.compare`). Null: there are none.
 */
export function pageStatement(asked: Asked): { text: string; values: unknown[] } | null {
  const { order, statuses, size } = asked
  const values: unknown[] = []
  const put: Put = (value) => `$${values.push(value)}`
  const common = conditions(asked, put)
  const from = asked.after === null ? null : order.read(asked.after)
  const branches = order.runs.flatMap((run, n) => {
    if (from && n < from.run) return []
    const own = run.priority ? [`c.priority = '${run.priority}'`] : []
    if (from && n === from.run) own.push(run.shape.after(put, from.key, from.id))
    return statuses
      .filter((status) => holds(run, status))
      .map((status) => {
        const where = [`c.status = '${status}'`, ...own, ...common].join(' AND ')
        return `(SELECT c.id, ${n} AS run, c.last_message_at AS at, c.waiting_since AS waiting,
                       c.due_at AS due FROM conversations c
                WHERE ${where} ORDER BY ${run.shape.by} LIMIT ${size + 1})`
      })
  })
  return branches.length === 0 ? null : { text: branches.join(' UNION ALL '), values }
}

const holds = (run: Run, status: ConversationStatus) =>
  run.statuses === 'all' || (run.statuses === 'closed') === (status === 'closed')

function conditions({ viewer, view, teamId, queueId, channelId, labelId, found }: Asked, put: Put): string[] {
  const where = visibleTo(viewer, put)
  if (view === 'MINE') where.push(`c.assignee_id = ${put(viewer.agentId)}::uuid`)
  if (view === 'UNASSIGNED') where.push('c.assignee_id IS NULL')
  if (teamId) where.push(`c.team_id = ${put(teamId)}::uuid`)
  if (queueId) {
    const queue = put(queueId)
    const fed = `SELECT h.id FROM channels h WHERE h.queue_id = ${queue}::uuid`
    where.push(`(c.queue_id = ${queue}::uuid OR (c.queue_id IS NULL AND c.channel_id IN (${fed})))`)
  }
  if (channelId) where.push(`c.channel_id = ${put(channelId)}::uuid`)
  if (labelId) {
    const label = put(labelId)
    where.push(
      `EXISTS (SELECT 1 FROM conversation_labels l WHERE l.conversation_id = c.id AND l.label_id = ${label}::uuid)`,
    )
  }
  if (found) where.push(`c.id = ANY (${put(found.ids)}::uuid[])`)
  return where
}
