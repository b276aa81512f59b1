import { capabilitiesOf } from '../channels/capabilities.ts'
import type { Context } from '../context.ts'
import type { DeliveryState as Shown, Resolvers } from '../graphql/gen/types.ts'
import type { MessageRow } from '../graphql/rows.ts'
import { deliveryState } from './state.ts'

/** How far messages got, on the type of the conversations' folder. */
export const resolvers: Resolvers = {
  Message: { delivery: delivery },
}

async function delivery(row: MessageRow, _args: unknown, { loaders }: Context): Promise<Shown | null> {
  if (row.kind !== 'outbound') return null
  const [conversation, channel] = await Promise.all([
    loaders.conversation.load(row.conversationId),
    loaders.channel.load(row.channelId),
  ])
  if (!conversation || !channel) return null
  const state = deliveryState({ ...conversation, ...row, pull: capabilitiesOf(channel).pull })
  return state && (state.toUpperCase() as Shown)
}
