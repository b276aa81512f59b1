import { useQuery } from '@urql/vue'
import { useDebounceFn } from '@vueuse/core'
import { computed, onScopeDispose } from 'vue'
import { InboxCountsDocument } from '../gql/gen/graphql.ts'
import { onRowChanged } from './changedRows.ts'

/** How many open conversations each list holds, asked again shortly after something changed. */
export function useCounts() {
  const { data, executeQuery } = useQuery({ query: InboxCountsDocument })
  const ask = useDebounceFn(() => executeQuery({ requestPolicy: 'network-only' }), 400, { maxWait: 2000 })
  onScopeDispose(onRowChanged(() => void ask()))
  return computed(() => data.value?.inboxCounts ?? null)
}
