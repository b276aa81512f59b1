import { useQuery } from '@urql/vue'
import { computed, onScopeDispose, ref, shallowReactive, watch } from 'vue'
import { client } from '../gql/client.ts'
import {
  MarkRoomSeenDocument,
  type RoomMessagePartsFragment,
  RoomMessagesDocument,
  type RoomPartsFragment,
  SendRoomMessageDocument,
} from '../gql/gen/graphql.ts'
import { mutate } from '../gql/mutate.ts'
import { onChange } from '../live/changes.ts'

/** What is said in a room: the newest messages kept current, older ones on demand. Who looks at it has read it. */
export function useRoom(room: () => RoomPartsFragment) {
  const { id: roomId } = room()
  const { data, error, executeQuery } = useQuery({
    query: RoomMessagesDocument,
    variables: { roomId, before: null },
    requestPolicy: 'network-only',
  })
  const known = shallowReactive(new Map<string, RoomMessagePartsFragment>())
  const older = ref(false)
  const take = (nodes: readonly RoomMessagePartsFragment[]) => nodes.forEach((one) => known.set(one.id, one))
  watch(
    () => data.value?.roomMessages,
    (page) => {
      if (!page) return
      if (known.size === 0) older.value = page.hasPrevious
      take(page.nodes)
    },
    { immediate: true },
  )
  const messages = computed(() => [...known.values()].toSorted((a, b) => a.seq - b.seq))
  const reread = () => executeQuery({ requestPolicy: 'network-only' })
  onScopeDispose(
    onChange((change) => {
      if (change.__typename === 'RoomChanged' && change.roomId === roomId) void reread()
    }),
  )
  watch(
    () => messages.value.at(-1)?.seq,
    (seq) => {
      if (seq && room().unread > 0) void mutate(MarkRoomSeenDocument, { roomId, seq })
    },
    { immediate: true },
  )

  async function loadOlder() {
    const before = messages.value[0]?.seq ?? null
    const page = (await client.query(RoomMessagesDocument, { roomId, before }).toPromise()).data?.roomMessages
    if (!page) return
    take(page.nodes)
    older.value = page.hasPrevious
  }

  const sending = ref(false)
  const problem = ref<string | null>(null)
  /** Until it is known to be said, saying it again is the same. */
  let clientId = crypto.randomUUID()
  async function send(message: { body: string; help: boolean; conversationId: string | null }): Promise<boolean> {
    if (sending.value || !message.body.trim()) return false
    sending.value = true
    const outcome = await mutate(SendRoomMessageDocument, { roomId, clientId, ...message })
    sending.value = false
    problem.value = outcome.ok ? null : outcome.message
    if (!outcome.ok) return false
    clientId = crypto.randomUUID()
    take([outcome.payload.said])
    return true
  }
  const loading = computed(() => !data.value && !known.size)
  const failed = computed(() => Boolean(error.value) && !known.size)
  return { messages, older, loading, failed, loadOlder, reread, send, sending, problem }
}
