import type { ConversationRow } from '../../graphql/rows.ts'
import type { Tx } from '../../platform/database.ts'
import type { Way } from './way.ts'

const usualMinutes = 5
const mostMinutes = 1440

/** How long an answer may stand unread on the customer's device before it is mailed, in ms; 0 never mails. */
export function mailAfter({ settings }: { settings: unknown }): number {
  const minutes = Number((settings as { mailAfterMinutes?: unknown } | null)?.mailAfterMinutes ?? usualMinutes)
  return Number.isFinite(minutes) ? Math.min(Math.max(minutes, 0), mostMinutes) * 60_000 : 0
}

/** Notes, in the commit that stores an answer, when to look whether its customer has read it. */
export async function expectReading(tx: Tx, row: ConversationRow, way: Way, at: Date): Promise<void> {
  const wait = mailAfter(way)
  if (!way.can.pull || wait === 0) return
  const due = new Date(at.getTime() + wait)
  await tx.$executeRaw`
    INSERT INTO unread_answers AS u (conversation_id, due_at) VALUES (${row.id}::uuid, ${due})
    ON CONFLICT (conversation_id) DO UPDATE SET due_at = coalesce(u.due_at, excluded.due_at)`
}
