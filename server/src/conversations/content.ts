import { capabilitiesOf } from '../channels/capabilities.ts'
import type { Mailbox } from '../channels/carried.ts'
import type { Context } from '../context.ts'
import type { MessageContentRow, MessageRow } from '../graphql/rows.ts'

/** What a message has besides its words; asked for only where the channel's messages can have more. */
export async function contentOf(
  row: MessageRow,
  _args: unknown,
  { loaders }: Context,
): Promise<MessageContentRow | null> {
  if (row.kind === 'system') return null
  const channel = await loaders.channel.load(row.channelId)
  return !channel || capabilitiesOf(channel).pull ? null : loaders.content.load(row.id)
}

interface People {
  from?: Mailbox
  replyTo?: Mailbox | null
  to?: Mailbox[]
  cc?: Mailbox[]
  bcc?: Mailbox[]
}

/** Who sent a message and to whom, as it is stored. */
export const recipientsOf = (row: MessageContentRow): People => row.recipients as People
