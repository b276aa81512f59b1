import type { IncomingMessage, ServerResponse } from 'node:http'
import type { CreateLimiter } from './channels/channel.ts'
import { createChatChannel } from './channels/chat/chat.ts'
import type { CarriedChannel } from './channels/carried.ts'
import type { AgentViewer, Services } from './context.ts'
import { registerFileJobs } from './conversations/attachments/orphans.ts'
import { createCustomerDesk } from './customers/desk.ts'
import { registerCustomerJobs } from './customers/gather.ts'
import { createFileRoutes } from './http/files.ts'
import { createWidgetRoutes } from './http/widget.ts'
import type { Receive } from './intake/receive.ts'
import { createAddressOf } from './platform/address.ts'
import { createLimiter } from './platform/limiter.ts'
import type { Providers } from './sandbox/providers.ts'
import { createSandboxRoutes } from './sandbox/routes.ts'

export interface FrontParts {
  services: Services
  receive: Receive
  /** Channels whose providers have a way in of their own. */
  carriers: readonly CarriedChannel[]
  viewerOf(req: IncomingMessage): Promise<AgentViewer | null>
  /** The demonstration's mail server and telephone company. */
  providers: Providers | null
  /** Replaces the limits, for measuring without them. */
  limiter?: CreateLimiter
}

/** What customers reach: answered ahead of everything that only agents need. */
export interface Front {
  /** True when the request was one of these. */
  handle(req: IncomingMessage, res: ServerResponse): boolean
  /** Lets visitors' streams go, so that they come back to a process that stays. */
  stop(): Promise<void>
}

/** Assembles the chat, its widget and files, and the demonstration's shop. */
export async function createFront({
  services,
  receive,
  carriers,
  viewerOf,
  providers,
  limiter,
}: FrontParts): Promise<Front> {
  const { env, log, seal, clock, metrics } = services
  const desk = createCustomerDesk(services, receive)
  const limits: CreateLimiter = (name, points, seconds) => createLimiter(services, { name, points, seconds }).consume
  const kind = 'visitor'
  const chat = createChatChannel({
    desk,
    createLimiter: limiter ?? limits,
    tokenKey: seal.key('visitor-token'),
    origin: new URL(env.PUBLIC_URL).origin,
    addressOf: createAddressOf(env),
    report: (error) => reported(error, log),
    meter: {
      opened: () => metrics.connections.inc({ kind }),
      closed: () => metrics.connections.dec({ kind }),
      delivered: () => metrics.delivered.inc({ kind }),
      dropped: () => metrics.dropped.inc({ kind }),
    },
    now: () => clock.now(),
  })
  const uploads = createLimiter(services, { name: 'files-upload', points: 120, seconds: 60 })
  const files = createFileRoutes({ services, viewerOf, limiter: uploads })
  const widget = createWidgetRoutes()
  const sandbox = createSandboxRoutes(services, viewerOf, providers)
  await registerFileJobs(services)
  await registerCustomerJobs(services)
  return {
    handle: (req, res) =>
      chat.handle?.(req, res) ||
      carriers.some((one) => one.handle?.(req, res)) ||
      files(req, res) ||
      widget(req, res) ||
      sandbox(req, res),
    async stop() {
      await chat.stop?.()
      desk.stop()
    },
  }
}

function reported(error: unknown, log: Services['log']): string {
  const id = crypto.randomUUID()
  log.error({ err: error, errorId: id }, 'a visitor’s request failed unexpectedly')
  return id
}
