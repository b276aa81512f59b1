import { useQuery } from '@urql/vue'
import { computed, ref, shallowReactive, watch } from 'vue'
import { client } from '../gql/client.ts'
import { ConversationDocument, OlderMessagesDocument } from '../gql/gen/graphql.ts'
import type { ThreadMessage } from './groupMessages.ts'

/** One conversation with its messages: the newest page kept current by the cache, older ones read on demand. */
export function useThread(id: string) {
  const { data, error, executeQuery } = useQuery({
    query: ConversationDocument,
    variables: { id },
    requestPolicy: 'cache-and-network',
  })
  const conversation = computed(() => data.value?.conversation ?? null)
  const known = shallowReactive(new Map<string, ThreadMessage>())
  const older = ref<boolean | null>(null)
  const loadingOlder = ref(false)

  watch(
    () => conversation.value?.messages,
    (page) => {
      page?.nodes.forEach((message) => known.set(message.id, message))
      if (page && older.value === null) older.value = page.hasPrevious
    },
    { immediate: true },
  )
  const messages = computed(() => [...known.values()].toSorted((a, b) => a.seq - b.seq))
  const lastSeq = computed(() => messages.value.at(-1)?.seq ?? 0)

  async function loadOlder() {
    const before = messages.value[0]?.seq
    if (!before || !older.value || loadingOlder.value) return
    loadingOlder.value = true
    const result = await client.query(OlderMessagesDocument, { id, before }).toPromise()
    loadingOlder.value = false
    const page = result.data?.conversation?.messages
    if (!page) return
    page.nodes.forEach((message) => known.set(message.id, message))
    older.value = page.hasPrevious
  }

  /** Reads back as far as a message, given by its number. */
  async function loadTo(seq: number) {
    while (older.value && (messages.value[0]?.seq ?? 0) > seq) {
      const from = messages.value.length
      await loadOlder()
      if (messages.value.length === from) return
    }
  }

  const state = computed(() => {
    if (conversation.value) return 'ready'
    if (error.value) return 'failed'
    return data.value ? 'missing' : 'loading'
  })
  const retry = () => executeQuery({ requestPolicy: 'network-only' })
  return { conversation, state, retry, messages, lastSeq, older, loadingOlder, loadOlder, loadTo }
}

export type OpenConversation = NonNullable<ReturnType<typeof useThread>['conversation']['value']>
