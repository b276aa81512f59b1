import { type Exchange, mapExchange, type Operation } from '@urql/core'
import { type DocumentNode, visit } from 'graphql'
import { listsOf } from './lists.ts'

/**
 * A live change may arrive while the answer to a query is on its way. The cache then takes in the change first and the
 * older answer after it. Such an answer is taken, and the same is asked again: as it was asked, not as the exchanges below
 * sent it, since they leave alone what has passed through them before.
 */
export const askAgain = (): Exchange => (input) => {
  const order = overtakenQueries<Operation>()
  return mapExchange({
    onOperation(operation) {
      if (operation.kind === 'query') order.asked(operation)
      if (operation.kind === 'teardown') order.left(operation.key)
    },
    onResult({ operation, data }) {
      if (operation.kind === 'subscription') order.told(data?.changes)
      const asked = operation.kind === 'query' ? order.answered(operation.key, data) : null
      if (!asked) return
      const context = { ...asked.context, requestPolicy: 'network-only' as const }
      // Once the cache has taken this answer in: before that the query would count as being asked already.
      queueMicrotask(() => input.client.reexecuteOperation({ ...asked, context }))
    },
  })(input)
}

interface Told {
  lists: readonly string[]
  conversationId?: string | undefined
}

/** Which queries a live change overtook: those that ask for a list that changed, and those that tell of its conversation. */
export function overtakenQueries<Asked extends Pick<Operation, 'key' | 'query'>>() {
  const underWay = new Map<number, { asked: Asked; told: Told[] }>()
  return {
    asked: (asked: Asked) => void underWay.set(asked.key, { asked, told: [] }),
    left: (key: number) => void underWay.delete(key),
    told(change: unknown) {
      const told = partsOf(change)
      if (told) underWay.forEach((one) => one.told.push(told))
    },
    /** What was asked, when its answer may be older than what was told while it was on its way; else null. */
    answered(key: number, data: unknown): Asked | null {
      const one = underWay.get(key)
      underWay.delete(key)
      if (!one?.told.length) return null
      const fields = rootFields(one.asked.query)
      const text = one.told.some(({ conversationId }) => conversationId) ? JSON.stringify(data ?? null) : ''
      const overtaken = one.told.some(
        ({ lists, conversationId }) =>
          lists.some((list) => fields.has(list)) || (conversationId && text.includes(conversationId)),
      )
      return overtaken ? one.asked : null
    },
  }
}

function partsOf(change: unknown): Told | null {
  if (!change) return null
  const { list, conversation } = change as { list?: string; conversation?: { id: string } }
  const lists = listsOf(list)
  return lists.length || conversation ? { lists, conversationId: conversation?.id } : null
}

function rootFields(query: DocumentNode): Set<string> {
  const names = new Set<string>()
  visit(query, {
    Field({ name }) {
      names.add(name.value)
      return false
    },
  })
  return names
}
