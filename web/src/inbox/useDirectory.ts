import { useQuery } from '@urql/vue'
import { computed } from 'vue'
import { DirectoryDocument } from '../gql/gen/graphql.ts'

/** The people, teams, queues, labels, channels and brands that menus and filters offer; kept current by live changes. */
export function useDirectory() {
  const { data } = useQuery({ query: DirectoryDocument })
  return computed(() => data.value ?? { agents: [], teams: [], queues: [], labels: [], channels: [], brands: [] })
}
