import type { Context } from '../context.ts'
import { pageSize } from '../graphql/connection.ts'
import { isId } from '../platform/ids.ts'
import { signedIn } from '../viewer.ts'
import { roomsOf, type SeenRoom } from './policy.ts'

/** The rooms the viewer may read and write in, groups first, by name. @throws UnauthenticatedError. */
export async function rooms({ db, viewer }: Context): Promise<SeenRoom[]> {
  return roomsOf(db.prisma, signedIn(viewer))
}

/**
 * The last messages of a room, or the last before a number; oldest first; null when the viewer may not
 * read it. @throws UnauthenticatedError.
 */
export async function roomMessages(
  { db, viewer }: Context,
  asked: { roomId: string; last: number; before?: number | null },
) {
  const agent = signedIn(viewer)
  const [room] = isId(asked.roomId) ? await roomsOf(db.prisma, agent, asked.roomId) : []
  if (!room) return null
  const size = pageSize(asked.last)
  const found = await db.prisma.roomMessage.findMany({
    where: { roomId: room.id, ...(asked.before != null && { seq: { lt: asked.before } }) },
    orderBy: { seq: 'desc' },
    take: size + 1,
  })
  return { nodes: found.slice(0, size).toReversed(), hasPrevious: found.length > size }
}
