import { Agent, request } from 'node:http'
import { text } from 'node:stream/consumers'
import { operation } from './operations.ts'

/** Asks with the web app's operation of this name, as whoever the headers prove; answers with the data. */
export type GraphqlClient = <Data>(headers: Record<string, string>, name: string, variables: object) => Promise<Data>

/** Asks over connections that are kept open, at most so many, and reads the whole answer as a screen does. */
export function graphqlClient(address: string, maxSockets = 64): GraphqlClient {
  const agent = new Agent({ keepAlive: true, maxSockets })
  return async <Data>(cookie: Record<string, string>, name: string, variables: object) => {
    const { promise, resolve, reject } = Promise.withResolvers<string>()
    const headers = { ...cookie, 'content-type': 'application/json', 'x-graphql-yoga-csrf': '1' }
    request(`http://${address}/graphql`, { method: 'POST', agent, headers }, (res) => text(res).then(resolve, reject))
      .on('error', reject)
      .end(JSON.stringify({ extensions: operation(name).extensions, variables }))
    const answer = JSON.parse(await promise) as { data?: Data; errors?: unknown }
    if (!answer.data || answer.errors) throw new Error(`${name} was answered with ${JSON.stringify(answer)}`)
    return answer.data
  }
}
