import type { Prisma } from '@switchboard/prisma'
import type { Mailbox } from '../../channels/carried.ts'
import type { Original } from './forwarded.ts'

/** A message with all that names who wrote it and whom to. */
export type Told = Prisma.MessageGetPayload<{
  include: { content: true; attachments: true; agent: true; contact: true; channel: { include: { brand: true } } }
}>

/** A stored message as it is passed on. */
export function originalOf({ content, body, createdAt, ...message }: Told): Original {
  const { from, to = [] } = (content?.recipients ?? {}) as { from?: Mailbox; to?: Mailbox[] }
  const { agent, contact, channel } = message
  return {
    from: from ? named(from) : (agent?.name ?? contact?.name ?? contact?.email ?? channel.brand.name),
    to: to.map(named).join(', '),
    at: createdAt,
    subject: content?.subject ?? null,
    body,
    quoted: content?.quoted ?? null,
    html: content?.html ?? null,
  }
}

const named = ({ name, address }: Mailbox) => (name ? `${name} <${address}>` : address)
