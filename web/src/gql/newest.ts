import { type Exchange, mapExchange } from '@urql/core'

type Told = { id: string } & Record<string, unknown>

/**
 * The hub answers a mutation with the conversation as the mutation left it. A live change may overtake that answer on
 * its way: then what the change told is newer, and stands.
 */
export function newestWins(): Exchange {
  const order = overtaking()
  return mapExchange({
    onOperation({ kind, key }) {
      if (kind === 'mutation') order.asked(key)
    },
    onResult(result) {
      const { kind, key } = result.operation
      if (kind === 'subscription') order.told(result.data?.changes)
      return kind === 'mutation' ? { ...result, data: order.answered(key, result.data) } : undefined
    },
  })
}

/** Keeps what live changes told while mutations were under way, and puts it into their answers. */
export function overtaking() {
  const underWay = new Map<number, Map<string, Told>>()
  return {
    asked: (key: number) => void underWay.set(key, new Map()),
    told(change: unknown) {
      const conversation = conversationOf(change)
      if (conversation) underWay.forEach((newer) => newer.set(conversation.id, conversation))
    },
    answered<Data>(key: number, data: Data): Data {
      const newer = underWay.get(key)
      underWay.delete(key)
      if (!data || !newer?.size) return data
      return Object.fromEntries(Object.entries(data).map(([name, payload]) => [name, brought(payload, newer)])) as Data
    },
  }
}

function brought(payload: unknown, newer: Map<string, Told>): unknown {
  const conversation = conversationOf(payload)
  const told = conversation && newer.get(conversation.id)
  return told ? { ...(payload as object), conversation: { ...conversation, ...told } } : payload
}

const conversationOf = (payload: unknown) => (payload as { conversation?: Told } | null | undefined)?.conversation
