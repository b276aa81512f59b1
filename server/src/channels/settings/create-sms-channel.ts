import { randomBytes } from 'node:crypto'
import type { Context } from '../../context.ts'
import type { CreateSmsChannelInput } from '../../graphql/gen/types.ts'
import { newId } from '../../platform/ids.ts'
import { unlessTaken } from '../../platform/taken.ts'
import { addChannel, nameOr } from './add-channel.ts'
import { numberWith } from './number.ts'
import { sealedSecrets } from './sealed.ts'

export const numberTaken = 'This number is a channel already: one number is one channel.'

/**
 * Adds a number. @throws UnauthenticatedError, ForbiddenError, NotFoundError; InvalidInputError at the field;
 * ConflictError when it is a channel already.
 */
export function createSmsChannel(ctx: Context, { brandId, name, settings: given, secrets }: CreateSmsChannelInput) {
  return unlessTaken(numberTaken, () =>
    addChannel(ctx, brandId, () => {
      const id = newId()
      const number = numberWith({ settings: {}, secrets: {} }, { settings: given, secrets })
      const sealed = sealedSecrets(ctx.seal, { id, secrets: {} }, number.secrets as never, number.secrets as never)
      const publicKey = randomBytes(12).toString('base64url')
      const named = nameOr(name, number.settings.number)
      return { id, kind: 'sms', name: named, publicKey, settings: number.settings, secrets: sealed }
    }),
  )
}
