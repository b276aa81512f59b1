import type { IncomingMessage, ServerResponse } from 'node:http'
import { AppError, ChannelUnavailableError, InvalidInputError, RateLimitedError, TooLargeError } from '../../errors.ts'
import type { WireError } from '../../../../widget/src/protocol.ts'

/** The longest JSON body in bytes. */
const longestBody = 64_000
/** What is too much is still read, up to this many bytes: a client that is cut off while it sends never sees the answer. */
const longestDiscard = 20_000_000

/** Reads a JSON object. @throws TooLargeError, InvalidInputError. */
export async function readJson(req: IncomingMessage): Promise<Record<string, unknown>> {
  const text = await readText(req)
  if (text.trim() === '') return {}
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new InvalidInputError('body', 'The request is not JSON.')
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new InvalidInputError('body', 'The request must be a JSON object.')
  }
  return value as Record<string, unknown>
}

function readText(req: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    req.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size <= longestBody) chunks.push(chunk)
      else if (size > longestDiscard) reject(tooLarge())
    })
    req.on('end', () => (size > longestBody ? reject(tooLarge()) : resolve(Buffer.concat(chunks).toString('utf8'))))
    req.on('error', reject)
    req.on('close', () => reject(new InvalidInputError('body', 'The request was cut off.')))
  })
}

const tooLarge = () => new TooLargeError('body', 'The request is too large.')

/** Reads on to the end of a body that is not wanted, within reason. */
export async function discard(req: IncomingMessage): Promise<void> {
  let size = 0
  try {
    for await (const chunk of req.iterator({ destroyOnReturn: false })) {
      size += (chunk as Buffer).length
      if (size > longestDiscard) return
    }
  } catch {
    // The sender went away: there is nobody left to answer.
  }
}

export function sendJson(
  res: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  const text = JSON.stringify(body)
  res.writeHead(status, {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': Buffer.byteLength(text),
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    ...headers,
  })
  res.end(text)
}

export function sendNothing(res: ServerResponse): void {
  res.writeHead(204, { 'Cache-Control': 'no-store' })
  res.end()
}

/** Answers with an error in the words of the wire; what is unexpected is masked and reported. */
export function sendError(res: ServerResponse, error: unknown, report: (error: unknown) => string): void {
  if (res.headersSent || res.destroyed) return void res.destroy()
  if (!(error instanceof AppError)) {
    const message = `Something went wrong on our side (${report(error)}).`
    return sendJson(res, 500, { error: { code: 'unavailable', message, retryAfter: 5 } })
  }
  const retryAfter =
    error instanceof RateLimitedError ? error.retryAfter : error instanceof ChannelUnavailableError ? 2 : undefined
  const body = {
    code: error.code,
    message: error.message,
    ...(error instanceof InvalidInputError && { field: error.field }),
    ...(retryAfter !== undefined && { retryAfter }),
  }
  const headers: Record<string, string> = retryAfter === undefined ? {} : { 'Retry-After': String(retryAfter) }
  sendJson(res, error.status, { error: body as WireError['error'] }, headers)
}
