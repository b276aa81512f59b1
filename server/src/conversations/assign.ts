import type { Context } from '../context.ts'
import { ConflictError, InvalidInputError } from '../errors.ts'
import type { AssignConversationInput } from '../graphql/gen/types.ts'
import type { Tx } from '../platform/database.ts'
import { append } from '../platform/events/append.ts'
import { isId } from '../platform/ids.ts'
import { heldAgent } from './held-agent.ts'
import { mayHave } from './policy.ts'
import { type Held, workOn } from './work.ts'

/**
 * Gives a conversation to an agent, a team, both or nobody. With `expectedAssigneeId` only if that agent (null: nobody)
 * has it; asking again for what is already so is no conflict, so that a retry succeeds.
 * @throws InvalidInputError, NotFoundError; ConflictError in words that name who has it.
 */
export function assignConversation(ctx: Context, input: AssignConversationInput) {
  return workOn(ctx, input.conversationId, async (held) => {
    const { tx, row, fact } = held
    const from = { agentId: row.assigneeId, teamId: row.teamId }
    const to = { agentId: given(input.agentId, from.agentId), teamId: given(input.teamId, from.teamId) }
    const sameAgent = to.agentId === from.agentId
    if (!sameAgent || input.agentId === undefined) await expect(held, input.expectedAssigneeId)
    if (sameAgent && to.teamId === from.teamId) return { conversation: row }
    if (!sameAgent && to.agentId !== null) await checkAgent(held, to.agentId)
    if (to.teamId !== null && to.teamId !== from.teamId) await checkTeam(tx, to.teamId)
    const data = { assigneeId: to.agentId, teamId: to.teamId }
    const conversation = await tx.conversation.update({ where: { id: row.id }, data })
    await append(tx, fact('conversation.assigned', { from, to, seq: row.lastSeq }))
    return { conversation }
  })
}

/** Left out keeps what is; null takes it away. */
const given = (asked: string | null | undefined, now: string | null) => (asked === undefined ? now : asked)

async function expect({ tx, row }: Held, expected: string | null | undefined) {
  if (expected === undefined || expected === row.assigneeId) return
  if (!row.assigneeId) throw new ConflictError('Nobody has this conversation any more.')
  const { name } = await tx.agent.findUniqueOrThrow({ where: { id: row.assigneeId } })
  throw new ConflictError(`${name} has this conversation already.`)
}

async function checkAgent({ tx, row }: Held, agentId: string) {
  if (!isId(agentId)) throw new InvalidInputError('agentId', 'There is no such agent.')
  const agent = await heldAgent(tx, agentId)
  if (!agent) throw new InvalidInputError('agentId', 'There is no such agent.')
  if (mayHave(agent, row)) return
  const reason = agent.active ? 'does not work for this brand' : 'no longer works here'
  throw new InvalidInputError('agentId', `${agent.name} ${reason}.`)
}

async function checkTeam(tx: Tx, teamId: string) {
  // Held, so that it cannot be deleted in this moment.
  const held = isId(teamId)
    ? await tx.$queryRaw<unknown[]>`SELECT 1 FROM teams WHERE id = ${teamId}::uuid FOR KEY SHARE`
    : []
  if (held.length === 0) throw new InvalidInputError('teamId', 'There is no such team.')
}
