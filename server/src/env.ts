import { resolve } from 'node:path'
import * as v from 'valibot'
import { isAddressRange } from './platform/address-ranges.ts'

const flag = (value: string) => ['1', 'true', 'yes', 'on'].includes(value.toLowerCase())
const text = (message: string) => v.pipe(v.string(), v.trim(), v.nonEmpty(message))
const webUrl = (name: string) =>
  v.pipe(
    v.string(),
    v.url(`${name} must be a full address such as https://chat.example.com`),
    v.regex(/^https?:/, `${name} must begin with http:// or https://`),
    v.transform((url) => url.replace(/\/+$/, '')),
  )
const url = (name: string, schemes: RegExp, example: string) =>
  v.pipe(v.string(), v.regex(schemes, `${name} must look like ${example}`))

/** Which proxies are believed: how many stand before the hub, or what their addresses are. */
const proxies = v.pipe(
  v.string(),
  v.transform((given): number | string[] => {
    const value = given.trim().toLowerCase()
    if (/^\d+$/.test(value)) return Number(value)
    if (['true', 'yes', 'on'].includes(value)) return 1
    return ['false', 'no', 'off'].includes(value) ? 0 : value.split(',').map((range) => range.trim())
  }),
  v.check(
    (value) => (typeof value === 'number' ? value <= 10 : value.every(isAddressRange)),
    'TRUST_PROXY must be false, true for one proxy, the number of proxies (at most 10), or their addresses such as 10.0.0.0/8,192.168.1.7',
  ),
)

const schema = v.object({
  PORT: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^\d+$/, 'PORT must be a number'),
      v.transform(Number),
      v.maxValue(65_535, 'PORT must be at most 65535'),
    ),
    '4000',
  ),
  HOST: v.optional(text('HOST must not be empty'), '127.0.0.1'),
  PUBLIC_URL: v.optional(webUrl('PUBLIC_URL')),
  DATA_DIR: v.optional(text('DATA_DIR must not be empty'), '.data'),
  DATABASE_URL: v.optional(url('DATABASE_URL', /^postgres(ql)?:\/\//, 'postgresql://user:password@host:5432/name')),
  REDIS_URL: v.optional(url('REDIS_URL', /^rediss?:\/\//, 'redis://host:6379')),
  S3_ENDPOINT: v.optional(webUrl('S3_ENDPOINT')),
  S3_REGION: v.optional(v.string(), 'us-east-1'),
  S3_BUCKET: v.optional(v.string()),
  S3_ACCESS_KEY_ID: v.optional(v.string()),
  S3_SECRET_ACCESS_KEY: v.optional(v.string()),
  CLAMD_URL: v.optional(
    url('CLAMD_URL', /^(tcp:\/\/[^/]+:\d+|unix:\/.+)$/, 'tcp://127.0.0.1:3310 or unix:/run/clamav/clamd.ctl'),
  ),
  SMTP_URL: v.optional(url('SMTP_URL', /^smtps?:\/\//, 'smtp://user:password@host:587')),
  MAIL_FROM: v.optional(v.string(), 'Switchboard <no-reply@localhost>'),
  ROLE: v.optional(v.picklist(['all', 'web', 'worker'], 'ROLE must be all, web or worker'), 'all'),
  AGENT_GRACE_SECONDS: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^\d+$/, 'AGENT_GRACE_SECONDS must be a number'),
      v.transform(Number),
      v.minValue(1, 'AGENT_GRACE_SECONDS must be at least 1'),
      v.maxValue(3600, 'AGENT_GRACE_SECONDS must be at most 3600'),
    ),
    '20',
  ),
  SECRET_KEY: v.optional(v.pipe(v.string(), v.minLength(32, 'SECRET_KEY must have at least 32 characters'))),
  METRICS_TOKEN: v.optional(v.pipe(v.string(), v.minLength(16, 'METRICS_TOKEN must have at least 16 characters'))),
  LOG_LEVEL: v.optional(
    v.picklist(
      ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'],
      'LOG_LEVEL must be one of fatal, error, warn, info, debug, trace, silent',
    ),
    'info',
  ),
  DEMO: v.optional(v.pipe(v.string(), v.transform(flag)), 'false'),
  DEMO_PASSWORD: v.optional(v.pipe(v.string(), v.minLength(10, 'DEMO_PASSWORD must have at least 10 characters'))),
  DEMO_CUSTOMERS: v.optional(v.pipe(v.string(), v.transform(flag)), 'false'),
  ALLOW_PRIVATE_HOSTS: v.optional(v.pipe(v.string(), v.transform(flag))),
  TRUST_PROXY: v.optional(proxies, 'false'),
  NODE_ENV: v.optional(v.string(), 'production'),
})

/** The settings of this process, checked. */
export type Env = v.InferOutput<typeof schema> & { PUBLIC_URL: string; ALLOW_PRIVATE_HOSTS: boolean }

/** Settings that cannot be used; `problems` holds one sentence for each. */
export class EnvError extends Error {
  readonly problems: string[]

  constructor(problems: string[]) {
    super(problems.join('\n'))
    this.problems = problems
  }
}

/**
 * Reads and checks the settings (all are listed in .env.example). Empty values count as not given.
 * @throws EnvError with a sentence for each setting that cannot be used.
 */
export function readEnv(source: Record<string, string | undefined> = process.env): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ''))
  const result = v.safeParse(schema, given)
  if (!result.success) throw new EnvError(result.issues.map((issue) => issue.message))
  const env = result.output
  const problems = inconsistencies(env)
  if (problems.length > 0) throw new EnvError(problems)
  return {
    ...env,
    DATA_DIR: resolve(env.DATA_DIR),
    // The demonstration's mail server and telephone company are on this machine.
    ALLOW_PRIVATE_HOSTS: env.ALLOW_PRIVATE_HOSTS ?? env.DEMO,
    PUBLIC_URL: env.PUBLIC_URL ?? `http://${shown(env.HOST)}:${env.PORT}`,
  }
}

function inconsistencies(env: v.InferOutput<typeof schema>): string[] {
  const problems: string[] = []
  const s3 = [env.S3_BUCKET, env.S3_ACCESS_KEY_ID, env.S3_SECRET_ACCESS_KEY]
  if (s3.some(Boolean) && !s3.every(Boolean)) {
    problems.push('S3_BUCKET, S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY belong together: set all of them or none')
  }
  if (env.ROLE !== 'all' && !env.DATABASE_URL) {
    problems.push(`ROLE=${env.ROLE} needs DATABASE_URL: several processes cannot share the built-in PostgreSQL`)
  }
  return problems
}

/** Whether the hub can be reached from this machine only. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host.startsWith('127.')
}

/** Whether nobody but this machine is served: neither directly nor by a proxy that stands before the hub. */
export function isPrivate(env: Pick<Env, 'HOST' | 'PUBLIC_URL' | 'TRUST_PROXY'>): boolean {
  const named = new URL(env.PUBLIC_URL).hostname.replace(/^\[|\]$/g, '')
  return isLoopback(env.HOST) && isLoopback(named) && !env.TRUST_PROXY
}

function shown(host: string): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost'
  return host.includes(':') ? `[${host}]` : host
}
