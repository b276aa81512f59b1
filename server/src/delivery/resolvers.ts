import type { DeliveryStatus } from '@switchboard/prisma'
import { capabilitiesOf } from '../channels/capabilities.ts'
import type { Context } from '../context.ts'
import type { DeliveryState as Shown, Resolvers } from '../graphql/gen/types.ts'
import { mutation } from '../graphql/result.ts'
import type { MessageRow } from '../graphql/rows.ts'
import { cancelDelivery } from './cancel.ts'
import { retryDelivery } from './retry.ts'
import { sendDeliveryNow } from './send-now.ts'
import { deliveryState } from './state.ts'

/** How far messages got, on the type of the conversations' folder. */
export const resolvers: Resolvers = {
  Mutation: {
    cancelDelivery: mutation('CancelDeliveryPayload', cancelDelivery),
    sendDeliveryNow: mutation('SendDeliveryNowPayload', sendDeliveryNow),
    retryDelivery: mutation('RetryDeliveryPayload', retryDelivery),
  },
  Message: {
    delivery,
    failure: async (row, _args, ctx) => (await ledgerOf(row, ctx))?.reason ?? row.failure,
    leavesAt: async (row, _args, ctx) => {
      const carried = await ledgerOf(row, ctx)
      return carried?.status === 'queued' ? carried.dueAt : null
    },
    ledger: async (row, _args, ctx) => {
      const carried = await ledgerOf(row, ctx)
      return carried ? ctx.loaders.deliveryEntries.load(carried.id) : []
    },
  },
  DeliveryEntry: {
    status: (entry) => shown(entry.status),
    agent: (entry, _args, ctx) => (entry.agentId ? ctx.loaders.agent.load(entry.agentId) : null),
  },
}

const shown = (status: DeliveryStatus) => status.toUpperCase() as Shown

/** The ledger of a message that a provider carries; null for all others, without asking for one. */
async function ledgerOf(row: MessageRow, { loaders }: Context) {
  if (row.kind !== 'outbound' && row.kind !== 'note') return null
  const channel = await loaders.channel.load(row.channelId)
  return !channel || capabilitiesOf(channel).pull ? null : loaders.delivery.load(row.id)
}

async function delivery(row: MessageRow, _args: unknown, ctx: Context): Promise<Shown | null> {
  const carried = await ledgerOf(row, ctx)
  if (carried) return shown(carried.status)
  if (row.kind !== 'outbound') return null
  const [conversation, channel] = await Promise.all([
    ctx.loaders.conversation.load(row.conversationId),
    ctx.loaders.channel.load(row.channelId),
  ])
  if (!conversation || !channel) return null
  const state = deliveryState({ ...conversation, ...row, pull: capabilitiesOf(channel).pull })
  return state && (state.toUpperCase() as Shown)
}
