import type { IncomingMessage, ServerResponse } from 'node:http'
import { InvalidInputError, TooLargeError } from '../../errors.ts'

/** More than a mail with some pictures, in base64. */
const longest = 30_000_000

export function json(res: ServerResponse, status: number, body: unknown): void {
  res.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'no-store' })
  res.end(JSON.stringify(body))
}

/** Says at which field something is wrong. */
export function badRequest(res: ServerResponse, field: string, message: string): true {
  json(res, 400, { field, message })
  return true
}

/** @throws TooLargeError; InvalidInputError for what is no JSON. */
export async function readJson(req: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of req as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > longest) throw new TooLargeError('body', 'This is more than a mail can hold.')
    chunks.push(chunk)
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'))
  } catch {
    throw new InvalidInputError('body', 'The request is not JSON.')
  }
}

/** Tells a page by server-sent events whenever `watch` calls. */
export function follow(res: ServerResponse, watch: (told: () => void) => () => void): void {
  res.writeHead(200, { 'Content-Type': 'text/event-stream; charset=utf-8', 'Cache-Control': 'no-store' })
  res.write('retry: 1000\n\n')
  res.on(
    'close',
    watch(() => void res.write('event: change\ndata: {}\n\n')),
  )
}
