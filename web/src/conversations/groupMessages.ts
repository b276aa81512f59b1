import type { ThreadMessageFragment } from '../gql/gen/graphql.ts'

export type ThreadMessage = ThreadMessageFragment

/** What a thread shows, from top to bottom. */
export type ThreadItem =
  | { type: 'day'; key: string; at: string }
  | { type: 'system'; key: string; message: ThreadMessage }
  | { type: 'group'; key: string; messages: [ThreadMessage, ...ThreadMessage[]] }

const apart = 5 * 60_000
const dayOf = (at: string) => new Date(at).toDateString()

/** Messages by day, and within a day by author where one wrote several within five minutes. */
export function groupMessages(messages: readonly ThreadMessage[]): ThreadItem[] {
  const items: ThreadItem[] = []
  let before: ThreadMessage | undefined
  for (const message of messages) {
    if (!before || dayOf(before.at) !== dayOf(message.at)) {
      items.push({ type: 'day', key: `day-${dayOf(message.at)}-${message.id}`, at: message.at })
    }
    const last = items.at(-1)
    if (message.kind === 'SYSTEM') items.push({ type: 'system', key: message.id, message })
    else if (last?.type === 'group' && before && goesOn(before, message)) last.messages.push(message)
    else items.push({ type: 'group', key: message.id, messages: [message] })
    before = message
  }
  return items
}

function goesOn(before: ThreadMessage, message: ThreadMessage): boolean {
  if (before.kind !== message.kind || before.agent?.id !== message.agent?.id) return false
  return Date.parse(message.at) - Date.parse(before.at) < apart
}
