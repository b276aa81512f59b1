import { names } from '../../contract.ts'
import type { SendAnswer, SendRequest } from '../../protocol.ts'
import { page } from '../../visit/wire.ts'
import type { Refusal } from '../../visit/wire.ts'
import type { Core } from '../core.ts'
import type { FormAnswers, Outgoing } from '../state.ts'
import { backoff, pause } from '../stream/backoff.ts'
import { isPassing } from '../wire.ts'
import { newId, openQueue } from './queue.ts'

/** Sends what was written: in order, one tab at a time, again and again until the hub has answered. */
export function createOutbox(core: Core, accepted: (answer: SendAnswer) => void) {
  const { host, wire, set, get } = core
  const queue = openQueue(host.keep)
  const refresh = () => set({ outbox: queue.list() })
  let running = false

  const send = async (message: Outgoing) => {
    const { clientId, body, attachments, form } = message
    const request: SendRequest = { clientId, body, attachmentIds: attachments.map(({ id }) => id), form, page: page() }
    try {
      const answer = await wire.call<SendAnswer>('POST', 'messages', request)
      set({ connection: 'live' })
      accepted(answer)
      queue.remove(clientId)
      if (form) {
        host.keep.set(names.form, null)
        set({ form: {} })
      }
      return 0
    } catch (error) {
      const refusal = error as Refusal
      if (isPassing(refusal)) {
        if (!core.signal().aborted && !refusal.status) set({ connection: 'lost' })
        return refusal.retryAfter ?? -1
      }
      const { code, message: reason, field } = refusal
      queue.update({ ...message, failed: { code, message: reason, field } })
      if (field && form) set({ formErrors: { [field]: reason } })
      return 0
    } finally {
      refresh()
    }
  }

  /** Sends the oldest waiting message. Seconds to wait before going on, -1 for the usual, null when all is sent. */
  const sendFirst = async () => {
    const first = queue.list().find(({ failed }) => !failed)
    return first ? send(first) : null
  }
  const alone = (work: () => Promise<number | null>) =>
    navigator.locks ? navigator.locks.request(`${host.keep.prefix}outbox`, work) : work()

  const kick = async () => {
    if (running) return
    running = true
    const signal = core.signal()
    for (let attempt = 0; !signal.aborted;) {
      const wait = await alone(sendFirst)
      if (wait === null) break
      attempt = wait ? attempt + 1 : 0
      if (wait) await pause(wait > 0 ? wait * 1000 : backoff(attempt - 1), signal)
    }
    running = false
    // Written, or begun anew as someone else, while the last one was on its way.
    if (signal.aborted && get().phase === 'ready') void kick()
  }

  const listen = (event: StorageEvent) => {
    if (event.key?.startsWith(host.keep.prefix + names.outbox)) refresh()
  }
  addEventListener('storage', listen)

  return {
    kick: () => void kick(),
    refresh,
    add(body: string, conversationId: string | null, form?: FormAnswers) {
      const attachments = get().uploads.flatMap(({ attachment }) => attachment ?? [])
      queue.add({ clientId: newId(), body, attachments, form, conversationId, at: new Date().toISOString() })
      set({ uploads: [] })
      refresh()
      void kick()
    },
    /** Sends a refused message again, with the form as it is now. */
    retry(clientId: string) {
      const message = queue.list().find((one) => one.clientId === clientId)
      if (!message) return
      const form = message.form && { ...message.form, ...get().form }
      queue.update({ ...message, form, failed: undefined })
      refresh()
      void kick()
    },
    discard(clientId: string) {
      queue.remove(clientId)
      refresh()
    },
    stop: () => removeEventListener('storage', listen),
  }
}
