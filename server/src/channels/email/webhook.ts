import type { IncomingMessage, ServerResponse } from 'node:http'
import type { CarrierDesk } from '../carried.ts'
import { AppError, InvalidInputError, NotFoundError, TooLargeError } from '../../errors.ts'
import { externalIdOf, headBytes, headersOf } from './external-id.ts'
import { readSignature } from './webhook-signature.ts'

export interface WebhookOptions {
  desk: Pick<CarrierDesk, 'channel' | 'keep'>
  /** The largest mail that is taken, in bytes. */
  largest: number
  now(): Date
  /** Logs what nobody expected and returns the id it is logged under. */
  report(error: unknown): string
}

const path = /^\/webhooks\/email\/([A-Za-z0-9_-]{1,100})\/?(?:\?|$)/

/**
 * Mail by HTTP: `POST /webhooks/email/<publicKey>` with the raw mail as its body and its signature in the header
 * `X-Switchboard-Signature`. It is stored as it streams in and committed after the signature has proved right: 200 once
 * it is kept, 403 when it is not ours, 503 when it should be sent again. Of one that is too large its headers are kept.
 * False: the request is for somebody else.
 */
export function handleWebhook(options: WebhookOptions, req: IncomingMessage, res: ServerResponse): boolean {
  const key = path.exec(req.url ?? '')?.[1]
  if (!key) return false
  receive(options, req, key).then(
    (became) => answer(res, 200, { status: became }),
    (error: unknown) => refuse(options, req, res, error),
  )
  return true
}

async function receive(options: WebhookOptions, req: IncomingMessage, key: string) {
  const { desk, largest, now } = options
  if (req.method !== 'POST') throw new NotFoundError('Mail is handed in by POST.')
  const channel = await desk.channel('email', key)
  if (!channel) throw new NotFoundError('There is no such mailbox.')
  const signature = readSignature(req.headers['x-switchboard-signature'], channel.secrets['webhook'], now())
  const said = Number(req.headers['content-length'] ?? 0)
  if (said > mostRead(largest)) throw tooLarge()
  const chunks = req.iterator({ destroyOnReturn: false }) as AsyncIterator<Buffer>
  const head = await beginning(chunks)
  if (head.length === 0) throw new InvalidInputError('body', 'There is no mail in this request.')
  const body = signedBody(req, { head, chunks, signature, most: mostRead(largest) })
  const externalId = externalIdOf(head.subarray(0, headBytes))
  try {
    // The desk commits when the body ends, and keeps nothing when it throws.
    return await desk.keep(channel, { externalId, raw: upTo(body.bytes, largest), size: said })
  } catch (error) {
    if (!(error instanceof TooLargeError) || body.size() > mostRead(largest)) throw error
    // Read to its end to see that it is ours; then its sender is told, as of one that a mailbox was too small for.
    while (!(await body.bytes.next()).done);
    const payload = { tooLarge: body.size(), headers: headersOf(head.subarray(0, headBytes)) }
    return desk.keep(channel, { externalId, payload })
  }
}

/** More than this of a mail that is too large is not read, in bytes: nobody is told of it but who hands it in. */
const mostRead = (largest: number) => 4 * largest

interface Body {
  head: Buffer
  chunks: AsyncIterator<Buffer>
  signature: ReturnType<typeof readSignature>
  most: number
}

/** The mail as it comes, which ends well only when it is whole and its signature is right. */
function signedBody(req: IncomingMessage, { head, chunks, signature, most }: Body) {
  let size = 0
  async function* bytes(): AsyncGenerator<Buffer, void> {
    for (let chunk: Buffer | undefined = head; chunk; chunk = await nextOf(chunks)) {
      signature.update(chunk)
      size += chunk.length
      if (size > most) throw tooLarge()
      yield chunk
    }
    if (!req.complete) throw new InvalidInputError('body', 'The request was cut off.')
    signature.verify()
  }
  return { bytes: bytes(), size: () => size }
}

/** Stops with the chunk that is too much, and leaves the rest to be read. */
async function* upTo(bytes: AsyncIterator<Buffer, void>, largest: number): AsyncGenerator<Buffer> {
  let size = 0
  for (let next = await bytes.next(); !next.done; next = await bytes.next()) {
    size += next.value.length
    if (size > largest) throw tooLarge()
    yield next.value
  }
}

/** At least the bytes by which a mail is known, or all of it. */
async function beginning(chunks: AsyncIterator<Buffer>): Promise<Buffer> {
  const parts: Buffer[] = []
  let size = 0
  while (size < headBytes) {
    const chunk = await nextOf(chunks)
    if (!chunk) break
    parts.push(chunk)
    size += chunk.length
  }
  return Buffer.concat(parts)
}

async function nextOf(chunks: AsyncIterator<Buffer>): Promise<Buffer | undefined> {
  const { done, value } = await chunks.next()
  return done ? undefined : value
}

const tooLarge = () => new TooLargeError('body', 'This mail is too large.')

function refuse({ report }: WebhookOptions, req: IncomingMessage, res: ServerResponse, error: unknown): void {
  // What is left of the body is not read: the connection ends with the answer.
  if (!req.complete) res.setHeader('Connection', 'close')
  if (error instanceof AppError)
    return answer(res, error.status, { error: { code: error.code, message: error.message } })
  const message = `Something went wrong on our side (${report(error)}). Please send it again.`
  answer(res, 503, { error: { code: 'unavailable', message } })
}

function answer(res: ServerResponse, status: number, body: unknown): void {
  if (res.destroyed) return
  res.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'no-store' })
  res.end(JSON.stringify(body))
}
