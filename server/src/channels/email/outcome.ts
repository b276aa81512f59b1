import { AppError, ChannelRejectedError, ChannelUnavailableError, ChannelUncertainError } from '../../errors.ts'
import { refusalsOf, type SmtpFailure } from './refusals.ts'
import { inWords } from './trouble.ts'

/** How far a mail got. */
export interface Progress {
  /** Its content is on the way: the server may have it. */
  begun: boolean
  /** Why the content could not be put together; its end was never sent, and a server keeps nothing without one. */
  broken: Error | null
}

/** Refusals that speak of us or of the server's settings, not of the mail: they pass when somebody mends them. */
const ours = [500, 502, 503, 504, 530, 534, 535, 538]

const senderHint = ' If it takes no addresses with a plus, switch them off in the settings of the channel.'

/** What a failure means for the mail, as the error to throw. */
export function outcomeOf(error: unknown, progress: Progress, server: { host: string; port: number }): AppError {
  const known = progress.broken ?? error
  if (known instanceof AppError) return known
  if (progress.broken) {
    const { message } = progress.broken
    return new ChannelUnavailableError(`The mail could not be put together: ${message}`, { cause: error })
  }
  const failure = error as SmtpFailure
  const where = `${server.host}:${server.port}`
  const status = failure.responseCode ?? 0
  const said = saidOf(failure, where)
  if (status >= 500 && !ours.includes(status)) return new ChannelRejectedError(said, { cause: error })
  if (status >= 400) return new ChannelUnavailableError(said, { cause: error })
  if (failure.code === 'EMESSAGE')
    return new ChannelRejectedError(`${where} takes no mail of this size.`, { cause: error })
  if (failure.code === 'EENVELOPE') return new ChannelRejectedError(failure.message, { cause: error })
  if (!progress.begun) return new ChannelUnavailableError(inWords(error, where), { cause: error })
  const lost = `The connection to ${where} ended while the mail was handed over. Whether it has it is not known yet.`
  return new ChannelUncertainError(lost, { cause: error })
}

function saidOf(failure: SmtpFailure, where: string): string {
  const refused = refusalsOf(failure.rejectedErrors)
  if (refused.length > 0) return refused.map(({ words }) => words).join(' ')
  const hint = failure.command === 'MAIL FROM' ? senderHint : ''
  return `${where} said: ${failure.response ?? failure.message}${hint}`
}
