import type { IncomingMessage, ServerResponse } from 'node:http'
import { resolve } from 'node:path'
import express, { type Express } from 'express'
import type { Auth } from '../agents/auth.ts'
import type { Services } from '../context.ts'
import type { Env } from '../env.ts'
import { ForbiddenError } from '../errors.ts'
import { sameOrigin } from '../platform/origin.ts'
import { accessLog } from './access-log.ts'
import { authHandler } from './auth.ts'
import { errorHandler, notFound } from './errors.ts'
import { graphiql } from './graphiql.ts'
import { health } from './health.ts'
import { securityHeaders } from './security.ts'
import { immutable, revalidated, staticFiles } from './static.ts'

const webDist = resolve(import.meta.dirname, '../../../web/dist')

export interface HttpParts {
  services: Services
  auth: Auth
  graphql: (req: IncomingMessage, res: ServerResponse) => Promise<void>
  draining: () => boolean
  /** Whether operations of their own are answered to whoever asks. */
  mayExplore: (req: IncomingMessage) => Promise<boolean>
}

/** Everything the hub answers over HTTP. */
export function createExpress({ services, auth, graphql, draining, mayExplore }: HttpParts): Express {
  const app = express()
  app.disable('x-powered-by')
  // One proxy: what stands before its own entry is whatever the client claims.
  app.set('trust proxy', services.env.TRUST_PROXY ? 1 : false)
  app.use(health(services, draining))
  app.use(accessLog(services.log))
  app.use((req, res, next) => {
    const end = services.metrics.http.startTimer()
    res.on('finish', () => end({ route: req.path.split('/')[1] ?? '', status: String(res.statusCode) }))
    next()
  })
  app.use(securityHeaders(services.env))
  app.use(['/graphql', '/api/auth'], ownPagesOnly(services.env))
  app.all('/api/auth/{*any}', authHandler(auth))
  app.all('/graphql', graphql)
  app.get('/graphiql', graphiql(mayExplore))
  app.use(webApp())
  app.use(notFound)
  app.use(errorHandler(services.log))
  return app
}

/** The agents' web app: its files, and its page for every other address a person can open. */
function webApp(): express.RequestHandler {
  const files = staticFiles(webDist)
  return async (req, res, next) => {
    if (req.method !== 'GET' && req.method !== 'HEAD') return next()
    const name = decodeURIComponent(req.path).slice(1)
    if (name !== '' && files.has(name))
      return files.send(name, req, res, name.startsWith('assets/') ? immutable : revalidated)
    const isPage = req.accepts(['html', 'json']) === 'html' && !name.includes('.')
    if (!isPage || !files.has('index.html')) return next()
    return files.send('index.html', req, res, revalidated)
  }
}

/** What a session's cookie opens is answered to the hub's own pages only: browsers send cookies whatever the page is. */
function ownPagesOnly(env: Env): express.RequestHandler {
  return (req, _res, next) => {
    if (!sameOrigin(env, req.headers)) throw new ForbiddenError('This is answered to pages of this address only.')
    next()
  }
}
