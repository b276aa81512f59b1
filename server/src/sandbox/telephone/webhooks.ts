import { createHmac } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import type { State } from './state.ts'

/** Ms until an answer is given up. */
const patience = 15_000

/**
 * Posts a signed form to an address, as often as the faults say; resolves when it is answered. Like the real company it
 * tries once and keeps what happened to itself.
 */
export async function postWebhook(state: State, url: string, form: Record<string, string>): Promise<void> {
  const { webhooks, delay } = state.faults
  if (url === '' || webhooks === 'drop') return
  if (delay) await wait(delay)
  const copies = webhooks === 'double' ? 2 : 1
  await Promise.all(Array.from({ length: copies }, () => post(state, url, form)))
}

async function post(state: State, url: string, form: Record<string, string>): Promise<void> {
  const answer = await fetch(url, {
    method: 'POST',
    body: new URLSearchParams(form),
    headers: { [state.signatureHeader]: sign(state.authToken, url, form) },
    signal: AbortSignal.timeout(patience),
  }).catch(() => null)
  await answer?.body?.cancel()
}

/** The signature of a form: HMAC-SHA1 of the address and all parameters in the order of their names, in base64. */
export function sign(authToken: string, url: string, form: Record<string, string>): string {
  const parameters = Object.keys(form).sort()
  const text = url + parameters.map((name) => `${name}${form[name]}`).join('')
  return createHmac('sha1', authToken).update(text, 'utf8').digest('base64')
}
