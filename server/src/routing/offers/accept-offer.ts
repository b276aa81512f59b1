import type { Context } from '../../context.ts'
import { heldAgent } from '../../conversations/held-agent.ts'
import { orNoRoom } from '../../conversations/no-room.ts'
import { mayHave } from '../../conversations/policy.ts'
import { factOf, lockConversation } from '../../conversations/work.ts'
import { ConflictError } from '../../errors.ts'
import type { AcceptOfferInput } from '../../graphql/gen/types.ts'
import { append } from '../../platform/events/append.ts'
import { transact } from '../../platform/transaction.ts'
import { answeredOffer } from './answered-offer.ts'

/**
 * Takes what is offered. Accepting again what was accepted answers as the first time.
 * @throws UnauthenticatedError, NotFoundError; ConflictError when the offer has ended, in words that say how.
 */
export function acceptOffer(ctx: Context, { offerId }: AcceptOfferInput) {
  const done = transact(ctx, async (tx) => {
    const { viewer, conversationId } = await answeredOffer(ctx, tx, offerId)
    const row = await lockConversation(tx, conversationId)
    const offer = await tx.offer.findUniqueOrThrow({ where: { id: offerId } })
    if (!row) throw new ConflictError('This conversation is gone.')
    if (offer.state === 'accepted' && row.assigneeId === viewer.agentId) return { conversation: row }
    if (offer.state !== 'open' || offer.expiresAt <= ctx.clock.now()) throw new ConflictError(endings[offer.state])
    const agent = await heldAgent(tx, viewer.agentId)
    if (!agent || !mayHave(agent, row)) throw new ConflictError('You no longer work for this brand.')
    // The trigger that moves the weight from the offer to the conversation ends the offer, too.
    const conversation = await tx.conversation.update({ where: { id: row.id }, data: { assigneeId: viewer.agentId } })
    const from = { agentId: row.assigneeId, teamId: row.teamId }
    const to = { agentId: viewer.agentId, teamId: row.teamId }
    const data = { from, to, seq: row.lastSeq, offerId }
    await append(tx, { ...factOf(row, 'conversation.assigned', data), agentId: viewer.agentId })
    return { conversation }
  })
  return orNoRoom(done)
}

const endings = {
  open: 'The time to accept is over.',
  accepted: 'You had accepted this already, and it has gone on since.',
  declined: 'You declined this.',
  timed_out: 'The time to accept is over.',
  withdrawn: 'Somebody else has it, or the customer left.',
}
