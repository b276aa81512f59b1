import type { IncomingMessage } from 'node:http'
import type { RequestHandler } from 'express'
import { ForbiddenError } from '../errors.ts'

let page: Promise<string> | undefined

/**
 * `/graphiql`: a page to write operations on, for those whose own operations are answered. It comes from this hub alone;
 * its four megabytes are read when somebody first asks for it.
 */
export function graphiql(mayExplore: (request: IncomingMessage) => Promise<boolean>): RequestHandler {
  return async (req, res) => {
    if (!(await mayExplore(req))) throw new ForbiddenError('Sign in as an administrator to write your own operations.')
    page ??= import('@graphql-yoga/render-graphiql').then(({ renderGraphiQL }) => renderGraphiQL(options))
    res
      .set('Cache-Control', 'no-store')
      .type('html')
      .send(await page)
  }
}

const options = {
  title: 'GraphiQL · Switchboard',
  endpoint: '/graphql',
  subscriptionsProtocol: 'WS',
  credentials: 'same-origin',
  additionalHeaders: { 'x-graphql-yoga-csrf': '1' },
  defaultQuery: '{\n  viewer {\n    agent {\n      name\n    }\n  }\n}\n',
} as const
