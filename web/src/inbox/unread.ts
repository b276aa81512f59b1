import { computed, onScopeDispose, shallowReactive } from 'vue'
import { client } from '../gql/client.ts'
import { InboxPageDocument } from '../gql/gen/graphql.ts'
import { useViewer } from '../session/viewer.ts'
import { onRowChanged } from './changedRows.ts'
import type { Row } from './listing.ts'

/** How many of the viewer's open conversations hold something unread: read once, then kept by the changes. */
export function useUnread() {
  const viewer = useViewer()
  const unread = shallowReactive(new Set<string>())

  function take(row: Row) {
    const counts = row.unreadCount > 0 && row.status === 'OPEN' && row.assignee?.id === viewer.value.agent.id
    if (counts) unread.add(row.id)
    else unread.delete(row.id)
  }
  const filter = { statuses: ['OPEN' as const] }
  void client
    .query(InboxPageDocument, { view: 'MINE', order: 'NEWEST', first: 50, filter })
    .toPromise()
    .then((result) => result.data?.inbox.edges.forEach((edge) => take(edge.node)))
  onScopeDispose(onRowChanged(take))
  return computed(() => unread.size)
}
