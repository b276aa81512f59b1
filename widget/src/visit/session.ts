import { names } from '../contract.ts'
import type { Keep } from '../contract.ts'
import type { Attributes, IdentityClaim, SessionAnswer, SessionRequest } from '../protocol.ts'
import { samePerson } from './person.ts'
import { ask, json, page } from './wire.ts'

/** Who the visitor is: the kept token, the site's claim, and the hub's answer to both. */
export interface Session {
  answer: SessionAnswer | null
  identity?: IdentityClaim
  attributes?: Attributes
  /** Forgets the person here and now; a request under way no longer counts. */
  forget(): void
  /** Asks the hub, one request at a time over all tabs, so that two tabs never become two visitors. */
  begin(extra?: Partial<SessionRequest>): Promise<SessionAnswer>
  /** Calls back when another tab signed in or out; returns how to stop. */
  follow(changed: () => void): () => void
}

/** The visitor's id, with `?` before those nobody has verified. */
const whoIs = ({ visitor }: SessionAnswer) => (visitor.verified ? '' : '?') + visitor.id

export function openSession(
  address: string,
  keep: Keep,
  locale: () => string,
  site: { identity?: IdentityClaim; attributes?: Attributes },
): Session {
  let generation = 0
  const forgetKept = () => keep.names('me:').forEach((name) => keep.set(name, null))

  const adopt = (answer: SessionAnswer) => {
    const now = whoIs(answer)
    if (!samePerson(keep.get(names.who), now)) forgetKept()
    keep.set(names.who, now)
    keep.set(names.token, answer.token)
    return (session.answer = answer)
  }

  const session: Session = {
    answer: null,
    identity: site.identity,
    attributes: site.attributes,
    forget() {
      generation++
      session.answer = null
      session.identity = session.attributes = undefined
      forgetKept()
    },
    begin(extra) {
      const mine = generation
      const run = async () => {
        const { identity, attributes } = session
        const request = { token: keep.get(names.token), identity, attributes, page: page(), locale: locale(), ...extra }
        const answer = await ask<SessionAnswer>(address + 'session', json(request))
        if (mine !== generation) throw { status: 0, code: 'superseded', message: '' }
        return adopt(answer)
      }
      // The lock is missing on plain http pages.
      return navigator.locks ? navigator.locks.request(`${keep.prefix}session`, run) : run()
    },
    follow(changed) {
      const listen = ({ key, newValue }: StorageEvent) => {
        if (key === keep.prefix + names.token && newValue && session.answer) session.answer.token = newValue
        if (key !== keep.prefix + names.who || (session.answer && newValue === whoIs(session.answer))) return
        generation++
        session.answer = null
        // The other tab knows better: this page's claim must not sign in again who has just signed out.
        session.identity = undefined
        changed()
      }
      addEventListener('storage', listen)
      return () => removeEventListener('storage', listen)
    },
  }
  return session
}
