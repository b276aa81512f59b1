import type { Context } from '../../context.ts'
import type { UpdateEmailChannelInput } from '../../graphql/gen/types.ts'
import { unlessTaken } from '../../platform/taken.ts'
import { changeCarried } from './change-carried.ts'
import { mailboxTaken } from './create-email-channel.ts'
import { mailboxWith } from './mailbox.ts'

/**
 * Changes a mailbox; what is left out stays. @throws UnauthenticatedError, ForbiddenError, NotFoundError;
 * InvalidInputError at the field; ConflictError when its new address is a channel already.
 */
export function updateEmailChannel(ctx: Context, input: UpdateEmailChannelInput) {
  return unlessTaken(mailboxTaken, () => changeCarried(ctx, 'email', input, (before) => mailboxWith(before, input)))
}
