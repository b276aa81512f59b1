import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { getOperationAST, GraphQLError, type GraphQLSchema } from 'graphql'
import { makeServer } from 'graphql-ws'
import { type WebSocket, WebSocketServer } from 'ws'
import type { AgentViewer, Context } from '../context.ts'
import { audienceOf } from './live/change.ts'
import { type LiveDeps, liveConnection } from './live/connection.ts'

export interface SocketDeps extends LiveDeps {
  schema: GraphQLSchema
  viewerOf: (request: Asked) => Promise<AgentViewer | null>
  allowsOrigin: (request: IncomingMessage) => boolean
  contextFor: (viewer: AgentViewer) => Context
}

/** The agents' WebSocket endpoint (graphql-transport-ws). */
export interface SocketEndpoint {
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void
  /** Asks every client to come back elsewhere or later. */
  close(): Promise<void>
}

/** What a viewer is told by; the rest of a request would only be kept for as long as the socket is open. */
type Asked = Pick<IncomingMessage, 'headers'>

interface OpenSocket {
  viewer: AgentViewer
  /** The upgrade, whose cookie is asked again. */
  request: Asked
  /** It answered since the last ping. */
  heard: boolean
}

const pingEvery = 25_000
const maxPayload = 256 * 1024

/** Sockets are refused before the upgrade for another origin or without a session: cookies alone would let any site in. */
export function createSocketEndpoint(deps: SocketDeps): SocketEndpoint {
  const sockets = new WebSocketServer({ noServer: true, maxPayload, handleProtocols: () => 'graphql-transport-ws' })
  const open = new Map<WebSocket, OpenSocket>()
  const server = makeServer<Record<string, unknown>, { viewer: AgentViewer }>({
    schema: deps.schema,
    context: ({ extra }) => deps.contextFor(extra.viewer),
    onSubscribe: (ctx, _id, payload) => prepared(deps, ctx.extra.viewer, payload),
  })
  const stopSessions = deps.services.wake.onSignal('sessions-changed', (value) => {
    const { userId } = value as { userId?: string }
    for (const [socket, { viewer }] of open) if (viewer.userId === userId) socket.close(4403, 'Forbidden')
  })
  const pings = setInterval(() => {
    for (const [socket, state] of open) {
      if (!state.heard) socket.terminate()
      state.heard = false
      socket.ping()
      void recheck(socket, state)
    }
  }, pingEvery).unref()

  /** The signal of a change is quick but may be lost, and a session ends without one: so rights are asked again. */
  async function recheck(socket: WebSocket, { viewer, request }: OpenSocket) {
    // While the database is away nobody's rights change.
    const now = await deps.viewerOf(request).catch(() => viewer)
    if (!now || audienceOf(now).key !== audienceOf(viewer).key) socket.close(4403, 'Forbidden')
  }

  function accept(socket: WebSocket, line: Duplex, viewer: AgentViewer, headers: Asked['headers']) {
    const state = { viewer, request: { headers }, heard: true }
    open.set(socket, state)
    // They may have changed between the question and this moment.
    void recheck(socket, state)
    deps.services.metrics.connections.set({ kind: 'agent' }, open.size)
    const leave = deps.services.links.join(viewer.agentId)
    const live = liveConnection(socket, line, viewer, deps)
    let acknowledged = false
    let closed: (code?: number, reason?: string) => Promise<void>
    socket.on('pong', () => (state.heard = true))
    socket.on('error', () => socket.terminate())
    socket.on('close', (code, reason) => {
      open.delete(socket)
      deps.services.metrics.connections.set({ kind: 'agent' }, open.size)
      live.close()
      leave()
      void closed(code, String(reason))
    })
    closed = server.opened(
      {
        protocol: socket.protocol,
        send: (text) => {
          if (text.startsWith('{"type":"connection_ack"')) acknowledged = true
          if (socket.readyState === socket.OPEN) socket.send(text)
        },
        close: (code, reason) => socket.close(code, reason),
        onMessage: (handle) => {
          socket.on('message', (data) => {
            const text = String(data)
            if (acknowledged && live.takes(parsed(text))) return
            void handle(text).catch((error) => {
              deps.services.log.error({ err: error }, 'a socket message failed')
              socket.close(4500, 'Internal error')
            })
          })
        },
      },
      { viewer },
    )
  }

  return {
    upgrade(request, socket, head) {
      socket.on('error', destroyed)
      if (!deps.allowsOrigin(request)) return refuse(socket, '403 Forbidden')
      void deps.viewerOf(request).then(
        (viewer) => {
          if (!viewer) return refuse(socket, '401 Unauthorized')
          sockets.handleUpgrade(request, socket, head, (opened) => accept(opened, socket, viewer, request.headers))
          socket.off('error', destroyed)
        },
        () => refuse(socket, '503 Service Unavailable'),
      )
    },
    async close() {
      clearInterval(pings)
      stopSessions()
      for (const socket of open.keys()) socket.close(1012, 'Restarting')
      await new Promise((done) => setTimeout(done, open.size > 0 ? 200 : 0))
      for (const socket of open.keys()) socket.terminate()
    },
  }
}

/** Only subscriptions: queries and mutations have limits and masked errors of their own, over HTTP. */
function prepared(
  deps: SocketDeps,
  viewer: AgentViewer,
  payload: { query?: string; variables?: Record<string, unknown> | null; extensions?: Record<string, unknown> | null },
) {
  const hash = (payload.extensions?.['persistedQuery'] as { sha256Hash?: string } | undefined)?.sha256Hash
  const text = hash ? deps.persisted(hash) : deps.arbitrary(viewer) ? payload.query : undefined
  if (!text) return refused('Only persisted operations are answered.', 'PERSISTED_ONLY')
  const operation = readOperation(deps, text)
  if ('errors' in operation) return operation.errors as GraphQLError[]
  if (getOperationAST(operation.document)?.operation !== 'subscription') {
    return refused('Only subscriptions are answered here.', 'SUBSCRIPTIONS_ONLY')
  }
  return { schema: deps.schema, document: operation.document, variableValues: payload.variables ?? {} }
}

const refused = (message: string, code: string) => [new GraphQLError(message, { extensions: { code } })]

function readOperation(deps: SocketDeps, text: string) {
  try {
    return deps.prepare(text)
  } catch (error) {
    if (error instanceof GraphQLError) return { errors: [error] }
    throw error
  }
}

function parsed(text: string): { type?: string; id?: string } {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? value : {}
  } catch {
    return {}
  }
}

/** A function of its own: a closure would keep the whole request for as long as the socket is open. */
function destroyed(this: Duplex) {
  this.destroy()
}

function refuse(socket: Duplex, status: string) {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}
