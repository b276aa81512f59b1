import type { RequestHandler } from 'express'
import helmet from 'helmet'
import type { Env } from '../env.ts'

/** What other sites load from the hub: the widget's files, and what visitors are sent. */
const forOtherSites = /^\/(widget|chat|assets|files)(\/|\.js$|$)/
/** Pages that play a customer's site, or that bring their own inline scripts and styles. */
const looserPages = /^\/(demo|graphiql)(\/|$)/

/** The headers every answer carries: what a page may load and do, and who may frame it or read it. */
export function securityHeaders(env: Pick<Env, 'PUBLIC_URL'>): RequestHandler {
  const strict = headers(env, contentPolicy(false), 'same-origin')
  const looser = headers(env, contentPolicy(true), 'same-origin')
  const shared = headers(env, contentPolicy(false), 'cross-origin')
  return (req, res, next) => {
    if (looserPages.test(req.path)) return looser(req, res, next)
    return (forOtherSites.test(req.path) ? shared : strict)(req, res, next)
  }
}

type Policy = Record<string, string[]>

function contentPolicy(looser: boolean): Policy {
  const inline = looser ? ["'unsafe-inline'"] : []
  return {
    'default-src': ["'self'"],
    'script-src': ["'self'", ...inline],
    'style-src': ["'self'", ...inline],
    'img-src': ["'self'", 'data:', 'blob:'],
    'media-src': ["'self'", 'blob:'],
    // Browsers before 2023 do not count WebSockets of the same host as 'self', so they are added for each request.
    'connect-src': ["'self'"],
    'font-src': ["'self'", ...(looser ? ['data:'] : [])],
    'worker-src': ["'self'", ...(looser ? ['blob:'] : [])],
    'frame-src': ["'self'"],
    'frame-ancestors': [looser ? "'self'" : "'none'"],
    'object-src': ["'none'"],
    'base-uri': ["'self'"],
    'form-action': ["'self'"],
  }
}

function headers(
  env: Pick<Env, 'PUBLIC_URL'>,
  policy: Policy,
  readers: 'same-origin' | 'cross-origin',
): RequestHandler {
  const encrypted = env.PUBLIC_URL.startsWith('https:')
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        ...policy,
        'connect-src': [...(policy['connect-src'] ?? []), (req) => socketsOf(req.headers.host, encrypted)],
      },
    },
    crossOriginResourcePolicy: { policy: readers },
    crossOriginEmbedderPolicy: false,
    strictTransportSecurity: encrypted ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    referrerPolicy: { policy: 'same-origin' },
    xFrameOptions: { action: policy['frame-ancestors']?.[0] === "'none'" ? 'deny' : 'sameorigin' },
  })
}

/** A host that is none must not write directives of its own. */
function socketsOf(host: string | undefined, encrypted: boolean): string {
  return host && /^[\w.:[\]-]+$/.test(host) ? `${encrypted ? 'wss' : 'ws'}://${host}` : "'self'"
}
