import type { Context } from '../../context.ts'
import { ForbiddenError } from '../../errors.ts'
import type { RotateIdentitySecretInput } from '../../graphql/gen/types.ts'
import { maySecureChannels } from '../policy.ts'
import { changeChannel } from './change-channel.ts'
import { rotatedSecrets } from './identity-secret.ts'

/** Makes a new identity secret; the old one stays good for a day. @throws UnauthenticatedError, ForbiddenError, NotFoundError. */
export function rotateIdentitySecret(ctx: Context, { channelId }: RotateIdentitySecretInput) {
  return changeChannel(ctx, 'chat', channelId, (channel, viewer) => {
    if (!maySecureChannels(viewer)) throw new ForbiddenError('Only administrators may change the identity secret.')
    return { secrets: rotatedSecrets(ctx.seal, channel, ctx.clock.now()) }
  })
}
