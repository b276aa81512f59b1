import { names } from '../contract.ts'
import type { Keep } from '../contract.ts'
import type { Attributes, IdentityClaim, SessionAnswer, SessionRequest, WireError } from '../protocol.ts'

/** Who the visitor is: the kept token, the site's claim, and the hub's answer to both. */
export interface Session {
  answer: SessionAnswer | null
  identity?: IdentityClaim
  attributes?: Attributes
  /** Forgets the person here and now; a request under way no longer counts. */
  forget(): void
  /** Asks the hub, one request at a time, so that two tabs never become two visitors. */
  begin(extra?: Partial<SessionRequest>): Promise<SessionAnswer>
}

export function page() {
  return { url: location.href, title: document.title, referrer: document.referrer }
}

/** A refusal of the hub, or `unavailable` when it cannot be reached. */
export async function ask<Answer>(url: string, init?: RequestInit): Promise<Answer> {
  const answer = await fetch(url, { credentials: 'omit', ...init })
  const body = answer.status === 204 ? null : await answer.json().catch(() => null)
  if (answer.ok) return body as Answer
  throw { status: answer.status, ...(body as WireError | null)?.error }
}

export function json(body: unknown, token?: string | null): RequestInit {
  const headers: Record<string, string> = { 'content-type': 'application/json' }
  if (token) headers.authorization = 'Bearer ' + token
  return { method: 'POST', headers, body: JSON.stringify(body) }
}

export function openSession(address: string, keep: Keep, locale: () => string): Session {
  let generation = 0
  const forgetWaiting = () => keep.names('me:').forEach((name) => keep.set(name, null))

  const adopt = (answer: SessionAnswer) => {
    const { id, verified } = answer.visitor
    const before = keep.get(names.who)
    // What a visitor typed before signing in is theirs; what someone else typed is not.
    if (before && before !== id && !(before[0] === '?' && (verified || before === '?' + id))) forgetWaiting()
    keep.set(names.who, (verified ? '' : '?') + id)
    keep.set(names.token, answer.token)
    return (session.answer = answer)
  }

  const session: Session = {
    answer: null,
    forget() {
      generation++
      session.answer = null
      forgetWaiting()
    },
    begin(extra) {
      const mine = generation
      const run = async () => {
        const { identity, attributes } = session
        const request = { token: keep.get(names.token), identity, attributes, page: page(), locale: locale(), ...extra }
        const answer = await ask<SessionAnswer>(address + 'session', json(request))
        if (mine !== generation) throw { code: 'superseded' }
        return adopt(answer)
      }
      return navigator.locks ? navigator.locks.request(keep.prefix + 'session', run) : run()
    },
  }
  return session
}
