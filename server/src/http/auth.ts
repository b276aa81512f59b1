import { toNodeHandler } from 'better-auth/node'
import type { RequestHandler } from 'express'
import { addressHeader } from '../agents/auth-limits.ts'
import type { Auth } from '../agents/auth.ts'
import { TooLargeError } from '../errors.ts'

/** What our own screens use; everything else sign-in could do stays closed. */
const open = new Set([
  'POST /sign-in/email',
  'POST /sign-out',
  'GET /get-session',
  'POST /request-password-reset',
  'POST /reset-password',
  'POST /change-password',
  'GET /list-sessions',
  'POST /revoke-session',
  'POST /revoke-other-sessions',
  'POST /two-factor/enable',
  'POST /two-factor/disable',
  'POST /two-factor/verify-totp',
  'POST /two-factor/verify-backup-code',
  'POST /two-factor/generate-backup-codes',
  'POST /two-factor/get-totp-uri',
])

/** More than any form of sign-in has, in bytes; sign-in would read on for as long as somebody sends. */
const longestBody = 16_384

/** Answers `/api/auth/…`; stands before anything that reads bodies, since sign-in reads its own. */
export function authHandler(auth: Auth): RequestHandler {
  const handle = toNodeHandler(auth)
  return async (req, res, next) => {
    const path = req.path.replace(/^\/api\/auth/, '')
    if (!open.has(`${req.method} ${path}`)) return next()
    const length = Number(req.headers['content-length'] ?? 0)
    // Chunks come without a length: our own screens never send them.
    if (req.headers['transfer-encoding'] || length > longestBody) {
      throw new TooLargeError('', 'The request is too large.')
    }
    // Written here, after the proxy was believed or not, so that a client cannot claim another address.
    req.headers[addressHeader] = req.ip ?? ''
    await handle(req, res)
  }
}
