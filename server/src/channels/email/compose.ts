import { Readable } from 'node:stream'
import MailComposer from 'nodemailer/lib/mail-composer'
import type MimeNode from 'nodemailer/lib/mime-node'
import type { CarriedConfig, Mailbox, Outgoing, OutgoingFile } from '../carried.ts'
import { plusAddress } from './plus-address.ts'
import { readEmailSettings } from './settings.ts'
import { withSignature } from './signature.ts'

/** How many of the messages before it a mail names: the first, and the last ones (RFC 5322 sets no limit, servers do). */
const lastReferences = 10

/**
 * The mail as a tree of parts; read it once, as a stream. Files are opened when their turn comes. `instance` marks mail
 * of this hub, which it recognises when it comes back.
 */
export function compose(channel: CarriedConfig, outgoing: Outgoing, instance: string): MimeNode {
  const settings = readEmailSettings(channel.settings)
  const { address, plusAddressing, signature } = settings
  const { references, automatic } = outgoing
  const text = withSignature(outgoing.body, outgoing.html, automatic ? '' : signature)
  const last = references.at(-1)
  const name = settings.displayName || channel.brand.name
  const composer = new MailComposer({
    from: { name, address },
    to: addresses(outgoing.to),
    cc: addresses(outgoing.cc),
    bcc: addresses(outgoing.bcc),
    ...(plusAddressing && !outgoing.aside && { replyTo: { name, address: plusAddress(address, 'c', outgoing.token) } }),
    subject: outgoing.subject ?? '',
    text: text.body,
    ...(text.html && { html: text.html }),
    messageId: outgoing.reference,
    ...(last && { inReplyTo: last, references: shortened(references) }),
    attachments: outgoing.files.map(attachment),
    headers: headersOf(outgoing, instance),
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return composer.compile()
}

const addresses = (list: Mailbox[]) => list.map(({ address, name }) => ({ address, name: name ?? '' }))

const shortened = (references: string[]) =>
  references.length <= lastReferences + 1
    ? references
    : [...references.slice(0, 1), ...references.slice(-lastReferences)]

function headersOf(
  { automatic, unsubscribeUrl }: Pick<Outgoing, 'automatic' | 'unsubscribeUrl'>,
  instance: string,
): Record<string, string> {
  return {
    'X-Switchboard': instance,
    ...(automatic && { 'Auto-Submitted': 'auto-replied', 'X-Auto-Response-Suppress': 'All' }),
    ...(unsubscribeUrl && {
      'List-Unsubscribe': `<${unsubscribeUrl}>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    }),
  }
}

function attachment(file: OutgoingFile) {
  const shown = file.inline && file.contentId !== null
  return {
    filename: file.name,
    contentType: file.contentType,
    contentDisposition: shown ? 'inline' : 'attachment',
    ...(file.contentId && { cid: file.contentId }),
    content: Readable.from(opened(file), { objectMode: false }),
  }
}

async function* opened(file: OutgoingFile): AsyncIterable<Uint8Array> {
  yield* await file.open()
}
