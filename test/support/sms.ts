import type {
  CarriedConfig,
  IncomingFile,
  Outgoing,
  OutgoingFile,
  Understood,
} from '../../server/src/channels/carried.ts'
import { createSmsChannel, type SmsChannel, type SmsOptions } from '../../server/src/channels/sms/sms.ts'
import { newId } from '../../server/src/platform/ids.ts'
import type { TelephoneOptions } from '../../server/src/sandbox/telephone/begin.ts'
import { startTelephoneCompany, type TelephoneCompany } from '../../server/src/sandbox/telephone/company.ts'
import { type MemoryDesk, memoryDesk } from './carrier-desk.ts'
import { serve } from './serve.ts'

/** A number at the sandbox's telephone company, and the adapter that speaks for it. */
export interface NumberOfOurs {
  company: TelephoneCompany
  sms: SmsChannel
  /** The same adapter, but it gives up waiting for an answer soon. */
  impatient: SmsChannel
  channel: CarriedConfig
  desk: MemoryDesk
  /** Where the adapter listens; its public address too. */
  url: string
  /** Everything that came in so far, understood. */
  understood(): Promise<Understood[]>
  /** Names and contents of the files that were kept. */
  files: { name: string; content: Buffer }[]
  /** What nobody expected, as the adapter reported it. */
  surprises: unknown[]
  stop(): Promise<void>
}

export const customer = '+15557020002'

/** Starts a company and connects its first number, as an administrator would with one click. */
export async function startNumber(
  options: Partial<SmsOptions> & { company?: TelephoneOptions; settings?: Record<string, unknown> } = {},
): Promise<NumberOfOurs> {
  const company = await startTelephoneCompany(options.company)
  const channel = configOf(company, options.settings)
  const now = options.now ?? (() => new Date())
  const desk = memoryDesk([channel], now)
  const surprises: unknown[] = []
  const report = (error: unknown) => `surprise ${surprises.push(error)}`
  const { url, stop } = await serve((req, res) => {
    if (!sms.handle?.(req, res)) res.writeHead(200, { 'Content-Type': 'image/png' }).end('a picture')
  })
  const defaults = {
    desk,
    publicUrl: url,
    allowPrivateHosts: true,
    timeout: 15_000,
    settle: 0,
    absentAfter: 0,
    report,
    now,
  }
  const sms = createSmsChannel({ ...defaults, ...options })
  const impatient = createSmsChannel({ ...defaults, ...options, timeout: 1500 })
  await sms.connectNumber(channel)
  const files: NumberOfOurs['files'] = []
  return {
    company,
    sms,
    impatient,
    channel,
    desk,
    url,
    files,
    surprises,
    understood: () => Promise.all(desk.items.map((item) => sms.understand(channel, item, keeper(files)))),
    async stop() {
      await Promise.all([stop(), company.stop()])
    },
  }
}

/** Reads files into memory as the hub would into its store. */
export const keeper =
  (files: NumberOfOurs['files']) =>
  async ({ name, content }: IncomingFile): Promise<string> => {
    const chunks: Uint8Array[] = []
    for await (const chunk of content) chunks.push(chunk)
    return `file ${files.push({ name, content: Buffer.concat(chunks) })}`
  }

/** Follows a number for one sweep: what is then reported of it. */
export async function sweepOnce(sms: SmsChannel, channel: CarriedConfig, desk: MemoryDesk) {
  const control = new AbortController()
  const watched: MemoryDesk = {
    ...desk,
    async report(reported, health) {
      await desk.report(reported, health)
      control.abort()
    },
  }
  await sms.follow?.(channel, watched, control.signal)
  return desk.reports.at(-1)
}

/** A channel's configuration for the first number of a company. */
export function configOf(
  provider: Pick<TelephoneCompany, 'url' | 'accountSid' | 'authToken' | 'numbers'>,
  settings: Record<string, unknown> = {},
  secrets: Record<string, string> = {},
): CarriedConfig {
  return {
    id: newId(),
    name: 'Texts',
    enabled: true,
    publicKey: newId(),
    brand: { id: newId(), name: 'Nordlicht', colour: '#0f766e', locale: 'en', timeZone: 'UTC' },
    settings: { baseUrl: provider.url, accountId: provider.accountSid, number: provider.numbers[0], ...settings },
    identitySecrets: [],
    secrets: { authToken: provider.authToken, ...secrets },
  }
}

/** An answer of an agent. */
export function outgoing(body: string, more: Partial<Outgoing> = {}): Outgoing {
  const deliveryId = newId()
  return {
    deliveryId,
    messageId: newId(),
    conversationId: newId(),
    attempts: 0,
    to: [{ address: customer, name: null }],
    cc: [],
    bcc: [],
    subject: null,
    body,
    html: null,
    files: [],
    reference: `<${deliveryId}@hub.test>`,
    references: [],
    token: 'token',
    aside: false,
    callbackUrl: null,
    automatic: false,
    unsubscribeUrl: null,
    committing: async () => {},
    ...more,
  }
}

/** A file of an answer, which the company fetches at `url`. */
export const outgoingFile = (url: string): OutgoingFile => ({
  id: newId(),
  name: 'map.png',
  contentType: 'image/png',
  size: 9,
  contentId: null,
  inline: false,
  open: async () => new Response('a picture').body as unknown as AsyncIterable<Uint8Array>,
  url,
})
