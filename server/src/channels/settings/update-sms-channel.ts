import type { Context } from '../../context.ts'
import type { UpdateSmsChannelInput } from '../../graphql/gen/types.ts'
import { unlessTaken } from '../../platform/taken.ts'
import { changeCarried } from './change-carried.ts'
import { numberTaken } from './create-sms-channel.ts'
import { numberWith } from './number.ts'

/**
 * Changes how a number is reached; what is left out stays. @throws UnauthenticatedError, ForbiddenError, NotFoundError;
 * InvalidInputError at the field; ConflictError when the new number is a channel already.
 */
export function updateSmsChannel(ctx: Context, input: UpdateSmsChannelInput) {
  return unlessTaken(numberTaken, () =>
    changeCarried(ctx, 'sms', input, (before) => numberWith(before, input) as never),
  )
}
