import { setTimeout as wait } from 'node:timers/promises'
import { newId } from '../../server/src/platform/ids.ts'
import { visitor } from './visitor.ts'

/** Visitors who keep writing, whatever happens to the hub: each message is sent again until it is acknowledged. */
export interface Writers {
  /** clientId → the id the hub acknowledged it with. */
  acknowledged: Map<string, string>
  /** How often a message had to be sent again. */
  retries(): number
  /** Lets each finish the message it is at. */
  stop(): Promise<void>
}

/** @param url asked before each request, so that it may change when a process comes back elsewhere. */
export function keepWriting(url: () => string, key: string, count: number): Writers {
  const acknowledged = new Map<string, string>()
  let stopped = false
  let retries = 0

  async function write(name: number) {
    let token: string | null = null
    for (let n = 0; !stopped; n++) {
      const clientId = newId()
      while (!acknowledged.has(clientId)) {
        const one = visitor(url(), key)
        one.token = token
        const answer = await (token ? one.write(`${name}: ${n}`, { clientId }) : one.begin()).catch(() => null)
        token = one.token
        if (answer?.status === 200 && 'message' in answer.body) acknowledged.set(clientId, answer.body.message.id)
        else if (answer?.status !== 200) {
          retries++
          await wait(30)
        }
      }
      await wait(10)
    }
  }
  const writing = Array.from({ length: count }, (_, name) => write(name))
  return {
    acknowledged,
    retries: () => retries,
    async stop() {
      stopped = true
      await Promise.all(writing)
    },
  }
}
