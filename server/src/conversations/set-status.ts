import type { ConversationStatus } from '@switchboard/prisma'
import { beginWrapUp } from '../agents/presence/wrap-up.ts'
import type { Context } from '../context.ts'
import { InvalidInputError } from '../errors.ts'
import type { Tx } from '../platform/database.ts'
import { append } from '../platform/events/append.ts'
import { orSecondOpen, refuseSecondOpen } from './one-open.ts'
import { moveTo } from './status.ts'
import { wakeJob } from './wake.ts'
import { workOn } from './work.ts'

const longestSnooze = 366 * 24 * 3600 * 1000

/**
 * Opens, parks, snoozes or closes a conversation; who closes their own may have time to wrap it up. A snoozed one comes
 * back by a job of the same transaction.
 * @throws InvalidInputError, NotFoundError; ConflictError when a closed one cannot be opened again.
 */
export function setConversationStatus(
  ctx: Context,
  input: { conversationId: string; status: ConversationStatus; snoozedUntil: Date | null },
) {
  return workOn(ctx, input.conversationId, async ({ tx, row, viewer, fact }) => {
    const now = ctx.clock.now()
    checkSnooze(input, now)
    const move = moveTo(row, input.status, now, input.snoozedUntil)
    if (!move) return { conversation: row }
    await refuseSecondOpen(tx, row)
    const waiting = row.status === 'closed' ? { waitingSince: await unansweredSince(tx, row.id) } : {}
    const data = { ...move.data, ...waiting }
    const finished = row.status === 'open' && input.status === 'closed' && row.assigneeId === viewer.agentId
    if (finished) await beginWrapUp(tx, viewer.agentId, row.id)
    const conversation = await orSecondOpen(tx.conversation.update({ where: { id: row.id }, data }))
    const until = move.data.snoozedUntil
    if (until)
      await ctx.jobs.enqueue(tx, wakeJob, { conversationId: row.id, until: until.toISOString() }, { at: until })
    await append(tx, fact('conversation.status_changed', move.event))
    return { conversation }
  })
}

/** Closing ended the customer's waiting; whoever takes that back finds them waiting as long as they did. */
async function unansweredSince(tx: Tx, conversationId: string): Promise<Date | null> {
  const answer = { conversationId, kind: 'outbound' } as const
  const answered = await tx.message.findFirst({ where: answer, orderBy: { seq: 'desc' }, select: { seq: true } })
  const where = { conversationId, kind: 'inbound', seq: { gt: answered?.seq ?? 0 } } as const
  const first = await tx.message.findFirst({ where, orderBy: { seq: 'asc' }, select: { createdAt: true } })
  return first?.createdAt ?? null
}

function checkSnooze({ status, snoozedUntil }: { status: ConversationStatus; snoozedUntil: Date | null }, now: Date) {
  if (status !== 'snoozed') {
    if (snoozedUntil)
      throw new InvalidInputError('snoozedUntil', 'Only a snoozed conversation has a time to come back.')
    return
  }
  const ahead = snoozedUntil ? snoozedUntil.getTime() - now.getTime() : 0
  if (!(ahead > 0)) throw new InvalidInputError('snoozedUntil', 'Choose a time in the future.')
  if (ahead > longestSnooze) throw new InvalidInputError('snoozedUntil', 'Choose a time within a year.')
}
