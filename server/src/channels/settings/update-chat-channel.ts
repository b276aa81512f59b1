import * as v from 'valibot'
import type { Context } from '../../context.ts'
import { ForbiddenError, InvalidInputError } from '../../errors.ts'
import type { UpdateChatChannelInput } from '../../graphql/gen/types.ts'
import { line } from '../../platform/text.ts'
import { type ChatChannelSettings, chatSettings, readChatSettings } from '../chat/settings.ts'
import { maySecureChannels } from '../policy.ts'
import { changeChannel } from './change-channel.ts'

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
  return changeChannel(ctx, channelId, (channel, viewer) => {
    if (guarded.some((field) => given[field] != null) && !maySecureChannels(viewer)) {
      throw new ForbiddenError('Only administrators may change sites, identity and blocked addresses.')
    }
    return {
      ...(name == null ? {} : { name: line('name', name, 80) }),
      ...(enabled == null ? {} : { enabled }),
      settings: withChanges(readChatSettings(channel.settings), given),
    }
  })
}

function withChanges(before: ChatChannelSettings, given: Record<string, unknown>): ChatChannelSettings {
  const changes = Object.entries(given).filter(
    ([field, value]) => value !== undefined && (value !== null || clearable.has(field)),
  )
  const result = v.safeParse(chatSettings, { ...before, ...Object.fromEntries(changes) })
  if (result.success) return result.output
  const [issue] = result.issues
  throw new InvalidInputError(v.getDotPath(issue) ?? '', issue.message)
}
