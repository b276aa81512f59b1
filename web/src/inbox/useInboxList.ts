import { onScopeDispose, type Ref, ref, shallowRef, watch } from 'vue'
import { client } from '../gql/client.ts'
import { InboxPageDocument, type InboxPageQuery } from '../gql/gen/graphql.ts'
import { onRowChanged } from './changedRows.ts'
import { type Listing, type Match, placeRow, type Row } from './listing.ts'

interface Loaded {
  rows: Row[]
  /** Where a search found its words, by conversation. */
  matches: ReadonlyMap<string, Match>
  end: string | null
  complete: boolean
}

// What was seen last of each list, so that going back to one shows it at once while it is read again.
const remembered = new Map<string, Loaded>()

const loadedOf = ({ edges, pageInfo }: InboxPageQuery['inbox']): Loaded => ({
  rows: edges.map((edge) => edge.node),
  matches: new Map(edges.flatMap(({ node, match }) => (match ? [[node.id, match] as const] : []))),
  end: pageInfo.endCursor,
  complete: !pageInfo.hasNextPage,
})

/** The rows of a list: read page by page, then kept current by the changes themselves. */
export function useInboxList(listing: Ref<Listing>, viewerId: string) {
  const loaded = shallowRef<Loaded | null>(null)
  const failed = ref(false)
  const loadingMore = ref(false)
  let generation = 0

  async function fetchPage(after: string | null) {
    const { view, order, search, ...filter } = listing.value
    const result = await client
      .query(
        InboxPageDocument,
        { view, order, first: 50, after, filter: { ...filter, search: search || null } },
        { requestPolicy: 'network-only' },
      )
      .toPromise()
    return result.data?.inbox
  }

  async function reload() {
    const mine = ++generation
    loaded.value = remembered.get(JSON.stringify(listing.value)) ?? null
    failed.value = false
    loadingMore.value = false
    const page = await fetchPage(null)
    if (mine !== generation) return
    if (!page) failed.value = !loaded.value
    else keep(loadedOf(page))
  }

  async function loadMore() {
    const now = loaded.value
    if (!now || now.complete || loadingMore.value) return
    const mine = generation
    loadingMore.value = true
    const page = await fetchPage(now.end)
    if (mine !== generation) return
    loadingMore.value = false
    if (!page || !loaded.value) return
    const more = loadedOf(page)
    const fresh = new Set(more.rows.map((row) => row.id))
    const rows = [...loaded.value.rows.filter((row) => !fresh.has(row.id)), ...more.rows]
    keep({ ...more, rows, matches: new Map([...loaded.value.matches, ...more.matches]) })
  }

  function keep(now: Loaded) {
    loaded.value = now
    remembered.set(JSON.stringify(listing.value), now)
  }

  const stop = onRowChanged((row) => {
    const now = loaded.value
    if (now) keep({ ...now, rows: placeRow(now.rows, row, listing.value, viewerId, now.complete) })
  })
  onScopeDispose(stop)
  watch(() => JSON.stringify(listing.value), reload, { immediate: true })

  return { loaded, failed, loadingMore, reload, loadMore }
}
