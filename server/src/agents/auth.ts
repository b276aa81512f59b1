import { betterAuth } from 'better-auth'
import { prismaAdapter } from 'better-auth/adapters/prisma'
import { APIError, createAuthMiddleware } from 'better-auth/api'
import { twoFactor } from 'better-auth/plugins'
import type { Services } from '../context.ts'
import { newId } from '../platform/ids.ts'
import { ownOrigins } from '../platform/origin.ts'
import { authLimits } from './auth-limits.ts'
import { addressHeader } from './auth-sender.ts'
import { longestPassword, shortestPassword } from './credentials.ts'
import { cookiePrefix, sessionSecret, sessionsChanged } from './sessions.ts'

const week = 7 * 24 * 3600

/**
 * Sign-in, sessions, second factor and passwords, below `/api/auth`. Accounts come from the first run and from
 * invitations only. The handler answers `Request`s; http/auth.ts puts it behind Express.
 */
export function createAuth(services: Services) {
  const { env, db, seal, log, wake } = services
  const limits = authLimits(services)
  const changed = async ({ userId }: { userId: string }) => wake.signal(sessionsChanged, { userId })
  return betterAuth({
    appName: 'Switchboard',
    baseURL: env.PUBLIC_URL,
    basePath: '/api/auth',
    secret: sessionSecret(seal),
    database: prismaAdapter(db.prisma, { provider: 'postgresql', transaction: true }),
    telemetry: { enabled: false },
    logger: { log: (level, message) => log[level === 'error' ? 'warn' : 'debug']({ part: 'sign-in' }, message) },
    trustedOrigins: (request) => (request ? ownOrigins(env, request.headers) : []),
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: shortestPassword,
      maxPasswordLength: longestPassword,
      resetPasswordTokenExpiresIn: 3600,
      revokeSessionsOnPasswordReset: true,
      onPasswordReset: ({ user }) => limits.welcome(user.email),
      sendResetPassword: ({ user, token }) => sendReset(services, user, token),
    },
    session: { expiresIn: week, updateAge: 24 * 3600, freshAge: 0 },
    verification: { storeIdentifier: 'hashed' },
    // Our own limits count by account too, and in Redis where there are several processes.
    rateLimit: { enabled: false },
    plugins: [twoFactor({ issuer: 'Switchboard' })],
    hooks: {
      before: createAuthMiddleware(async (ctx) => {
        await limits.before(ctx)
        // Whoever changes a password may do so because somebody else knows it.
        if (ctx.path === '/change-password') return { context: { body: { ...ctx.body, revokeOtherSessions: true } } }
      }),
      after: limits.after,
    },
    databaseHooks: {
      session: {
        create: { before: async (session) => refuseInactive(services, session.userId) },
        delete: { after: changed },
      },
    },
    advanced: {
      // Nobody waits for a mail: how long it takes would say whether somebody has this address.
      backgroundTasks: { handler: () => {} },
      // Said, because it would be off in tests otherwise.
      disableCSRFCheck: false,
      disableOriginCheck: false,
      cookiePrefix,
      useSecureCookies: env.PUBLIC_URL.startsWith('https:'),
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', path: '/' },
      ipAddress: { ipAddressHeaders: [addressHeader] },
      database: { generateId: () => newId() },
    },
  })
}

/** What answers sign-in. */
export type Auth = ReturnType<typeof createAuth>

async function refuseInactive({ db }: Services, userId: string): Promise<void> {
  const agent = await db.prisma.agent.findUnique({ where: { userId }, select: { active: true } })
  if (agent?.active) return
  throw new APIError('FORBIDDEN', { code: 'ACCOUNT_INACTIVE', message: 'This account has been switched off.' })
}

async function sendReset({ db, mail, env, log }: Services, user: { id: string; email: string }, token: string) {
  const agent = await db.prisma.agent.findUnique({ where: { userId: user.id }, select: { active: true, name: true } })
  if (!agent?.active) return
  const text = [
    `Hello ${agent.name},`,
    'somebody, hopefully you, asked for a new password. Choose it here within an hour:',
    `${env.PUBLIC_URL}/reset-password?token=${encodeURIComponent(token)}`,
    'If it was not you, nothing has changed and there is nothing to do.',
  ].join('\n\n')
  await mail
    .send({ to: user.email, subject: 'Choose a new password for Switchboard', text })
    .catch((error) => log.warn({ err: error }, 'a link to a new password could not be mailed'))
}
