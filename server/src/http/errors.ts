import type { ErrorRequestHandler, RequestHandler } from 'express'
import { AppError, InvalidInputError, RateLimitedError } from '../errors.ts'
import type { Log } from '../platform/log.ts'

/** What an HTTP error answers with; see WireError in widget/src/protocol.ts. */
export interface ErrorBody {
  error: { code: string; message: string; field?: string; retryAfter?: number }
}

/** The status and body of an error; what is unexpected is masked, and logged with an id that the body names. */
export function errorAnswer(
  error: unknown,
  log: Log,
  id: string = crypto.randomUUID(),
): { status: number; body: ErrorBody } {
  if (error instanceof AppError) {
    const field = error instanceof InvalidInputError ? { field: error.field } : {}
    const retry = error instanceof RateLimitedError ? { retryAfter: error.retryAfter } : {}
    return { status: error.status, body: { error: { code: error.code, message: error.message, ...field, ...retry } } }
  }
  const status = clientStatus(error)
  if (status) {
    const message = status === 413 ? 'The request is too large.' : 'The request cannot be read.'
    return { status, body: { error: { code: status === 413 ? 'too_large' : 'invalid_input', message } } }
  }
  log.error({ err: error, errorId: id }, 'a request failed unexpectedly')
  return { status: 500, body: { error: { code: 'unavailable', message: `Something went wrong on our side (${id}).` } } }
}

/** Errors of the body parsers and of paths that cannot be decoded carry their own 4xx. */
function clientStatus(error: unknown): number | null {
  const status = typeof error === 'object' && error !== null && 'status' in error ? Number(error.status) : 0
  return status >= 400 && status < 500 ? status : null
}

/** The last handler: translates every error that came so far. */
export function errorHandler(log: Log): ErrorRequestHandler {
  return (error, req, res, next) => {
    if (res.headersSent) return next(error)
    const { status, body } = errorAnswer(error, log, req.id === undefined ? undefined : String(req.id))
    if (body.error.retryAfter) res.setHeader('Retry-After', body.error.retryAfter)
    res.status(status).json(body)
  }
}

export const notFound: RequestHandler = (_req, res) =>
  void res.status(404).json({ error: { code: 'not_found', message: 'There is nothing at this address.' } })
