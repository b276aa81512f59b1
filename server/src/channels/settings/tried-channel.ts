import type { ChannelKind } from '@switchboard/prisma'
import type { Context } from '../../context.ts'
import { AppError, ConflictError, ForbiddenError, NotFoundError } from '../../errors.ts'
import { isId, newId } from '../../platform/ids.ts'
import { signedIn } from '../../viewer.ts'
import { carriedChannel } from '../carried-config.ts'
import type { CarriedConfig } from '../carried.ts'
import { maySecureChannels, maySeeChannel } from '../policy.ts'

/**
 * A channel to try something out on: the one with this id, or one that is yet to be.
 * @throws UnauthenticatedError; ForbiddenError for all but administrators; NotFoundError.
 */
export async function triedChannel(
  ctx: Context,
  kind: ChannelKind,
  channelId: string | null | undefined,
): Promise<CarriedConfig> {
  const viewer = signedIn(ctx.viewer)
  if (!maySecureChannels(viewer)) throw new ForbiddenError('Only administrators may try mailboxes and numbers out.')
  if (channelId == null) return yetToBe()
  const channel = isId(channelId) ? await carriedChannel(ctx, channelId) : null
  if (channel?.kind !== kind || !maySeeChannel(viewer, { brandId: channel.brand.id })) {
    throw new NotFoundError('There is no such channel.')
  }
  return channel
}

function yetToBe(): CarriedConfig {
  const brand = { id: '', name: '', colour: '', locale: 'en', timeZone: 'UTC' }
  const about = { id: newId(), name: '', enabled: true, publicKey: '' }
  return { ...about, brand, settings: {}, identitySecrets: [], secrets: {} }
}

/** Asks a provider; what it refuses, and that it is away, is told to whoever asked in its own words, as ConflictError. */
export async function asking<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask()
  } catch (error) {
    throw error instanceof AppError && error.status >= 422 ? new ConflictError(error.message) : error
  }
}
