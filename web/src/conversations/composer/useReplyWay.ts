import { useQuery } from '@urql/vue'
import { computed, reactive, ref, watch } from 'vue'
import { ReplyWaysDocument, type ReplyWaysQuery } from '../../gql/gen/graphql.ts'

export type ReplyWay = NonNullable<ReplyWaysQuery['conversation']>['replyWays'][number]

/** What an agent changed about where an answer goes; null where it goes as usual. */
export interface Addressing {
  to: string[] | null
  cc: string[] | null
  bcc: string[] | null
  subject: string | null
}

const usual = (): Addressing => ({ to: null, cc: null, bcc: null, subject: null })

/** The channels an answer can go out on, the one that is chosen, and whom it goes to there. */
export function useReplyWay(conversationId: string) {
  const { data, executeQuery } = useQuery({
    query: ReplyWaysDocument,
    variables: { id: conversationId },
    requestPolicy: 'cache-and-network',
  })
  const ways = computed(() => data.value?.conversation?.replyWays ?? [])
  const chosen = ref<string | null>(null)
  const way = computed(() => ways.value.find((one) => one.channel.id === chosen.value) ?? ways.value[0] ?? null)
  const changed = reactive(usual())
  watch(chosen, () => Object.assign(changed, usual()))

  /** What is sent along with the words; nothing where the customer's device fetches them. */
  function addressing() {
    const now = way.value
    if (!now || now.channel.pull) return {}
    const { to, cc, bcc, subject } = changed
    return {
      channelId: now.channel.id,
      ...(to !== null && { to }),
      ...(cc !== null && { cc }),
      ...(bcc !== null && { bcc }),
      ...(subject !== null && { subject }),
    }
  }
  const sent = () => {
    Object.assign(changed, usual())
    void executeQuery({ requestPolicy: 'network-only' })
  }
  return { ways, way, chosen, changed, addressing, sent }
}
