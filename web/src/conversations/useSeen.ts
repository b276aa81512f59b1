import { useDocumentVisibility, useWindowFocus } from '@vueuse/core'
import { computed, type Ref, watch } from 'vue'
import { MarkConversationSeenDocument } from '../gql/gen/graphql.ts'
import { mutate } from '../gql/mutate.ts'
import { rowChanged } from '../inbox/changedRows.ts'

/** Tells the hub what the viewer has looked at: the newest message, while the page is in front of them. */
export function useSeen(conversationId: string, lastSeq: Ref<number>, unread: Ref<number>): void {
  const visibility = useDocumentVisibility()
  const focused = useWindowFocus()
  const looked = computed(() => (visibility.value === 'visible' && focused.value && unread.value ? lastSeq.value : 0))
  watch(
    looked,
    async (seq) => {
      if (!seq) return
      const outcome = await mutate(MarkConversationSeenDocument, { conversationId, seq })
      if (outcome.ok) rowChanged(outcome.payload.conversation)
    },
    { immediate: true },
  )
}
