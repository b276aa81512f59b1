import type {
  ConversationSummary,
  SendAnswer,
  SessionAnswer,
  SessionRequest,
  StreamEvent,
  WireError,
} from '../../widget/src/protocol.ts'
import { newId } from '../../server/src/platform/ids.ts'

/** The answer to one request of a visitor. */
export interface WireReply<Body> {
  status: number
  headers: Headers
  body: Body & WireError
}

/** A visitor's browser, without a browser: the wire as the widget speaks it. */
export interface Visitor {
  token: string | null
  session: SessionAnswer
  begin(request?: Partial<SessionRequest>): Promise<WireReply<SessionAnswer>>
  call<Body = unknown>(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<WireReply<Body>>
  write(body: string, more?: Record<string, unknown>): Promise<WireReply<SendAnswer>>
  conversations(): Promise<ConversationSummary[]>
  upload(
    name: string,
    bytes: Uint8Array,
  ): Promise<WireReply<{ id: string; url: string; contentType: string; name: string }>>
  /** Listens until stopped. */
  listen(after?: string, headers?: Record<string, string>): Listening
}

export interface Listening {
  /** In order, with their cursors. */
  heard: { id: string | null; event: StreamEvent }[]
  /** The newest cursor. */
  cursor(): string | null
  /** Resolves when `found` holds for what was heard, or rejects after ten seconds. */
  until(found: (heard: StreamEvent[]) => boolean): Promise<void>
  opened: Promise<number>
  closed: Promise<void>
  stop(): void
}

/** A visitor of the chat `key`; `begin` it before it does anything. */
export function visitor(hubUrl: string, key: string): Visitor {
  const base = `${hubUrl}/chat/${key}`
  const self: Visitor = {
    token: null,
    session: undefined as unknown as SessionAnswer,
    async begin(request = {}) {
      const reply = await self.call<SessionAnswer>('POST', 'session', { token: self.token, ...request })
      if (reply.status === 200) {
        self.token = reply.body.token
        self.session = reply.body
      }
      return reply
    },
    async call(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
      const answer = await fetch(`${base}/${path}`, {
        method,
        headers: { ...(self.token && { authorization: `Bearer ${self.token}` }), ...headers },
        ...(body !== undefined && {
          body: body instanceof Uint8Array || typeof body === 'string' ? (body as BodyInit) : JSON.stringify(body),
        }),
      })
      const text = await answer.text()
      const isJson = answer.headers.get('content-type')?.startsWith('application/json')
      return { status: answer.status, headers: answer.headers, body: isJson ? JSON.parse(text) : text }
    },
    write: (body, more = {}) => self.call('POST', 'messages', { clientId: newId(), body, attachmentIds: [], ...more }),
    conversations: async () => (await self.call<ConversationSummary[]>('GET', 'conversations')).body,
    upload: (name, bytes) => self.call('PUT', `files?name=${encodeURIComponent(name)}`, bytes),
    listen: (after, headers) => listen(base, self.token ?? '', after ?? self.session.cursor, headers),
  }
  return self
}

function listen(base: string, token: string, after: string, more: Record<string, string> = {}): Listening {
  const heard: Listening['heard'] = []
  const watchers = new Set<() => void>()
  const control = new AbortController()
  const headers = { ...more, authorization: `Bearer ${token}` }
  const opening = fetch(`${base}/stream?after=${after}`, { headers, signal: control.signal })
  const hear = (block: string) => {
    const line = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1]
    const data = line('data')
    if (data) heard.push({ id: line('id') ?? null, event: JSON.parse(data) as StreamEvent })
    for (const watcher of watchers) watcher()
  }
  const read = async () => {
    const { body } = await opening
    let rest = ''
    for await (const chunk of (body ?? new ReadableStream()).pipeThrough(new TextDecoderStream())) {
      const blocks = (rest + chunk).split('\n\n')
      rest = blocks.pop() ?? ''
      blocks.forEach(hear)
    }
  }
  return {
    heard,
    cursor: () => heard.findLast(({ id }) => id !== null)?.id ?? null,
    until(found) {
      const { promise, resolve, reject } = Promise.withResolvers<void>()
      const told = () => JSON.stringify(heard.map(({ event }) => event)).slice(0, 2000)
      const timer = setTimeout(() => reject(new Error(`not heard; only ${told()}`)), 10_000)
      const watch = () => found(heard.map(({ event }) => event)) && resolve()
      watchers.add(watch)
      watch()
      return promise.finally(() => {
        clearTimeout(timer)
        watchers.delete(watch)
      })
    },
    opened: opening.then(
      (answer) => answer.status,
      () => 0,
    ),
    closed: read().catch(() => {}),
    stop: () => control.abort(),
  }
}
