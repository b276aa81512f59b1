import type { Context } from '../context.ts'
import { signedIn } from '../viewer.ts'
import { visibleTo } from './policy.ts'

/** Nobody needs to know more exactly than this. */
const most = 10_000

/** How many open conversations each list holds, at most 10 000. @throws UnauthenticatedError. */
export async function countInbox(ctx: Context) {
  const viewer = signedIn(ctx.viewer)
  const values: unknown[] = [viewer.agentId]
  const visible = visibleTo(viewer, (value) => `$${values.push(value)}`)
  const count = (...conditions: string[]) =>
    `(SELECT count(*)::int FROM (SELECT 1 FROM conversations c
       WHERE ${["c.status = 'open'", ...conditions, ...visible].join(' AND ')} LIMIT ${most}) counted)`
  const { rows } = await ctx.db.pool.query<{ mine: number; unassigned: number; all: number }>({
    name: viewer.brandIds === null ? 'inbox-counts' : 'inbox-counts-of-brands',
    text: `SELECT ${count('c.assignee_id = $1::uuid')} AS mine, ${count('c.assignee_id IS NULL')} AS unassigned, ${count()} AS all`,
    values,
  })
  return rows[0] ?? { mine: 0, unassigned: 0, all: 0 }
}
