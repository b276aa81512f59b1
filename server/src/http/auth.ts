import { toNodeHandler } from 'better-auth/node'
import type { RequestHandler } from 'express'
import { addressHeader } from '../agents/auth-sender.ts'
import type { Auth } from '../agents/auth.ts'
import type { AddressOf } from '../platform/address.ts'

/** What our own screens use; everything else sign-in could do stays closed. */
const open = new Set([
  'POST /sign-in/email',
  'POST /sign-out',
  'GET /get-session',
  'POST /request-password-reset',
  'POST /reset-password',
  'POST /change-password',
  'POST /revoke-other-sessions',
  'POST /two-factor/enable',
  'POST /two-factor/disable',
  'POST /two-factor/verify-totp',
  'POST /two-factor/verify-backup-code',
  'POST /two-factor/generate-backup-codes',
  'POST /two-factor/get-totp-uri',
])

/** Answers `/api/auth/…`; stands before anything that reads bodies, since sign-in reads its own. */
export function authHandler(auth: Auth, addressOf: AddressOf): RequestHandler {
  const handle = toNodeHandler(async (request: Request) => withoutTokens(await auth.handler(request)))
  return async (req, res, next) => {
    const path = req.path.replace(/^\/api\/auth/, '')
    if (!open.has(`${req.method} ${path}`)) return next()
    // Written here, after the proxy was believed or not, so that a client cannot claim another address.
    req.headers[addressHeader] = addressOf(req)
    await handle(req, res)
  }
}

/** A session's token stands in its cookie, which scripts cannot read; so no answer that they can read may name it. */
async function withoutTokens(answer: Response): Promise<Response> {
  if (!answer.headers.get('content-type')?.includes('json')) return answer
  const text = await answer.text()
  const { status, headers } = answer
  headers.delete('content-length')
  if (text === '') return new Response(null, { status, headers })
  const plain = JSON.stringify(JSON.parse(text, (name, value) => (name === 'token' ? undefined : value)))
  return new Response(plain, { status, headers })
}
