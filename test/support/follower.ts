import { setTimeout as wait } from 'node:timers/promises'
import { createClient } from 'graphql-ws'
import { WebSocket } from 'ws'

/** An agent's screen that follows the changes through every cut. */
export interface Follower {
  /** Ids of the messages heard, in the order they came. */
  messages: string[]
  cursors: bigint[]
  /** How often the line was cut. */
  cuts(): number
  stop(): void
}

const changes =
  'subscription($after: Cursor) { changes(after: $after) { cursor ... on MessageAdded { message { id } } } }'

/** Follows from `after`; when the line is cut it goes on from its cursor at the next of `urls`. */
export function follow(urls: () => string[], headers: Record<string, string>, start: string): Follower {
  const follower = { messages: [] as string[], cursors: [] as bigint[] }
  let after = start
  let stopped = false
  let cuts = 0
  let end = () => {}

  function once(url: string): Promise<void> {
    class SignedIn extends WebSocket {
      constructor(address: string, protocols: string | string[]) {
        super(address, protocols, { headers })
      }
    }
    const { promise, resolve } = Promise.withResolvers<void>()
    const options = { url: `${url.replace('http', 'ws')}/graphql`, webSocketImpl: SignedIn, retryAttempts: 0 }
    const client = createClient({ ...options, lazyCloseTimeout: 0 })
    client.subscribe<{ changes: { cursor: string | null; message?: { id: string } } }>(
      { query: changes, variables: { after } },
      {
        next({ data }) {
          if (!data?.changes.cursor) return
          after = data.changes.cursor
          follower.cursors.push(BigInt(after))
          if (data.changes.message) follower.messages.push(data.changes.message.id)
        },
        error: () => resolve(),
        complete: () => resolve(),
      },
    )
    end = () => {
      void client.dispose()
      resolve()
    }
    return promise
  }

  async function run() {
    for (let turn = 0; !stopped; turn++) {
      const all = urls()
      await once(all[turn % all.length] ?? '')
      cuts++
      await wait(50)
    }
  }
  void run()
  return {
    ...follower,
    cuts: () => cuts,
    stop() {
      stopped = true
      end()
    },
  }
}
