import { useThrottleFn, useTimeoutFn } from '@vueuse/core'
import { onScopeDispose } from 'vue'
import { client } from '../../gql/client.ts'
import { SetTypingDocument } from '../../gql/gen/graphql.ts'

/** Tells the others that the viewer is typing, every three seconds while they do, and when they stop. */
export function useTypingSignal(conversationId: string) {
  let told = false
  let wasNote = false

  function tell(typing: boolean, note: boolean) {
    told = typing
    wasNote = note
    void client.mutation(SetTypingDocument, { input: { conversationId, typing, note } }).toPromise()
  }
  const repeat = useThrottleFn((note: boolean) => tell(true, note), 3000)
  const { start: stopSoon, stop: keepOn } = useTimeoutFn(stopped, 5000, { immediate: false })

  function typed(note: boolean) {
    if (!told || wasNote !== note) tell(true, note)
    else void repeat(note)
    stopSoon()
  }
  function stopped() {
    keepOn()
    if (told) tell(false, wasNote)
  }
  onScopeDispose(stopped)
  return { typed, stopped }
}
