import { type DestinationStream, type Logger, pino } from 'pino'

export type Log = Logger

const secret = ['password', 'token', 'secret', 'authorization', 'cookie', 'userHash', 'jwt', 'identitySecret']

/**
 * The log: JSON lines, or readable ones in a terminal. Secrets are cut out wherever they stand up to three levels deep.
 * @param level pino's level, `silent` for none.
 * @param to where the lines go, instead of the terminal.
 */
export function createLog(level: string, to?: DestinationStream): Log {
  const paths = secret.flatMap((name) => [name, `*.${name}`, `*.*.${name}`, `req.headers.${name}`])
  const redact = { paths: [...paths, 'req.headers["set-cookie"]', 'res.headers["set-cookie"]'], censor: '[redacted]' }
  if (to) return pino({ level, redact }, to)
  const pretty = process.stdout.isTTY
  return pino({
    level,
    redact,
    ...(pretty && {
      transport: {
        target: 'pino-pretty',
        options: { ignore: 'pid,hostname', singleLine: true, translateTime: 'HH:MM:ss' },
      },
    }),
  })
}
