import type { Change } from '../live/changes.ts'

type Assigned = Extract<Change, { __typename: 'ConversationChanged' | 'MessageAdded' }>

/**
 * Whose desks a change concerns, as far as is known: `all` when somebody lost a conversation of whom nothing was heard.
 * Remembers who has which conversation, from what is heard.
 */
export function createTouched() {
  const owners = new Map<string, string | null>()
  function moved({ conversation }: Assigned, given: boolean): { ids: string[]; all: boolean } {
    const [before, now] = [owners.get(conversation.id), conversation.assignee?.id ?? null]
    owners.set(conversation.id, now)
    return { ids: [before, now].filter((id) => id != null), all: given && before === undefined }
  }
  return (change: Change): { ids: string[]; all: boolean } => {
    if (change.__typename === 'AgentChanged') return { ids: [change.agent.id], all: false }
    if (change.__typename === 'MessageAdded') return moved(change, false)
    if (change.__typename === 'ConversationChanged') return moved(change, /assigned|queued/.test(change.type))
    const people = change.__typename === 'DirectoryChanged' && ['TEAMS', 'BRANDS'].includes(change.list)
    return { ids: [], all: people }
  }
}
