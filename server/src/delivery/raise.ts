import type { Delivery } from '@switchboard/prisma'
import type { Services } from '../context.ts'
import { moveTo } from '../conversations/status.ts'
import { factOf, lockConversation } from '../conversations/work.ts'
import { append } from '../platform/events/append.ts'
import { newId } from '../platform/ids.ts'
import { transact } from '../platform/transaction.ts'

/**
 * Hands a message that did not go out to people: a line in its conversation, which is open and unread again, so that it
 * stands in somebody's list. Once for each try that ended so.
 */
export function raise(needs: Pick<Services, 'db' | 'wake' | 'clock'>, row: Delivery, reason: string): Promise<void> {
  return transact(needs, async (tx) => {
    const conversation = await lockConversation(tx, row.conversationId)
    if (!conversation) return
    const at = needs.clock.now()
    const externalId = `delivery:${row.id}:${row.attempts}`
    const body = `A message could not be delivered. ${reason}`
    const place = { conversationId: conversation.id, channelId: conversation.channelId, seq: conversation.lastSeq + 1 }
    const line = { id: newId(), kind: 'system' as const, externalId, body, createdAt: at }
    const { count } = await tx.message.createMany({ data: [{ ...place, ...line }], skipDuplicates: true })
    if (count === 0) return
    const another = {
      channelId: conversation.channelId,
      identityId: conversation.identityId,
      status: { not: 'closed' },
    } as const
    const mayOpen = conversation.status !== 'closed' || (await tx.conversation.count({ where: another })) === 0
    const move = mayOpen ? moveTo(conversation, 'open', at) : null
    const unread = { unreadCount: { increment: 1 }, lastSeq: place.seq }
    await tx.conversation.update({ where: { id: conversation.id }, data: { ...move?.data, ...unread } })
    await append(
      tx,
      ...(move ? [factOf(conversation, 'conversation.status_changed', { ...move.event, by: 'delivery' })] : []),
      factOf(conversation, 'message.added', { messageId: line.id, kind: 'system', seq: place.seq }),
    )
  })
}
