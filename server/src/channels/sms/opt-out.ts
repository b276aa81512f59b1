import type { Consent } from '../carried.ts'

/** The words by which people opt out and in again: Twilio's own, since the provider acts on them too. */
const stop = new Set(['STOP', 'STOPALL', 'UNSUBSCRIBE', 'CANCEL', 'END', 'QUIT', 'REVOKE', 'OPTOUT'])
const start = new Set(['START', 'YES', 'UNSTOP'])

/**
 * What a text says about further texts; null when it says nothing. Only a whole message counts: "please stop by" stops
 * nothing. `decided` is what the provider made of it (OptOutType), which counts more than our list.
 */
export function consentOf(number: string, body: string, decided: string): Consent | null {
  const word = body.trim().toUpperCase()
  const type = decided.trim().toUpperCase() || typeOf(word)
  if (type !== 'STOP' && type !== 'START') return null
  return {
    identity: { kind: 'phone', value: number },
    state: type === 'STOP' ? 'opted_out' : 'opted_in',
    reason: `${stop.has(word) || start.has(word) ? word : type} received`,
  }
}

const typeOf = (word: string) => (stop.has(word) ? 'STOP' : start.has(word) ? 'START' : null)
