import type { ConversationStatus, Priority } from '@switchboard/prisma'
import { externalIdOf } from '../../conversations/say.ts'
import { moveTo } from '../../conversations/status.ts'
import { addMessage, fact, type Thread } from './thread.ts'

/** What agents do to a conversation, with the same effects as the use cases of the same names. */

/** An agent answers; the conversation becomes theirs if it was nobody's. */
export function agentReplies(thread: Thread, at: Date, agentId: string, body: string): void {
  const { row, random } = thread
  const move = moveTo(row, 'open', at)
  if (move) fact(thread, at, 'conversation.status_changed', move.event, agentId)
  if (!row.assigneeId) agentAssigns(thread, at, agentId, { agentId, teamId: row.teamId ?? null })
  addMessage(thread, at, 'outbound', body, { agentId, externalId: externalIdOf(agentId, random.id(at)) })
  Object.assign(row, move?.data, { waitingSince: null, unreadCount: 0, agentSeenSeq: row.lastSeq })
  row.firstReplyAt ??= at
}

/** An agent writes a note for colleagues. */
export function agentNotes(thread: Thread, at: Date, agentId: string, body: string): void {
  addMessage(thread, at, 'note', body, { agentId, externalId: externalIdOf(agentId, thread.random.id(at)) })
}

/** An agent looks at everything there is. */
export function agentLooks(thread: Thread, at: Date, agentId: string): void {
  const { row } = thread
  if (row.agentSeenSeq >= row.lastSeq) return
  row.agentSeenSeq = row.lastSeq
  row.unreadCount = 0
  fact(thread, at, 'conversation.seen', { by: 'agent', seq: row.lastSeq }, agentId)
}

/** Somebody gives the conversation to an agent, a team or both. */
export function agentAssigns(
  thread: Thread,
  at: Date,
  by: string,
  to: { agentId: string | null; teamId: string | null },
): void {
  const { row } = thread
  fact(thread, at, 'conversation.assigned', { from: { agentId: row.assigneeId, teamId: row.teamId }, to }, by)
  row.assigneeId = to.agentId
  row.teamId = to.teamId
}

/** An agent puts labels on. */
export function agentLabels(thread: Thread, at: Date, agentId: string, labelIds: string[]): void {
  if (labelIds.length === 0) return
  const { story, row } = thread
  story.conversationLabels.push(...labelIds.map((labelId) => ({ conversationId: row.id, labelId })))
  fact(thread, at, 'conversation.labelled', { added: labelIds, removed: [] }, agentId)
}

/** An agent says how urgent it is. */
export function agentPrioritises(thread: Thread, at: Date, agentId: string, to: Priority): void {
  fact(thread, at, 'conversation.priority_changed', { from: thread.row.priority, to }, agentId)
  thread.row.priority = to
}

/** An agent moves the conversation to another status. */
export function agentMoves(
  thread: Thread,
  at: Date,
  agentId: string,
  to: ConversationStatus,
  until: Date | null = null,
): void {
  const move = moveTo(thread.row, to, at, until)
  if (!move) return
  fact(thread, at, 'conversation.status_changed', move.event, agentId)
  Object.assign(thread.row, move.data)
}
