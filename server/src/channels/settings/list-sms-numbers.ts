import type { Context } from '../../context.ts'
import type { ListSmsNumbersInput } from '../../graphql/gen/types.ts'
import { addressOf } from '../address.ts'
import { textsOf } from './adapters.ts'
import { numberWith } from './number.ts'
import { asking, triedChannel } from './tried-channel.ts'

/** An account is asked for its numbers before one of them is chosen, but settings are only complete with one. */
const notChosen = '+15550000000'

/**
 * The numbers of an account, and which of them are channels already.
 * @throws UnauthenticatedError, ForbiddenError, NotFoundError; InvalidInputError at the field; ConflictError in words when
 * the provider refuses or cannot be reached, and on a hub that carries no texts.
 */
export async function listSmsNumbers(ctx: Context, { channelId, settings, secrets }: ListSmsNumbersInput) {
  const channel = await triedChannel(ctx, 'sms', channelId)
  const given = { settings: { ...settings, number: notChosen }, secrets: secrets ?? null }
  const account = { ...channel, ...numberWith(channel, given) } as typeof channel
  const adapter = textsOf(ctx)
  const numbers = await asking(() => adapter.listNumbers(account))
  const channels = await ctx.db.prisma.channel.findMany({ where: { kind: 'sms' }, select: { settings: true } })
  const taken = new Set(channels.map(addressOf))
  return { numbers: numbers.map((number) => ({ ...number, connected: taken.has(number.number) })) }
}
