import type { IncomingMessage } from 'node:http'
import type { RequestHandler } from 'express'
import { pinoHttp } from 'pino-http'
import type { Log } from '../platform/log.ts'

interface Seen {
  id?: unknown
  method?: string
  url?: string
}

/**
 * Gives each request an id, which the answer carries as X-Request-Id, and logs what became of it: failures of ours as
 * errors, refusals as information, everything else for debugging. Addresses are logged without their query, and nothing
 * of headers and bodies, which hold secrets.
 */
export function accessLog(log: Log): RequestHandler {
  const middleware = pinoHttp({
    logger: log,
    genReqId: (_req, res) => {
      const id = crypto.randomUUID()
      res.setHeader('X-Request-Id', id)
      return id
    },
    customLogLevel: (_req, res, error) =>
      error || res.statusCode >= 500 ? 'error' : res.statusCode >= 400 ? 'info' : 'debug',
    customSuccessMessage: (_req, res) => (res.statusCode < 400 ? 'answered' : 'refused'),
    customErrorMessage: () => 'failed',
    wrapSerializers: false,
    serializers: {
      req: ({ id, method, url }: IncomingMessage & Seen) => ({ id, method, path: url?.split('?')[0] }),
      res: ({ statusCode }: { statusCode: number }) => ({ status: statusCode }),
    },
  })
  return (req, res, next) => middleware(req, res, next)
}
