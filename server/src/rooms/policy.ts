import { isAtLeast } from '../agents/policy.ts'
import type { AgentViewer, Viewer } from '../context.ts'
import { NotFoundError } from '../errors.ts'
import type { Tx } from '../platform/database.ts'
import { isId } from '../platform/ids.ts'

/** A room with the viewer's place in it. */
export interface SeenRoom {
  id: string
  groupId: string | null
  queueId: string | null
  name: string
  brandId: string | null
  seniorId: string | null
  lastSeq: number
  seenSeq: number
  /** They are of the group, or work the queue; supervisors see other rooms too. */
  member: boolean
}

/** Whether the viewer may make groups and say who sits in them. */
export const mayEditGroups = (viewer: Viewer): boolean => isAtLeast(viewer, 'supervisor')

/**
 * The rooms the viewer may read and write in, groups first, by name: their own, and for supervisors all of the brands they
 * see; or the one with this id.
 */
export async function roomsOf(tx: Tx, viewer: AgentViewer, id: string | null = null): Promise<SeenRoom[]> {
  return tx.$queryRaw<SeenRoom[]>`
    SELECT r.id, r.group_id AS "groupId", r.queue_id AS "queueId", coalesce(g.name, q.name) AS name,
           q.brand_id AS "brandId", g.senior_id AS "seniorId", r.last_seq AS "lastSeq",
           coalesce(s.seq, 0) AS "seenSeq", m.agent_id IS NOT NULL AS member
      FROM rooms r
      LEFT JOIN groups g ON g.id = r.group_id
      LEFT JOIN queues q ON q.id = r.queue_id
      LEFT JOIN LATERAL (SELECT agent_id FROM room_members
                          WHERE room_id = r.id AND agent_id = ${viewer.agentId}::uuid LIMIT 1) m ON true
      LEFT JOIN room_reads s ON s.room_id = r.id AND s.agent_id = ${viewer.agentId}::uuid
     WHERE (${id}::uuid IS NULL OR r.id = ${id}::uuid) AND q.archived_at IS NULL
       AND (m.agent_id IS NOT NULL OR ${isAtLeast(viewer, 'supervisor')})
       AND (q.id IS NULL OR ${viewer.brandIds}::uuid[] IS NULL OR q.brand_id = ANY (${viewer.brandIds}::uuid[]))
     ORDER BY r.group_id IS NULL, name, r.id`
}

/** A room the viewer may read and write in. @throws NotFoundError when there is none. */
export async function knownRoom(tx: Tx, viewer: AgentViewer, id: string): Promise<SeenRoom> {
  const [room] = isId(id) ? await roomsOf(tx, viewer, id) : []
  if (!room) throw new NotFoundError('There is no such room.')
  return room
}
