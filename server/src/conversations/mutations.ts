import type { ConversationStatus, Priority } from '@switchboard/prisma'
import type { Context } from '../context.ts'
import type {
  MutationResolvers,
  SetConversationPriorityInput,
  SetConversationStatusInput,
} from '../graphql/gen/types.ts'
import { mutation } from '../graphql/result.ts'
import { addNote } from './add-note.ts'
import { assignConversation } from './assign.ts'
import { forwardMessage } from './forward.ts'
import { labelConversation } from './label.ts'
import { markConversationSeen } from './mark-seen.ts'
import { reply } from './reply.ts'
import { setConversationPriority } from './set-priority.ts'
import { setDisposition } from './set-disposition.ts'
import { setConversationStatus } from './set-status.ts'
import { setTyping } from './set-typing.ts'

const stored = <Name extends string>(name: Name) => name.toLowerCase() as Lowercase<Name>

/** What agents do with conversations. */
export const mutations: MutationResolvers = {
  reply: mutation('ReplyPayload', reply),
  addNote: mutation('AddNotePayload', addNote),
  forwardMessage: mutation('ForwardMessagePayload', forwardMessage),
  assignConversation: mutation('AssignConversationPayload', assignConversation),
  setDisposition: mutation('SetDispositionPayload', setDisposition),
  setConversationStatus: mutation('SetConversationStatusPayload', (ctx: Context, input: SetConversationStatusInput) =>
    setConversationStatus(ctx, {
      conversationId: input.conversationId,
      status: stored(input.status) satisfies ConversationStatus,
      snoozedUntil: input.snoozedUntil ? new Date(input.snoozedUntil) : null,
    }),
  ),
  setConversationPriority: mutation(
    'SetConversationPriorityPayload',
    (ctx: Context, input: SetConversationPriorityInput) =>
      setConversationPriority(ctx, { ...input, priority: stored(input.priority) satisfies Priority }),
  ),
  labelConversation: mutation('LabelConversationPayload', labelConversation),
  markConversationSeen: mutation('MarkConversationSeenPayload', markConversationSeen),
  setTyping: mutation('SetTypingPayload', setTyping),
}
