import { capabilitiesOf } from '../../channels/capabilities.ts'
import type { Capabilities } from '../../channels/channel.ts'
import { maySeeChannel } from '../../channels/policy.ts'
import type { AgentViewer } from '../../context.ts'
import { InvalidInputError } from '../../errors.ts'
import type { ChannelRow, ConversationRow } from '../../graphql/rows.ts'
import type { Tx } from '../../platform/database.ts'
import { isId } from '../../platform/ids.ts'

/** The channel an answer goes out on, and what it can do. */
export type Way = ChannelRow & { can: Capabilities }

/**
 * The channel an answer goes out on: the one the agent chose, or the one the conversation came in on. Answering on
 * another channel of the brand goes on in the same conversation.
 * @throws InvalidInputError when the channel cannot be used.
 */
export async function wayOut(
  tx: Tx,
  row: ConversationRow,
  viewer: AgentViewer,
  channelId: string | null | undefined,
): Promise<Way> {
  const id = channelId ?? row.channelId
  const channel = isId(id) ? await tx.channel.findUnique({ where: { id } }) : null
  if (!channel || channel.brandId !== row.brandId || !maySeeChannel(viewer, channel))
    throw unusable('There is no such channel.')
  const can = capabilitiesOf(channel)
  // A device that fetches its messages does so from the channel its customer opened, and from no other.
  if (can.pull && channel.id !== row.channelId) throw unusable('The customer does not use this channel.')
  if (!can.pull && !channel.enabled) throw unusable('This channel is switched off.')
  return { ...channel, can }
}

const unusable = (message: string) => new InvalidInputError('channelId', message)
