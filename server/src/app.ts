import { createServer, type IncomingMessage, type Server } from 'node:http'
import { auditResolvers } from './audit/resolvers.ts'
import { alertResolvers } from './alerts/resolvers.ts'
import { registerAlertJobs } from './alerts/tell.ts'
import { startAlerts } from './alerts/watch.ts'
import { createAuth } from './agents/auth.ts'
import { resolvers as agentResolvers } from './agents/resolvers.ts'
import { startAbsence } from './agents/presence/absence.ts'
import { skillResolvers } from './agents/skills/resolvers.ts'
import { startWrapUps } from './agents/presence/wrap-up.ts'
import { presenceResolvers } from './agents/presence/resolvers.ts'
import { resolvers as brandResolvers } from './brands/resolvers.ts'
import { resolvers as channelResolvers } from './channels/resolvers.ts'
import { startCarriers } from './carriers.ts'
import type { CarriedChannel } from './channels/carried.ts'
import type { CreateLimiter } from './channels/channel.ts'
import { resolvers as contactResolvers } from './contacts/resolvers.ts'
import type { AgentViewer, Context, Services, Viewer } from './context.ts'
import { resolvers as conversationResolvers } from './conversations/resolvers.ts'
import { registerConversationJobs } from './conversations/wake.ts'
import { resolvers as deliveryResolvers } from './delivery/resolvers.ts'
import { createFront } from './front.ts'
import { createGraphqlEndpoint } from './graphql/endpoint.ts'
import { createLiveHub } from './graphql/live/hub.ts'
import { createLoaders } from './graphql/loaders.ts'
import { createPreparer, persistedOperations } from './graphql/operations.ts'
import { resolvers as rootResolvers } from './graphql/resolvers.ts'
import { createSchema } from './graphql/schema.ts'
import { createSocketEndpoint } from './graphql/websocket.ts'
import { createExpress } from './http/express.ts'
import { resolvers as inboxResolvers } from './inbox/resolvers.ts'
import { resolvers as labelResolvers } from './labels/resolvers.ts'
import { hoursResolvers } from './opening-hours/resolvers.ts'
import { dryRunResolvers } from './metrics/dry-run/resolvers.ts'
import { resolvers as metricsResolvers } from './metrics/resolvers.ts'
import { wallboardResolvers } from './metrics/wallboards/resolvers.ts'
import { explainResolvers } from './routing/explain/resolvers.ts'
import { startClocks } from './sla/run.ts'
import { slaResolvers } from './sla/resolvers.ts'
import { startRouter } from './routing/engine/router.ts'
import { resolvers as routingResolvers } from './routing/resolvers.ts'
import { weightResolvers } from './routing/weights/resolvers.ts'
import { roomResolvers } from './rooms/resolvers.ts'
import { ruleResolvers } from './routing/rules/resolvers.ts'
import { createReceive } from './intake/receive.ts'
import { sameOrigin } from './platform/origin.ts'
import type { Providers } from './sandbox/providers.ts'

/** The assembled hub of one process. */
export interface App {
  server: Server
  /** Starts to refuse: /readyz says so, live connections are asked to come back. */
  drain(): Promise<void>
}

export interface AppOptions {
  /** Who a request comes from. */
  viewerOf: (request: Pick<IncomingMessage, 'headers'>) => Promise<AgentViewer | null>
  /** Channels that providers carry, each kind once. */
  carriers?: readonly CarriedChannel[]
  /** The demonstration's mail server and telephone company. */
  providers?: Providers | null
  /** Replaces the limits on customers, for measuring without them. */
  limiter?: CreateLimiter
}

/** Wires all folders; the only file that knows them all. */
export async function createApp(services: Services, options: AppOptions): Promise<App> {
  const schema = createSchema([
    rootResolvers,
    conversationResolvers,
    deliveryResolvers,
    contactResolvers,
    inboxResolvers,
    agentResolvers,
    presenceResolvers,
    skillResolvers,
    brandResolvers,
    hoursResolvers,
    labelResolvers,
    channelResolvers,
    routingResolvers,
    ruleResolvers,
    weightResolvers,
    explainResolvers,
    metricsResolvers,
    dryRunResolvers,
    wallboardResolvers,
    alertResolvers,
    slaResolvers,
    auditResolvers,
    roomResolvers,
  ])
  await registerConversationJobs(services)
  await registerAlertJobs(services)
  const { carriers = [] } = options
  const receive = createReceive(services)
  const running = startCarriers(services, receive, carriers)
  const worker =
    services.env.ROLE === 'web'
      ? []
      : [
          startRouter(services),
          startAbsence(services),
          startWrapUps(services),
          startClocks(services),
          startAlerts(services),
        ]
  const contextFor = (viewer: Viewer, requestId = '', loaders = createLoaders(services.db)): Context => ({
    ...services,
    adapterOf: running.adapterOf,
    viewer,
    requestId,
    loaders,
  })
  const persisted = persistedOperations()
  const prepare = createPreparer(schema)
  const open = services.env.NODE_ENV !== 'production'
  const arbitrary = (viewer: AgentViewer | null) => open || viewer?.role === 'administrator'
  const hub = createLiveHub(schema, services, (audience, loaders) => contextFor(audience.viewer, '', loaders))
  const { viewerOf } = options
  const front = await createFront({
    services,
    receive,
    carriers,
    viewerOf,
    providers: options.providers ?? null,
    ...(options.limiter && { limiter: options.limiter }),
  })

  let draining = false
  const graphql = createGraphqlEndpoint({ schema, services, persisted, contextFor, viewerOf, arbitrary })
  const sockets = createSocketEndpoint({
    schema,
    services,
    persisted,
    prepare,
    arbitrary,
    hub,
    viewerOf,
    contextFor,
    allowsOrigin: (request) => sameOrigin(services.env, request.headers),
  })
  const rest = createExpress({
    services,
    auth: createAuth(services),
    graphql,
    draining: () => draining,
    viewerOf,
    mayExplore: async (request) => arbitrary(await viewerOf(request)),
  })
  // Customers come first: what a flood of them sends takes no step that it does not need.
  const server = createServer((req, res) => {
    if (!front.handle(req, res)) rest(req, res)
  })
  server.on('upgrade', (request, socket, head) => {
    if (request.url?.split('?')[0] === '/graphql') sockets.upgrade(request, socket, head)
    else socket.destroy()
  })
  return {
    server,
    async drain() {
      draining = true
      await Promise.all([front.stop(), sockets.close(), running.stop(), ...worker.map((one) => one.stop())])
      await hub.drain()
      hub.stop()
    },
  }
}
