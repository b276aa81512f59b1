import { useQuery } from '@urql/vue'
import { computed, ref } from 'vue'
import { useRereadOn } from '../contacts/useRereadOn.ts'
import { QueueNumbersDocument, type QueueDayFragment } from '../gql/gen/graphql.ts'
import { useClock } from '../live/clock.ts'
import { dayOf, dayPeriod } from './dayPeriod.ts'

export type QueueDay = QueueDayFragment

/** How the queues did on a day, today unless another is chosen; kept current while it is today. */
export function useQueueDay() {
  const now = useClock()
  const today = computed(() => dayOf(now.value))
  const chosen = ref<string | null>(null)
  const day = computed({
    get: () => chosen.value ?? today.value,
    set: (value) => (chosen.value = value && value < today.value ? value : null),
  })
  const isToday = computed(() => day.value === today.value)
  const variables = computed(() => dayPeriod(day.value))
  const { data, error, executeQuery } = useQuery({
    query: QueueNumbersDocument,
    variables,
    requestPolicy: 'cache-and-network',
  })
  const reread = () => executeQuery({ requestPolicy: 'network-only' })
  const concerned = new Set(['ConversationChanged', 'MessageAdded', 'AgentChanged', 'DirectoryChanged'])
  useRereadOn((change) => isToday.value && concerned.has(change.__typename), reread)
  const queues = computed(() => data.value?.queueNumbers ?? null)
  return { day, today, isToday, queues, failed: computed(() => Boolean(error.value && !data.value)), reread }
}
