import type { Wallboard } from '@switchboard/prisma'
import type { Context } from '../../context.ts'
import { type QueueNow, queuesLately } from '../queue-now.ts'
import { wallboardTokens } from './token.ts'

/** What a screen on the wall shows. */
export interface WallboardView {
  board: Wallboard
  queues: QueueNow[]
  at: Date
}

/** What the board of a link shows now; null when there is none, or no more. The link is proof enough. */
export async function wallboardView(ctx: Context, token: string): Promise<WallboardView | null> {
  if (token.length > 200) return null
  const board = await ctx.db.prisma.wallboard.findUnique({ where: { tokenHash: wallboardTokens.hash(ctx, token) } })
  if (!board) return null
  const at = ctx.clock.now()
  const all = await queuesLately(ctx)
  const shown = all.filter(({ id, brandId }) =>
    board.queueIds.length > 0 ? board.queueIds.includes(id) : brandId === board.brandId,
  )
  return { board, at, queues: shown.toSorted((a, b) => a.name.localeCompare(b.name)) }
}
