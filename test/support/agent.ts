import type { IncomingMessage } from 'node:http'
import { createClient } from 'graphql-ws'
import { WebSocket } from 'ws'
import type { AgentViewer, Services } from '../../server/src/context.ts'
import { newId } from '../../server/src/platform/ids.ts'

export interface AgentOptions {
  name?: string
  role?: AgentViewer['role']
  /** Limits them to these brands. */
  brandIds?: string[]
}

/** The answer to one operation. */
export interface Answer {
  // oxlint-disable-next-line typescript/no-explicit-any -- a test names the fields it expects; a wrong name fails it
  data: any
  errors?: { message: string; extensions?: Record<string, unknown> }[]
}

/** Somebody signed in, with what their screens would use. */
export interface AgentClient {
  id: string
  name: string
  headers: Record<string, string>
  /** One GraphQL operation over HTTP. */
  gql(query: string, variables?: Record<string, unknown>): Promise<Answer>
  /** A mutation named `field` with its input: the member of its union. `selection` is read of the payload. */
  // oxlint-disable-next-line typescript/no-explicit-any -- see above
  mutate(field: string, input: Record<string, unknown>, selection?: string): Promise<any>
  /** Says what they do now, by a reason that is built in, such as `BREAK`. */
  // oxlint-disable-next-line typescript/no-explicit-any -- see above
  present(state: string): Promise<any>
  /** Follows a subscription; the answer ends it. */
  subscribe(query: string, variables: Record<string, unknown>, next: (data: Answer['data']) => void): () => void
}

const header = 'x-test-agent'

/** Signs requests in by a header: sign-in itself is tested by the identity flows. */
export function testViewer({ db }: Services) {
  return async (request: Pick<IncomingMessage, 'headers'>): Promise<AgentViewer | null> => {
    const id = request.headers[header]
    if (typeof id !== 'string') return null
    const agent = await db.prisma.agent.findUnique({ where: { id }, include: { brands: true } })
    if (!agent?.active) return null
    const brandIds = agent.brands.length > 0 ? agent.brands.map((b) => b.brandId) : null
    return { kind: 'agent', agentId: id, userId: agent.userId ?? id, name: agent.name, role: agent.role, brandIds }
  }
}

export async function createAgent({ db }: Services, url: string, options: AgentOptions): Promise<AgentClient> {
  const name = options.name ?? `Agent ${newId().slice(-4)}`
  const brands = { create: (options.brandIds ?? []).map((brandId) => ({ brandId })) }
  const { id } = await db.prisma.agent.create({ data: { name, role: options.role ?? 'agent', brands } })
  return agentClient(url, { [header]: id }, { id, name })
}

/** A client that sends `headers` with everything, such as a session's cookie. */
export function agentClient(
  url: string,
  headers: Record<string, string>,
  who: { id: string; name: string },
): AgentClient {
  async function gql(query: string, variables: Record<string, unknown> = {}): Promise<Answer> {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-graphql-yoga-csrf': '1', ...headers },
      body: JSON.stringify({ query, variables }),
    })
    return (await response.json()) as Answer
  }
  async function mutate(field: string, input: Record<string, unknown>, selection = '__typename') {
    const name = payloadOf(field)
    const answer = await gql(
      `mutation($input: ${name}Input!) { ${field}(input: $input) {
           __typename ... on ${name}Payload { ${selection} } ... on UserError { message ... on InvalidInputError { field } } } }`,
      { input },
    )
    if (answer.errors) throw new Error(JSON.stringify(answer.errors))
    return answer.data[field]
  }
  const payloadOf = (field: string) => `${field[0]?.toUpperCase()}${field.slice(1)}`
  return {
    ...who,
    headers,
    gql,
    mutate,
    async present(state) {
      const { presenceReasons } = (await gql('{ presenceReasons { id state } }')).data
      const { id } = presenceReasons.find((one: { state: string }) => one.state === state)
      return mutate('setPresence', { reasonId: id }, 'agent { presence { state } }')
    },
    subscribe(query, variables, next) {
      class SignedIn extends WebSocket {
        constructor(address: string, protocols: string | string[]) {
          super(address, protocols, { headers })
        }
      }
      const client = createClient({
        url: `${url.replace('http', 'ws')}/graphql`,
        webSocketImpl: SignedIn,
        retryAttempts: 0,
      })
      const end = client.subscribe(
        { query, variables },
        { next: ({ data }) => next(data), error: () => {}, complete: () => {} },
      )
      return () => {
        end()
        void client.dispose()
      }
    },
  }
}
