import { ChannelUnavailableError } from '../errors.ts'

/** No provider keeps us away for longer, in s. */
const longest = 6 * 3600

/**
 * The seconds that a `Retry-After` header asks to wait, which may be a number or a date (RFC 9110, 10.2.3); null when it
 * asks for none. Never more than six hours.
 */
export function retryAfterOf(header: unknown, now: Date): number | null {
  const text = String(header ?? '').trim()
  const seconds = /^\d+$/.test(text) ? Number(text) : (Date.parse(text) - now.getTime()) / 1000
  return seconds > 0 ? Math.min(Math.ceil(seconds), longest) : null
}

/** Ms that whoever refused us asks to be left alone; 0 when it was nothing of the kind. */
export const askedToWait = (error: unknown): number =>
  error instanceof ChannelUnavailableError ? (error.retryAfter ?? 0) * 1000 : 0
