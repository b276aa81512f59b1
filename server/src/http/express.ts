import type { IncomingMessage, ServerResponse } from 'node:http'
import { resolve } from 'node:path'
import express, { type Express } from 'express'
import type { Auth } from '../agents/auth.ts'
import type { AgentViewer, Services } from '../context.ts'
import type { Env } from '../env.ts'
import { ForbiddenError } from '../errors.ts'
import { createAddressOf } from '../platform/address.ts'
import { sameOrigin } from '../platform/origin.ts'
import { accessLog } from './access-log.ts'
import { authHandler } from './auth.ts'
import { shortBodies } from './body-limit.ts'
import { errorHandler, notFound } from './errors.ts'
import { graphiql } from './graphiql.ts'
import { health } from './health.ts'
import { letters } from './letters.ts'
import { securityHeaders } from './security.ts'
import { immutable, revalidated, staticFiles } from './static.ts'

const webDist = resolve(import.meta.dirname, '../../../web/dist')

/** More than any form of sign-in has, and any operation with everything that can be typed into a screen; in bytes. */
const longest = { form: 16_384, operation: 1_000_000 }

export interface HttpParts {
  services: Services
  auth: Auth
  graphql: (req: IncomingMessage, res: ServerResponse) => Promise<void>
  draining: () => boolean
  viewerOf: (req: IncomingMessage) => Promise<AgentViewer | null>
  /** Whether operations of their own are answered to whoever asks. */
  mayExplore: (req: IncomingMessage) => Promise<boolean>
}

/** Everything the hub answers over HTTP. */
export function createExpress({ services, auth, graphql, draining, viewerOf, mayExplore }: HttpParts): Express {
  const app = express()
  app.disable('x-powered-by')
  const addressOf = createAddressOf(services.env)
  app.use(health(services, draining))
  app.use(accessLog(services.log))
  app.use((req, res, next) => {
    const end = services.metrics.http.startTimer()
    res.on('finish', () => end({ route: routeOf(req.path), status: String(res.statusCode) }))
    next()
  })
  app.use(securityHeaders(services.env))
  app.use(['/graphql', '/api/auth'], ownPagesOnly(services.env))
  app.all('/api/auth/{*any}', shortBodies(longest.form), authHandler(auth, addressOf))
  app.all('/graphql', shortBodies(longest.operation), graphql)
  app.get('/graphiql', graphiql(mayExplore))
  app.get('/letters/:messageId', letters(services, viewerOf))
  app.use(webApp())
  app.use(notFound)
  app.use(errorHandler(services.log))
  return app
}

const named = new Set(['graphql', 'api', 'assets', 'letters'])

/** Few names, whatever is asked for: each is kept for as long as the process runs. */
function routeOf(path: string): string {
  const first = path.split('/')[1] ?? ''
  return named.has(first) ? first : 'app'
}

/** The agents' web app: its files, and its page for every other address a person can open. */
function webApp(): express.RequestHandler {
  const files = staticFiles(webDist)
  return async (req, res, next) => {
    if (req.method !== 'GET' && req.method !== 'HEAD') return next()
    const name = decoded(req.path)?.slice(1)
    if (name === undefined) return next()
    if (name !== '' && files.has(name))
      return files.send(name, req, res, name.startsWith('assets/') ? immutable : revalidated)
    const isPage = req.accepts(['html', 'json']) === 'html' && !name.includes('.')
    if (!isPage || !files.has('index.html')) return next()
    return files.send('index.html', req, res, revalidated)
  }
}

function decoded(path: string): string | undefined {
  try {
    return decodeURIComponent(path)
  } catch {
    return undefined
  }
}

/** What a session's cookie opens is answered to the hub's own pages only: browsers send cookies whatever the page is. */
function ownPagesOnly(env: Env): express.RequestHandler {
  return (req, _res, next) => {
    if (!sameOrigin(env, req.headers)) throw new ForbiddenError('This is answered to pages of this address only.')
    next()
  }
}
