import { randomUUID } from 'node:crypto'
import type { CarriedConfig, Outgoing, OutgoingFile } from '../../../server/src/channels/carried.ts'
import { createEmailChannel, type EmailOptions } from '../../../server/src/channels/email/email.ts'
import type { EmailChannelSettings } from '../../../server/src/channels/email/settings.ts'
import type { FakeDesk } from './desk.ts'

/** A configured mailbox, as the hub hands it to the adapter. */
export function mailbox(settings: EmailChannelSettings, secrets: Record<string, string>): CarriedConfig {
  return {
    id: randomUUID(),
    name: 'Support',
    enabled: true,
    publicKey: randomUUID().replaceAll('-', ''),
    brand: { id: randomUUID(), name: 'Fjord', colour: '#0f766e', locale: 'en', timeZone: 'UTC' },
    settings,
    identitySecrets: [],
    secrets,
  }
}

/** Mail whose pauses are short; errors that are only logged fail the test that reads `reported`. */
export function emailAt(desk: FakeDesk, options: Partial<EmailOptions> = {}) {
  const reported: unknown[] = []
  const email = createEmailChannel({
    desk,
    readMail: async () => ({ ignored: 'not read in this test' }),
    instance: 'test-hub',
    largest: 30_000_000,
    report: (error) => `logged ${reported.push(error)}`,
    now: () => new Date(),
    allowPrivateHosts: true,
    ...options,
    timings: { retry: 20, retryMost: 100, ...options.timings },
  })
  return { ...email, reported }
}

/** A mail as its sender's program writes it. */
export function mail(
  from: string,
  to: string,
  { id = `${randomUUID()}`, subject = 'A question', body = 'Hello' } = {},
) {
  const headers = `From: ${from}\r\nTo: ${to}\r\nMessage-ID: <${id}@customer.test>\r\nSubject: ${subject}`
  return Buffer.from(`${headers}\r\nDate: ${new Date().toUTCString()}\r\n\r\n${body}\r\n`)
}

/** A message to be sent; `committed` counts how often the point of no return was passed. */
export function outgoing(to: string[], more: Partial<Outgoing> = {}): Outgoing & { committed(): number } {
  let committed = 0
  const id = randomUUID()
  return {
    deliveryId: id,
    messageId: id,
    conversationId: randomUUID(),
    attempts: 0,
    to: to.map((address) => ({ address, name: null })),
    cc: [],
    bcc: [],
    subject: 'Re: A question',
    body: 'It is on its way.',
    html: null,
    files: [],
    reference: `<${id}@hub.test>`,
    references: [],
    token: '7f3a.9c1d',
    aside: false,
    callbackUrl: null,
    automatic: false,
    unsubscribeUrl: null,
    committing: async () => void committed++,
    committed: () => committed,
    ...more,
  }
}

/** A file of a message; with a `contentId` it is shown within the text. */
export function file(
  name: string,
  contentType: string,
  content: Buffer,
  contentId: string | null = null,
): OutgoingFile {
  const size = content.length
  return {
    id: randomUUID(),
    name,
    contentType,
    size,
    contentId,
    inline: contentId !== null,
    url: '',
    async open() {
      return (async function* () {
        for (let at = 0; at < size; at += 65_536) yield content.subarray(at, at + 65_536)
      })()
    },
  }
}
