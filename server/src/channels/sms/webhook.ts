import type { IncomingMessage, ServerResponse } from 'node:http'
import { AppError, ForbiddenError, InvalidInputError, NotFoundError } from '../../errors.ts'
import type { CarrierDesk } from '../carried.ts'
import { webhookAt } from './addresses.ts'
import { field, type Form, readForm, storable } from './form.ts'
import { isSigned } from './signature.ts'

export interface WebhookOptions {
  desk: Pick<CarrierDesk, 'channel' | 'keep'>
  /** The configured address of the hub, which providers were told. */
  publicUrl: string
  /** Logs what nobody expected and returns the id it is logged under. */
  report(error: unknown): string
}

/** Tells the provider that nothing is to be answered by itself. */
const nothingToSay = '<?xml version="1.0" encoding="UTF-8"?><Response></Response>'

/** Takes a text or the news of one: it is stored before the provider is told that we have it. */
export async function takeWebhook(req: IncomingMessage, res: ServerResponse, options: WebhookOptions): Promise<void> {
  try {
    await take(req, options)
    send(res, 200, 'text/xml', nothingToSay)
  } catch (error) {
    refuse(req, res, error, options)
  }
}

async function take(req: IncomingMessage, { desk, publicUrl }: WebhookOptions): Promise<void> {
  const at = webhookAt(req.url ?? '')
  if (req.method !== 'POST') throw new InvalidInputError('method', 'Webhooks of texts must be sent with POST.')
  const channel = at && (await desk.channel('sms', at.publicKey))
  if (!at || !channel) throw new NotFoundError('There is no such number here.')
  const form = await readForm(req)
  if (!isSigned(channel, req, publicUrl.replace(/\/+$/, '') + req.url, form)) {
    throw new ForbiddenError('The signature of this request is missing or wrong.', 'bad_signature')
  }
  await desk.keep(channel, { externalId: externalIdOf(form, at.status), payload: storable(form) })
}

/** A text has one id; of its news, each status counts once. */
function externalIdOf(form: Form, isStatus: boolean): string {
  const id = field(form, 'MessageSid') || field(form, 'SmsSid')
  if (id === '') throw new InvalidInputError('MessageSid', 'This is not a text: its id is missing.')
  if (!isStatus) return id
  const status = field(form, 'MessageStatus') || field(form, 'SmsStatus')
  if (status === '') throw new InvalidInputError('MessageStatus', 'This is no news of a text: its status is missing.')
  return `${id}:${status}`
}

function refuse(req: IncomingMessage, res: ServerResponse, error: unknown, options: WebhookOptions): void {
  if (res.headersSent || res.destroyed) return void res.destroy()
  // What was not read to its end would be taken for the next request.
  if (!req.complete) res.setHeader('Connection', 'close')
  if (error instanceof AppError && error.status < 500) return send(res, error.status, 'text/plain', error.message)
  res.setHeader('Retry-After', '2')
  send(res, 503, 'text/plain', `It could not be stored; please try again (${options.report(error)}).`)
}

function send(res: ServerResponse, status: number, type: string, text: string): void {
  res.writeHead(status, {
    'Content-Type': `${type}; charset=utf-8`,
    'Content-Length': Buffer.byteLength(text),
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
  })
  res.end(text)
}
