import { useQuery } from '@urql/vue'
import { computed, inject, type InjectionKey, provide, type Ref, shallowRef } from 'vue'
import { ReplyWaysDocument } from '../../gql/gen/graphql.ts'
import type { ThreadMessage } from '../groupMessages.ts'

interface Forwarding {
  /** The brand has a mailbox to send from. */
  possible: Ref<boolean>
  forward(message: ThreadMessage): void
}
const key: InjectionKey<Forwarding> = Symbol('forwarding')

/** Lets messages of a conversation be passed on: the mailboxes to send from, and the message that is chosen. */
export function provideForwarding(conversationId: string) {
  const { data } = useQuery({ query: ReplyWaysDocument, variables: { id: conversationId } })
  const mailboxes = computed(() =>
    (data.value?.conversation?.replyWays ?? []).filter((way) => way.letters).map(({ channel }) => channel),
  )
  const chosen = shallowRef<ThreadMessage | null>(null)
  provide(key, {
    possible: computed(() => mailboxes.value.length > 0),
    forward: (message) => (chosen.value = message),
  })
  return { mailboxes, chosen }
}

/** How a message is passed on; null where none can be. */
export const useForwarding = () => inject(key, null)
