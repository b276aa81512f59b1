import type {
  ConversationRowFragment,
  ConversationStatus,
  InboxOrder,
  InboxPageQuery,
  InboxView,
} from '../gql/gen/graphql.ts'

export type Row = ConversationRowFragment
/** Where a search found the words in a conversation. */
export type Match = NonNullable<InboxPageQuery['inbox']['edges'][number]['match']>

/** Which conversations a list shows, and in which order. */
export interface Listing {
  view: InboxView
  order: InboxOrder
  statuses: ConversationStatus[]
  teamId: string | null
  queueId: string | null
  channelId: string | null
  labelId: string | null
  search: string
}

const urgency = { URGENT: 0, HIGH: 1, NORMAL: 2, LOW: 3 }
const waiting = (row: Row) => (row.waitingSince ? Date.parse(row.waitingSince) : Infinity)
const due = (row: Row) => (row.due?.dueAt ? Date.parse(row.due.dueAt) : Infinity)
const newest = (a: Row, b: Row) => Date.parse(b.lastMessageAt) - Date.parse(a.lastMessageAt)
/** Compares two moments of which one or both may be infinitely far away. */
const moments = (a: number, b: number) => (a === b ? 0 : a - b)

const orders: Record<InboxOrder, (a: Row, b: Row) => number> = {
  NEWEST: newest,
  WAITING: (a, b) => moments(waiting(a), waiting(b)) || newest(a, b),
  DUE: (a, b) => moments(due(a), due(b)) || newest(a, b),
  PRIORITY: (a, b) => urgency[a.priority] - urgency[b.priority] || moments(waiting(a), waiting(b)) || newest(a, b),
}

/** Whether a conversation belongs to a list, as far as can be told without the server (a search cannot be). */
export function belongs(row: Row, listing: Listing, viewerId: string): boolean {
  if (listing.view === 'MINE' && row.assignee?.id !== viewerId) return false
  if (listing.view === 'UNASSIGNED' && row.assignee) return false
  if (!listing.statuses.includes(row.status)) return false
  if (listing.teamId && row.team?.id !== listing.teamId) return false
  if (listing.queueId && row.queue.id !== listing.queueId) return false
  if (listing.channelId && row.channel.id !== listing.channelId) return false
  return !listing.labelId || row.labels.some((label) => label.id === listing.labelId)
}

/**
 * The rows of a list after one conversation changed: put in, moved, or taken out.
 * @param complete no more rows follow on the server; otherwise one that sorts after the last loaded row is left out,
 * because a later page brings it.
 */
export function placeRow(rows: Row[], row: Row, listing: Listing, viewerId: string, complete: boolean): Row[] {
  const known = rows.some((r) => r.id === row.id)
  const others = known ? rows.filter((r) => r.id !== row.id) : rows
  if (!belongs(row, listing, viewerId)) return others
  // Whether a conversation matches the words of a search only the server knows: rows change and go, none come.
  if (listing.search && !known) return rows
  const compare = orders[listing.order]
  const at = others.findIndex((r) => compare(row, r) < 0)
  if (at >= 0) return [...others.slice(0, at), row, ...others.slice(at)]
  return complete || known ? [...others, row] : others
}
