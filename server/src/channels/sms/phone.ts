import { parsePhoneNumberFromString } from 'libphonenumber-js/min'

/** A number with its country code, however it is spaced. Other services put their name before it: `whatsapp:+49…`. */
const written = /^\+[\d\s().\-/]+$/

/** A telephone number in E.164, such as +4930123456; null when it is none, as short codes and names of senders are. */
export function e164(text: string): string | null {
  const trimmed = text.trim()
  if (!written.test(trimmed)) return null
  const parsed = parsePhoneNumberFromString(trimmed)
  if (parsed?.isPossible()) return parsed.number
  // Providers know numbers before libraries do.
  return /^\+[1-9]\d{6,14}$/.test(trimmed) ? trimmed : null
}
