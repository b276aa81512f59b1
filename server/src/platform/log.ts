import { type Logger, pino } from 'pino'

export type Log = Logger

const secret = ['password', 'token', 'secret', 'authorization', 'cookie', 'userHash', 'jwt', 'identitySecret']

/**
 * The log: JSON lines, or readable ones in a terminal. Secrets are cut out wherever they stand up to three levels deep.
 * @param level pino's level, `silent` for none.
 */
export function createLog(level: string): Log {
  const paths = secret.flatMap((name) => [name, `*.${name}`, `*.*.${name}`, `req.headers.${name}`])
  const redact = { paths: [...paths, 'req.headers["set-cookie"]', 'res.headers["set-cookie"]'], censor: '[redacted]' }
  const pretty = process.stdout.isTTY
  return pino({
    level,
    redact,
    ...(pretty && {
      transport: { target: 'pino-pretty', options: { ignore: 'pid,hostname', translateTime: 'HH:MM:ss' } },
    }),
  })
}
