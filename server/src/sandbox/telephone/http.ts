import type { IncomingMessage, ServerResponse } from 'node:http'

/** The longest request in bytes: pictures come in as base64. */
const longest = 15_000_000

/** A refusal in the company's own words and codes. */
export class RestError extends Error {
  readonly status: number
  readonly code: number
  readonly retryAfter: number | undefined

  constructor(status: number, code: number, message: string, retryAfter?: number) {
    super(message)
    this.status = status
    this.code = code
    this.retryAfter = retryAfter
  }
}

export const notFound = (path: string) => new RestError(404, 20404, `The requested resource ${path} was not found`)

/** Reads a request's body. @throws RestError when it is too long. */
export async function readBody(req: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of req) {
    size += (chunk as Buffer).length
    if (size > longest) throw new RestError(413, 20413, 'The request is too large')
    chunks.push(chunk as Buffer)
  }
  return Buffer.concat(chunks).toString('utf8')
}

export function sendJson(
  res: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  res.writeHead(status, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store', ...headers })
  res.end(JSON.stringify(body))
}

/** Answers with a refusal as the company words it. */
export function sendRestError(res: ServerResponse, error: unknown): void {
  const known = error instanceof RestError ? error : new RestError(500, 20500, 'An internal server error has occurred')
  const { status, code, message, retryAfter } = known
  const headers: Record<string, string> = retryAfter === undefined ? {} : { 'Retry-After': String(retryAfter) }
  const body = { code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status }
  sendJson(res, status, body, headers)
}
