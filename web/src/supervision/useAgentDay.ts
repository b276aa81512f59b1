import { useQuery } from '@urql/vue'
import { computed, type Ref } from 'vue'
import { useRereadOn } from '../contacts/useRereadOn.ts'
import { AgentNumbersDocument } from '../gql/gen/graphql.ts'
import { dayPeriod } from './dayPeriod.ts'

/** What agents did on a day; read again with what changes while it is today. */
export function useAgentDay(day: Readonly<Ref<string>>, isToday: Readonly<Ref<boolean>>) {
  const variables = computed(() => dayPeriod(day.value))
  const { data, error, executeQuery } = useQuery({
    query: AgentNumbersDocument,
    variables,
    requestPolicy: 'cache-and-network',
  })
  const reread = () => executeQuery({ requestPolicy: 'network-only' })
  const concerned = new Set(['ConversationChanged', 'AgentChanged', 'OfferChanged'])
  useRereadOn((change) => isToday.value && concerned.has(change.__typename), reread)
  const agents = computed(() => data.value?.agentNumbers ?? null)
  return { agents, failed: computed(() => Boolean(error.value && !data.value)), reread }
}
