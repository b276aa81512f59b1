import { ask } from '../visit/wire.ts'
import type { Refusal } from '../visit/wire.ts'
import type { Core } from './core.ts'

/** Requests in the visitor's name, below `/chat/:key/`. They throw a `Refusal`. */
export interface Wire {
  call<Answer>(method: 'GET' | 'POST', path: string, body?: unknown): Promise<Answer>
  /** The headers of the session; begins one when needed. */
  authorized(): Promise<{ authorization: string }>
  /** After a 401: asks for the session again. Throws `superseded` when it is another person's now. */
  renew(): Promise<void>
}

/** Whether asking again later can help. */
export function isPassing({ status }: Refusal): boolean {
  return status === 0 || status === 401 || status === 408 || status === 429 || status >= 500
}

export const superseded: Refusal = { status: 0, code: 'unavailable', message: 'superseded' }

export function createWire({ host, get, signal }: Core, personChanged: () => void): Wire {
  const authorized = async () => ({ authorization: `Bearer ${(await host.session()).token}` })

  const renew = async () => {
    const before = get().visitor?.id
    const { visitor } = await host.session(true)
    if (!before || visitor.id === before) return
    personChanged()
    throw superseded
  }

  const once = async <Answer>(method: string, path: string, body?: unknown) => {
    const scope = signal()
    const headers: Record<string, string> = await authorized()
    if (body !== undefined) headers['content-type'] = 'application/json'
    const limit = AbortSignal.any([scope, AbortSignal.timeout(20_000)])
    const answer = await ask<Answer>(host.address + path, {
      method,
      headers,
      body: JSON.stringify(body),
      signal: limit,
    })
    if (scope.aborted) throw superseded
    return answer
  }

  return {
    authorized,
    renew,
    async call<Answer>(method: string, path: string, body?: unknown) {
      const scope = signal()
      try {
        return await once<Answer>(method, path, body)
      } catch (refusal) {
        if ((refusal as Refusal).status !== 401 || scope.aborted) throw refusal
        await renew()
        return once<Answer>(method, path, body)
      }
    },
  }
}
