import { computed, ref } from 'vue'
import { CheckEmailChannelDocument } from '../../../gql/gen/graphql.ts'
import { mutate } from '../../../gql/mutate.ts'
import type { Step } from '../checkSteps.ts'
import { useSaving } from '../../form/useSaving.ts'
import { type MailboxDraft, mailboxInput } from './mailboxDraft.ts'

/** Trying a mailbox out as it is being edited; `channelId` null for one that is yet to be connected. */
export function useMailboxCheck(draft: () => MailboxDraft, channelId: string | null) {
  const { busy, errors, failure, send, forget } = useSaving()
  const steps = ref<readonly Step[] | null>(null)
  const expected = computed(() =>
    draft().fetches ? ['dns', 'tls', 'login', 'folder', 'smtp', 'smtp login'] : ['smtp', 'smtp login'],
  )
  async function check() {
    steps.value = null
    const tried = await send(() => mutate(CheckEmailChannelDocument, { channelId, ...mailboxInput(draft()) }))
    steps.value = tried?.steps ?? null
  }
  return { busy, errors, failure, steps, expected, check, forget }
}
