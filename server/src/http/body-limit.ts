import type { RequestHandler } from 'express'
import { TooLargeError } from '../errors.ts'

/**
 * Refuses bodies over `limit` bytes before they are read: what reads them behind this would read on for as long as
 * somebody sends. Bodies without a length, which our own clients never send, are refused too.
 */
export function shortBodies(limit: number): RequestHandler {
  return (req, _res, next) => {
    const length = Number(req.headers['content-length'] ?? 0)
    if (req.headers['transfer-encoding'] || length > limit) throw new TooLargeError('', 'The request is too large.')
    next()
  }
}
