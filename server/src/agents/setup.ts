import { randomBytes, timingSafeEqual } from 'node:crypto'
import type { Services } from '../context.ts'
import { isPrivate } from '../env.ts'
import { ForbiddenError } from '../errors.ts'
import { createLimiter, type Limiter } from '../platform/limiter.ts'
import type { Database, Tx } from '../platform/database.ts'
import { screenLocales } from './locales.ts'

/** The accounts of a demonstration centre. */
export const demoAccounts = ['admin@demo.test', 'supervisor@demo.test', 'agent@demo.test', 'agent2@demo.test']

/** Where the one-time token stands among the settings, until the first administrator exists. */
export const setupTokenName = 'setup-token'
const place = 'settings:setup-token:value'

/** What anybody may know before signing in. */
export async function setupState({ db, env }: Services) {
  return {
    needsAdministrator: await needsAdministrator(db.prisma),
    needsToken: needsToken(env),
    demo: env.DEMO,
    demoAccounts: env.DEMO ? demoAccounts : [],
    locales: screenLocales,
  }
}

/** Whether the hub still waits for its first administrator. */
export async function needsAdministrator(db: Pick<Tx, 'agent'>): Promise<boolean> {
  return (await db.agent.findFirst({ where: { role: 'administrator' }, select: { id: true } })) === null
}

/** Off this machine, and behind a proxy that serves others, whoever comes first is not proof enough. */
const needsToken = (env: Services['env']): boolean => !isPrivate(env)

/**
 * The one-time token of the first run, to be shown in the log; null when none is asked for. The same in every process
 * and over restarts, gone when the first administrator exists.
 */
export async function setupToken({ db, env, seal }: Services): Promise<string | null> {
  if (!needsToken(env) || !(await needsAdministrator(db.prisma))) return null
  const made = seal.close(randomBytes(18).toString('base64url'), place)
  await db.prisma.setting.createMany({ data: { name: setupTokenName, value: made }, skipDuplicates: true })
  const { value } = await db.prisma.setting.findUniqueOrThrow({ where: { name: setupTokenName } })
  return seal.open(String(value), place)
}

const limiters = new WeakMap<Database, Limiter>()

/** @throws ForbiddenError when a token is needed and this is not it; RateLimitedError after ten wrong ones in an hour. */
export async function checkSetupToken(services: Services, given: string | null | undefined): Promise<void> {
  const expected = await setupToken(services)
  if (expected === null) return
  if (given && same(given.trim(), expected)) return
  const options = { name: 'setup-token', points: 10, seconds: 3600 }
  const limiter = limiters.get(services.db) ?? createLimiter(services, options)
  limiters.set(services.db, limiter)
  await limiter.consume('all')
  throw new ForbiddenError('This is not the one-time token that stands in the log of the hub.')
}

function same(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)]
  return a.length === b.length && timingSafeEqual(a, b)
}
