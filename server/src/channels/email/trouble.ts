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

const certificate =
  /^(CERT_|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_|ERR_TLS_CERT_ALTNAME_INVALID|HOSTNAME_MISMATCH)/
const cipher = /wrong version number|packet length too long|unknown protocol/i

const sentences: [RegExp, (where: string) => string][] = [
  [/^ECONNREFUSED$/, (where) => `${where} refuses connections. Check the port, and that the server is running.`],
  [/^(EHOSTUNREACH|ENETUNREACH)$/, (where) => `${where} cannot be reached from here.`],
  [/TIMEOUT$|^ETIMEDOUT$/, (where) => `${where} does not answer. Check the port and the kind of encryption.`],
  [
    /^(ECONNRESET|EPIPE|ECONNECTION|EConnectionClosed|NoConnection|ClosedAfter\w+)$/,
    (where) => `${where} closed the connection.`,
  ],
  [/^MissingServerExtension$/, (where) => `${where} does not offer STARTTLS. Choose another kind of encryption.`],
]

/** A failure of a connection to `where` (`imap.example.com:993`), in words a person can act on. */
export function inWords(error: unknown, where: string): string {
  if (error instanceof AppError) return error.message
  const failure = (error ?? {}) as Failure
  const said = saidBy(failure)
  if (failure.authenticationFailed || failure.code === 'EAUTH') return `${where} refused the sign-in: ${said}`
  if (failure.mailboxMissing) return `${where} has no such folder: ${said}`
  const code = failure.code ?? ''
  if (certificate.test(code)) return `The certificate of ${where} is not valid for it (${failure.message}).`
  if (cipher.test(failure.message ?? ''))
    return `${where} does not speak TLS at once. Choose STARTTLS, or another port.`
  const found = sentences.find(([pattern]) => pattern.test(code))
  return found ? found[1](where) : `${where} did not do what was asked: ${said}`
}

function saidBy({ responseText, response, message }: Failure): string {
  return responseText || (typeof response === 'string' && response) || message || 'no reason given'
}
