import type { CarriedConfig, Mailbox, RawItem, RichContent, Understood } from '../../channels/carried.ts'
import { addressOf, bareAddress } from '../../channels/address.ts'
import { capabilitiesOf } from '../../channels/capabilities.ts'
import type { Channel } from '../../channels/channel.ts'
import type { CarriedParts, Inbound } from '../receive.ts'
import type { Named } from './evidence.ts'
import { uploaderOfItem } from './files.ts'

type Message = NonNullable<Understood['message']>

/** More are not made contacts of: a mail to a whole company is no reason to fill the address book. */
const mostParticipants = 30

/** What intake stores of a message that a provider carried. */
export function inboundOf(
  channel: CarriedConfig & { kind: Channel['kind'] },
  item: Pick<RawItem, 'id' | 'externalId'>,
  message: Message,
  thread: Named[],
): Inbound {
  const { kind, value, verified } = message.identity
  const can = capabilitiesOf(channel)
  return {
    channelId: channel.id,
    brandId: channel.brand.id,
    kind: channel.kind,
    identity: { kind, value, verified },
    externalId: item.externalId,
    body: message.body.slice(0, can.maxLength),
    reopenDays: can.reopenDays,
    contact: { name: message.name, ...(kind === 'email' ? { email: value } : { phone: value }) },
    attachmentIds: message.fileIds,
    uploader: uploaderOfItem(item.id),
    carried: carriedParts(channel, item, message, thread, message.body.length > can.maxLength),
  }
}

function carriedParts(
  channel: CarriedConfig,
  item: Pick<RawItem, 'id'>,
  { content, reference, identity, warnings }: Message,
  thread: Named[],
  cut: boolean,
): CarriedParts {
  const told = cut ? [...warnings, 'The text was too long and has been cut.'] : warnings
  return {
    inboundItemId: item.id,
    thread,
    automatic: content?.automatic ?? null,
    content: content || told.length > 0 ? stored(content, told) : null,
    reference,
    participants: content ? others(channel, identity.value, content) : [],
  }
}

const stored = (content: RichContent | null, warnings: string[]) => ({
  subject: content?.subject ?? null,
  html: content?.html ?? null,
  quoted: content?.quoted ?? null,
  recipients: content
    ? { from: content.from, replyTo: content.replyTo, to: content.to, cc: content.cc, bcc: content.bcc }
    : {},
  warnings,
})

/** Everybody who was written to, but for the sender and for us. */
function others(channel: CarriedConfig, sender: string, { to, cc }: RichContent): CarriedParts['participants'] {
  const own = bareAddress(addressOf(channel))
  const found = new Map<string, Mailbox>()
  for (const one of [...to, ...cc]) {
    if (one.address !== sender && bareAddress(one.address) !== own) found.set(one.address, one)
  }
  return [...found.values()]
    .slice(0, mostParticipants)
    .map(({ address, name }) => ({ kind: 'email' as const, value: address, name }))
}
