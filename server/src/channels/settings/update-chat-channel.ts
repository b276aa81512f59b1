import type { Context } from '../../context.ts'
import { ForbiddenError } from '../../errors.ts'
import type { UpdateChatChannelInput } from '../../graphql/gen/types.ts'
import { line } from '../../platform/text.ts'
import { chatSettings, readChatSettings } from '../chat/settings.ts'
import { maySecureChannels } from '../policy.ts'
import { changeChannel } from './change-channel.ts'
import { checked, withGiven } from './given.ts'

/** What decides who gets in: for administrators. */
const guarded = ['allowedDomains', 'identityRequired', 'identityEnforced', 'blockedAddresses'] as const
/** Where null means "none" and not "leave it". */
const clearable = new Set(['colour', 'replyTimeSeconds'])

/**
 * Changes a chat's settings; what is left out stays. @throws UnauthenticatedError; ForbiddenError, also for a supervisor
 * who changes who gets in; NotFoundError; InvalidInputError naming the field.
 */
export function updateChatChannel(ctx: Context, input: UpdateChatChannelInput) {
  const { channelId, name, enabled, ...given } = input
  return changeChannel(ctx, 'chat', channelId, (channel, viewer) => {
    if (guarded.some((field) => given[field] != null) && !maySecureChannels(viewer)) {
      throw new ForbiddenError('Only administrators may change sites, identity and blocked addresses.')
    }
    return {
      ...(name == null ? {} : { name: line('name', name, 80) }),
      ...(enabled == null ? {} : { enabled }),
      settings: checked(chatSettings, withGiven(readChatSettings(channel.settings), given, clearable)),
    }
  })
}
