/** Codes of Node and of PostgreSQL for a server, an account or a database that cannot be reached. */
const away = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
])
const refused = new Set(['28000', '28P01', '3D000', '42501', '53300'])

/** An error of the first use of a database of somebody's own, in words that name the setting when it is to blame. */
export function inWords(error: unknown, url: string): Error {
  if (!(error instanceof Error)) return new Error(String(error))
  const code = 'code' in error ? String(error.code) : ''
  const { host, pathname } = new URL(url)
  if (away.has(code)) return new Error(`No PostgreSQL answers at ${host}: check DATABASE_URL. (${code})`)
  if (refused.has(code)) return new Error(`${host} does not let us use ${pathname.slice(1)}: ${error.message}.`)
  return error
}
