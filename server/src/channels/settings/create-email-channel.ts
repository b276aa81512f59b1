import { randomBytes } from 'node:crypto'
import type { Context } from '../../context.ts'
import type { CreateEmailChannelInput } from '../../graphql/gen/types.ts'
import { newId } from '../../platform/ids.ts'
import { unlessTaken } from '../../platform/taken.ts'
import { addChannel, nameOr } from './add-channel.ts'
import { mailboxWith } from './mailbox.ts'
import { sealedSecrets } from './sealed.ts'

/** What mail by HTTP is signed with: a new one. */
export const newInboundSecret = () => randomBytes(32).toString('base64url')

export const mailboxTaken = 'This mailbox is connected already: one mailbox is one channel.'

/**
 * Connects a mailbox. @throws UnauthenticatedError, ForbiddenError, NotFoundError; InvalidInputError at the field;
 * ConflictError when its address is a channel already.
 */
export function createEmailChannel(ctx: Context, { brandId, name, settings: given, secrets }: CreateEmailChannelInput) {
  return unlessTaken(mailboxTaken, () =>
    addChannel(ctx, brandId, () => {
      const id = newId()
      const mailbox = mailboxWith({ settings: {}, secrets: {} }, { settings: given, secrets })
      const all = { ...mailbox.secrets, webhook: newInboundSecret() }
      const sealed = sealedSecrets(ctx.seal, { id, secrets: {} }, all, all)
      const publicKey = randomBytes(12).toString('base64url')
      const named = nameOr(name, mailbox.settings.address)
      return { id, kind: 'email', name: named, publicKey, settings: mailbox.settings, secrets: sealed }
    }),
  )
}
