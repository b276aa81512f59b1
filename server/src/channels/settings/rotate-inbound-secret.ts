import type { Context } from '../../context.ts'
import type { RotateInboundSecretInput } from '../../graphql/gen/types.ts'
import { changeChannel } from './change-channel.ts'
import { ForbiddenError } from '../../errors.ts'
import { maySecureChannels } from '../policy.ts'
import { newInboundSecret } from './create-email-channel.ts'
import { sealedSecrets } from './sealed.ts'

/** Makes a new secret for mail by HTTP; the old one ends at once. @throws UnauthenticatedError, ForbiddenError, NotFoundError. */
export function rotateInboundSecret(ctx: Context, { channelId }: RotateInboundSecretInput) {
  return changeChannel(ctx, 'email', channelId, (channel, viewer) => {
    if (!maySecureChannels(viewer)) throw new ForbiddenError('Only administrators may change the secret.')
    const webhook = { webhook: newInboundSecret() }
    return { secrets: sealedSecrets(ctx.seal, channel, webhook, webhook) }
  })
}
