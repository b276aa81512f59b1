import { AppError } from '../../errors.ts'

/** What mail libraries and sockets say of a failure. */
interface Failure {
  code?: string
  responseText?: string
  response?: unknown
  authenticationFailed?: boolean
  mailboxMissing?: boolean
  message?: string
}

/** Libraries put their own codes over those of sockets, which are left in the message: both are looked at. */
const sentences: [RegExp, (where: string, said: string) => string][] = [
  [/ECONNREFUSED/, (where) => `${where} refuses connections. Check the port, and that the server is running.`],
  [/EHOSTUNREACH|ENETUNREACH/, (where) => `${where} cannot be reached from here.`],
  [
    /CERT_|self-signed certificate|certificate has expired|ALTNAME_INVALID|does not match certificate|UNABLE_TO_/i,
    (where, said) => `The certificate of ${where} cannot be trusted: ${said}`,
  ],
  [
    /wrong version number|packet length too long|unknown protocol/i,
    (where) => `${where} does not speak TLS at once. Choose STARTTLS, or another port.`,
  ],
  [/STARTTLS/, (where) => `${where} does not offer STARTTLS. Choose another kind of encryption.`],
  [/TIMEOUT|ETIMEDOUT/i, (where) => `${where} does not answer. Check the port and the kind of encryption.`],
  [
    /ECONNRESET|EPIPE|ECONNECTION|EConnectionClosed|NoConnection|ClosedAfter/,
    (where) => `${where} closed the connection.`,
  ],
]

/** A failure of a connection to `where` (`imap.example.com:993`), in words a person can act on. */
export function inWords(error: unknown, where: string): string {
  if (error instanceof AppError) return error.message
  const failure = (error ?? {}) as Failure
  const said = saidBy(failure)
  if (failure.authenticationFailed || failure.code === 'EAUTH') return `${where} refused the sign-in: ${said}`
  if (failure.mailboxMissing) return `${where} has no such folder: ${said}`
  const signs = `${failure.code} ${failure.message}`
  const found = sentences.find(([pattern]) => pattern.test(signs))
  return found ? found[1](where, said) : `${where} did not do what was asked: ${said}`
}

function saidBy({ responseText, response, message }: Failure): string {
  return responseText || (typeof response === 'string' && response) || message || 'no reason given'
}
