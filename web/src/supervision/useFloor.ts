import { useQuery } from '@urql/vue'
import { useDebounceFn } from '@vueuse/core'
import { computed, onScopeDispose } from 'vue'
import { client } from '../gql/client.ts'
import { FloorAgentsDocument } from '../gql/gen/graphql.ts'
import { onChange } from '../live/changes.ts'
import { createTouched } from './touched.ts'

/** Whoever lost a conversation unheard of is seen at the latest after so long, in ms. */
const patience = 10_000

/**
 * The agents with what lies on their desks, kept current within a second. Only those of whom something changed are asked
 * for again: watching a large centre costs by what happens in it, not by its size.
 */
export function useFloor() {
  const { data, error, executeQuery } = useQuery({
    query: FloorAgentsDocument,
    variables: { agentIds: null },
    requestPolicy: 'cache-and-network',
  })
  const reread = () => executeQuery({ requestPolicy: 'network-only' })
  const touchedBy = createTouched()
  const touched = new Set<string>()
  const ask = useDebounceFn(
    () => {
      const agentIds = [...touched]
      touched.clear()
      void client.query(FloorAgentsDocument, { agentIds }, { requestPolicy: 'network-only' }).toPromise()
    },
    500,
    { maxWait: 1000 },
  )
  const askAll = useDebounceFn(() => void reread(), patience, { maxWait: patience })
  onScopeDispose(
    onChange((change) => {
      const { ids, all } = touchedBy(change)
      for (const id of ids) touched.add(id)
      if (ids.length) void ask()
      if (all) void askAll()
    }),
  )
  return { desks: computed(() => data.value?.floorAgents ?? null), error, reread }
}
