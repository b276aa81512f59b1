import { AsyncLocalStorage } from 'node:async_hooks'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { useCSRFPrevention } from '@graphql-yoga/plugin-csrf-prevention'
import { execute, GraphQLError, type GraphQLSchema } from 'graphql'
import { createYoga, type Plugin } from 'graphql-yoga'
import type { AgentViewer, Context, Services } from '../context.ts'
import { AppError } from '../errors.ts'
import { limitsRule } from './limits.ts'
import { limitMutations } from './mutation-limit.ts'
import type { Persisted } from './operations.ts'
import { coded } from './result.ts'

export interface EndpointDeps {
  schema: GraphQLSchema
  services: Services
  persisted: Persisted
  contextFor: (viewer: AgentViewer | null, requestId: string) => Context
  viewerOf: (request: IncomingMessage) => Promise<AgentViewer | null>
  arbitrary: (viewer: AgentViewer | null) => boolean
}

interface Incoming {
  viewer: AgentViewer | null
}

/**
 * GraphQL over HTTP POST. Our own clients send the hash of an operation they were built with; other operations are
 * answered to administrators and in development only. Unexpected errors are masked and logged with the request's id.
 */
export function createGraphqlEndpoint(deps: EndpointDeps) {
  const { services, schema } = deps
  /** The id of the request under way, also where there is no context yet. */
  const requestIds = new AsyncLocalStorage<string>()
  const yoga = createYoga<Incoming & { req: IncomingMessage }, Context>({
    schema,
    graphqlEndpoint: '/graphql',
    landingPage: false,
    graphiql: false,
    batching: false,
    // Files go over their own address; a multipart body is read whole.
    multipart: false,
    logging: false,
    cors: false,
    context: ({ viewer }) => deps.contextFor(viewer, requestIds.getStore() ?? ''),
    maskedErrors: { maskError: (error) => masked(error, services, requestIds.getStore() ?? '') },
    plugins: [
      useCSRFPrevention({ requestHeaders: ['x-graphql-yoga-csrf'] }),
      operations(deps),
      limits(),
      limitMutations(services),
    ],
  })
  return async (req: IncomingMessage, res: ServerResponse) => {
    const viewer = await deps.viewerOf(req)
    await requestIds.run(String(req.id), async () => yoga(req, res, { viewer }))
  }
}

/** Puts the text of a persisted operation in the place of its hash, and refuses others unless they are allowed. */
const operations = (deps: EndpointDeps): Plugin<Incoming> => ({
  onParams({ params, setParams, context }) {
    const viewer = (context as Partial<Incoming> | undefined)?.viewer ?? null
    const sent: { sha256Hash?: unknown } | undefined = params.extensions?.['persistedQuery']
    if (typeof sent?.sha256Hash === 'string') {
      const query = deps.persisted(sent.sha256Hash)
      if (!query) throw refused('This operation is not known here: reload the page.', 'PERSISTED_UNKNOWN')
      setParams({ ...params, query })
    } else if (!deps.arbitrary(viewer)) {
      throw refused('Only persisted operations are answered.', 'PERSISTED_ONLY')
    }
  },
})

const refused = (message: string, code: string) =>
  new GraphQLError(message, { extensions: { code, http: { status: 400 } } })

const limits = (): Plugin => ({
  onValidate({ addValidationRule }) {
    addValidationRule(limitsRule() as never)
  },
  // graphql's own executor: operations here need nothing of the more general one that the server library brings.
  onExecute({ setExecuteFn }) {
    setExecuteFn(execute as never)
  },
})

/** What a client wrote comes back in words about it: a part of a very long text will do. */
function shortened(error: GraphQLError): GraphQLError {
  if (error.message.length <= 500) return error
  return new GraphQLError(`${error.message.slice(0, 500)}…`, { path: error.path, extensions: error.extensions })
}

function masked(error: unknown, { log }: Services, id: string): Error {
  const original = error instanceof GraphQLError ? error.originalError : error
  if (error instanceof GraphQLError && (!original || original instanceof GraphQLError)) return shortened(error)
  const expected = original instanceof AppError ? coded(original) : null
  if (expected instanceof GraphQLError) return expected
  log.error({ err: original, errorId: id }, 'a GraphQL operation failed unexpectedly')
  const message = `Something went wrong on our side. If it goes on, tell your administrator this number: ${id}`
  return new GraphQLError(message, { extensions: { code: 'INTERNAL', errorId: id } })
}
