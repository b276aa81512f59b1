import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createPages } from './pages.ts'
import { createWorld } from './world.ts'
import type { Visitor, World } from './world.ts'
import type { SendRequest, SessionRequest, WireAttachment, WireError } from '../src/protocol.ts'

/** A refusal to answer with. */
class Refused extends Error {
  status: number
  error: WireError['error']
  constructor(status: number, code: WireError['error']['code'], message: string, field?: string) {
    super(message)
    this.status = status
    this.error = { code, message, field }
  }
}

const types: Record<string, string> = { js: 'text/javascript', json: 'application/json', html: 'text/html' }
const dist = join(import.meta.dirname, '../dist')

async function body(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return Buffer.concat(parts)
}

/** Width and height of a PNG; other files are shown as tiles. */
function sizeOf(bytes: Buffer): { width: number; height: number } | null {
  return bytes.length > 24 && bytes.toString('latin1', 1, 4) === 'PNG'
    ? { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) }
    : null
}

function keepFile(world: World, name: string, contentType: string, bytes: Buffer): WireAttachment {
  if (name.endsWith('.exe')) throw new Refused(422, 'invalid_input', 'Programs cannot be sent', 'file')
  const id = `f${world.files.size + 1}`
  world.files.set(id, { bytes, contentType })
  const size = sizeOf(bytes)
  const url = `files/${id}`
  return {
    id,
    name,
    contentType,
    size: bytes.length,
    url,
    thumbnailUrl: size && url,
    width: size?.width ?? null,
    height: size?.height ?? null,
  }
}

function stream(world: World, visitor: Visitor, after: number, response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
  response.write(': hello\n\n')
  const write = (event: object, cursor?: number) =>
    response.write(`${cursor ? `id: ${cursor}\n` : ''}event: x\ndata: ${JSON.stringify(event)}\n\n`)
  visitor.events.slice(after).forEach((event, at) => write(event, after + at + 1))
  visitor.streams.add(write)
  const beat = setInterval(() => response.write(': beat\n\n'), 20_000)
  response.on('close', () => {
    clearInterval(beat)
    visitor.streams.delete(write)
  })
}

/** What is below `/chat/:key/`. Undefined answers 204. */
async function chat(
  world: World,
  request: IncomingMessage,
  path: string,
  query: URLSearchParams,
  response: ServerResponse,
): Promise<unknown> {
  const method = request.method ?? 'GET'
  const json = async <Shape>() => JSON.parse((await body(request)).toString() || '{}') as Shape
  if (path === 'config') return world.config(query.get('locale') ?? 'en')
  if (path === 'session') {
    const asked = await json<SessionRequest>()
    if (world.settings.identityRequired && !asked.identity)
      throw new Refused(403, 'identity_required', 'Please sign in')
    return world.session(asked)
  }
  const visitor = world.byToken((request.headers.authorization ?? '').slice(7))
  if (!visitor) throw new Refused(401, 'unauthenticated', 'The session has ended')
  if (path === 'messages') {
    const sent = await json<SendRequest>()
    if (sent.body.includes('forbidden')) throw new Refused(422, 'invalid_input', 'This message is not allowed here.')
    if (sent.form?.email === 'no@mail.test')
      throw new Refused(422, 'invalid_input', 'This address does not take mail', 'email')
    return world.receive(visitor, sent)
  }
  if (path === 'files') {
    const bytes = await body(request)
    return keepFile(world, query.get('name') ?? 'file', request.headers['content-type'] ?? '', bytes)
  }
  if (path === 'conversations') return world.summaries(visitor)
  if (path === 'contact' || path === 'page') return void (await json())
  if (path === 'stream') return stream(world, visitor, Number(query.get('after')), response)
  const [, id = '', action = ''] = path.split('/')
  const conversation = visitor.conversations.find((one) => one.summary.id === id)
  if (!conversation) throw new Refused(404, 'not_found', 'There is no such conversation')
  if (method === 'GET' && !action) return world.page(conversation, Number(query.get('before')) || Infinity)
  if (action === 'transcript') {
    response.writeHead(200, { 'content-type': 'text/plain; charset=utf-8' })
    return response.end(conversation.messages.map(({ at, author, body }) => `${at} ${author}: ${body}\n`).join(''))
  }
  const said = await json<{ seq: number; score: number; comment?: string; typing: boolean; preview?: string }>()
  if (action === 'seen') return world.seen(visitor, conversation, said.seq)
  if (action === 'typing') return void (world.typed = said.preview ?? '')
  if (action === 'end') return world.end(visitor, conversation)
  if (action === 'rating') return world.rate(visitor, conversation, said.score, said.comment ?? null)
  return undefined
}

async function widgetFile(path: string, response: ServerResponse): Promise<void> {
  const file = await readFile(join(dist, path.replace(/\.\./g, ''))).catch(() => null)
  response.writeHead(file ? 200 : 404, { 'content-type': types[path.split('.').at(-1)!] ?? 'text/plain' })
  response.end(file)
}

/**
 * A hub in memory that speaks the widget's protocol, with an agent who types and answers, and host pages. For
 * development and for the widget's own tests; `world` lets a test play the agent and break things.
 */
export function createMockHub() {
  const world = createWorld()
  const pages = createPages()
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://mock')
    const [, area = '', ...rest] = url.pathname.split('/')
    response.setHeader('access-control-allow-origin', '*')
    response.setHeader('access-control-allow-headers', '*, authorization, content-type')
    response.setHeader('access-control-allow-methods', 'GET, POST, PUT')
    if (request.method === 'OPTIONS') return void response.writeHead(204).end()
    if (area === 'widget.js') return widgetFile('widget.js', response)
    if (area === 'widget') return widgetFile(rest.join('/'), response)
    const file = area === 'files' ? world.files.get(rest[0] ?? '') : undefined
    if (file) return void response.setHeader('content-type', file.contentType).end(file.bytes)
    if (area !== 'chat') return pages(url, request.headers.host ?? '', response)
    world.log.push(`${request.method} ${rest.slice(1).join('/')}`)
    try {
      if (world.settings.down) return void request.socket.destroy()
      const fault = world.fault(rest.slice(1).join('/'))
      if (fault) throw new Refused(fault, fault === 429 ? 'rate_limited' : 'unavailable', 'Try again later')
      const answer = await chat(world, request, rest.slice(1).join('/'), url.searchParams, response)
      if (world.loseAnswer(rest.slice(1).join('/'))) return void request.socket.destroy()
      if (!response.headersSent)
        response
          .writeHead(answer === undefined ? 204 : 200, { 'content-type': 'application/json' })
          .end(answer === undefined ? undefined : JSON.stringify(answer))
    } catch (error) {
      const refused = error instanceof Refused ? error : new Refused(500, 'unavailable', String(error))
      response
        .writeHead(refused.status, { 'content-type': 'application/json' })
        .end(JSON.stringify({ error: refused.error }))
    }
  })
  return { world, server }
}

if (import.meta.main) {
  const port = Number(process.env.PORT ?? 4310)
  const { server, world } = createMockHub()
  world.settings.answers = true
  server.listen(port, '127.0.0.1', () => process.stdout.write(`http://127.0.0.1:${port}/\n`))
}
