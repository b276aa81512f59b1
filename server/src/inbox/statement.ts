import type { ConversationStatus } from '@switchboard/prisma'
import type { AgentViewer } from '../context.ts'
import type { InboxView } from '../graphql/gen/types.ts'
import type { Order } from './order.ts'
import { type Put, visibleTo } from './policy.ts'

/** What a page of the inbox is asked by, checked. */
export interface Asked {
  viewer: AgentViewer
  view: InboxView
  statuses: ConversationStatus[]
  teamId: string | null
  channelId: string | null
  labelId: string | null
  /** Only these: what a search found. */
  ids: string[] | null
  order: Order
  after: string | null
  size: number
}

/**
 * The statement of one page, and one row more. Each status (and priority, where the order has it) is a branch that an
 * index answers in order and leaves after a page; the branches' few rows are then put in order together.
 */
export function pageStatement(asked: Asked): { text: string; values: unknown[] } {
  const values: unknown[] = []
  const put: Put = (value) => `$${values.push(value)}`
  const common = conditions(asked, put)
  const limit = asked.size + 1
  const branches = asked.statuses.flatMap((status) =>
    (asked.order.priorities ?? [null]).flatMap((priority) => {
      const after = asked.after === null ? 'true' : asked.order.after(asked.after, put, priority)
      if (after === null) return []
      const own = [`c.status = '${status}'`, ...(priority ? [`c.priority = '${priority}'`] : []), after]
      return [
        `(SELECT c.id, c.priority, c.last_message_at AS at, c.waiting_since AS waiting FROM conversations c
           WHERE ${[...own, ...common].join(' AND ')} ORDER BY ${asked.order.by} LIMIT ${limit})`,
      ]
    }),
  )
  const text = `SELECT * FROM (${branches.join(' UNION ALL ')}) page ORDER BY ${asked.order.ofPage} LIMIT ${limit}`
  return { text, values }
}

function conditions({ viewer, view, teamId, channelId, labelId, ids }: Asked, put: Put): string[] {
  const where = visibleTo(viewer, put)
  if (view === 'MINE') where.push(`c.assignee_id = ${put(viewer.agentId)}::uuid`)
  if (view === 'UNASSIGNED') where.push('c.assignee_id IS NULL')
  if (teamId) where.push(`c.team_id = ${put(teamId)}::uuid`)
  if (channelId) where.push(`c.channel_id = ${put(channelId)}::uuid`)
  if (labelId) {
    const label = put(labelId)
    where.push(
      `EXISTS (SELECT 1 FROM conversation_labels l WHERE l.conversation_id = c.id AND l.label_id = ${label}::uuid)`,
    )
  }
  if (ids) where.push(`c.id = ANY (${put(ids)}::uuid[])`)
  return where
}
