import type { Context } from '../../context.ts'
import { ForbiddenError } from '../../errors.ts'
import { line } from '../../platform/text.ts'
import { carriedConfig } from '../carried-config.ts'
import type { CarriedConfig } from '../carried.ts'
import { maySecureChannels } from '../policy.ts'
import { changeChannel } from './change-channel.ts'
import { type GivenSecrets, sealedSecrets } from './sealed.ts'

interface Change {
  channelId: string
  name?: string | null
  enabled?: boolean | null
  settings?: object | null
  secrets?: object | null
}

/**
 * Changes a channel that a provider carries. `decide` is given it with its secrets opened and answers what it becomes,
 * checked; it is not asked when neither settings nor secrets were given, so that what cannot be used can be switched off.
 * @throws UnauthenticatedError, ForbiddenError, NotFoundError, InvalidInputError, and what `decide` throws.
 */
export function changeCarried(
  ctx: Context,
  kind: 'email' | 'sms',
  { channelId, name, enabled, settings, secrets }: Change,
  decide: (before: CarriedConfig) => { settings: object; secrets: Record<string, string | undefined> },
) {
  return changeChannel(ctx, kind, channelId, (channel, viewer) => {
    if (!maySecureChannels(viewer)) throw new ForbiddenError('Only administrators may change mailboxes and numbers.')
    const after = settings || secrets ? decide(carriedConfig(ctx, channel)) : null
    return {
      ...(name == null ? {} : { name: line('name', name, 80) }),
      ...(enabled == null ? {} : { enabled }),
      ...(after && {
        settings: after.settings,
        secrets: sealedSecrets(ctx.seal, channel, secrets as GivenSecrets, after.secrets),
      }),
    }
  })
}
