import { ref } from 'vue'
import { CheckSmsChannelDocument, ConnectSmsNumberDocument } from '../../../gql/gen/graphql.ts'
import { mutate } from '../../../gql/mutate.ts'
import type { Step } from '../checkSteps.ts'
import { useSaving } from '../../form/useSaving.ts'
import { type AccountDraft, accountInput } from './numberDraft.ts'

/** Trying a number out as it is being edited, and having its texts reported to the hub. */
export function useNumberCheck(draft: () => AccountDraft, channelId: string) {
  const { busy, errors, failure, send, forget } = useSaving()
  const steps = ref<readonly Step[] | null>(null)
  async function check() {
    steps.value = null
    const tried = await send(() => mutate(CheckSmsChannelDocument, { channelId, ...accountInput(draft()) }))
    steps.value = tried?.steps ?? null
  }
  async function connect() {
    steps.value = null
    const done = await send(() => mutate(ConnectSmsNumberDocument, { channelId }))
    steps.value = done?.steps ?? null
  }
  return { busy, errors, failure, steps, check, connect, forget }
}
