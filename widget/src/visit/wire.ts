import type { WireError } from '../protocol.ts'

/** A refusal as the hub words it; `status` 0 when the hub could not be reached. */
export interface Refusal {
  status: number
  code: WireError['error']['code']
  message: string
  field?: string
  /** Seconds. */
  retryAfter?: number
}

/** Fetches JSON; throws a {@link Refusal}. */
export async function ask<Answer>(url: string, init?: RequestInit): Promise<Answer> {
  const answer = await fetch(url, { credentials: 'omit', ...init }).catch((): never => {
    throw { status: 0, code: 'unavailable', message: '' } satisfies Refusal
  })
  const body: unknown = answer.status === 204 ? null : await answer.json().catch(() => null)
  if (answer.ok) return body as Answer
  const error = (body as Partial<WireError> | null)?.error ?? { code: 'unavailable', message: '' }
  throw { status: answer.status, ...error } satisfies Refusal
}

/** A POST of JSON with the visitor's token. */
export function json(body: unknown, token?: string | null): RequestInit {
  const headers: Record<string, string> = { 'content-type': 'application/json' }
  if (token) headers.authorization = `Bearer ${token}`
  return { method: 'POST', headers, body: JSON.stringify(body) }
}

/** The page the visitor is on. */
export function page() {
  return { url: location.href, title: document.title, referrer: document.referrer }
}
