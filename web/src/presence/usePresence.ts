import { useQuery } from '@urql/vue'
import { computed } from 'vue'
import { PresenceReasonsDocument, SetPresenceDocument, type SetPresenceInput } from '../gql/gen/graphql.ts'
import { mutate } from '../gql/mutate.ts'
import { notifyFailure } from '../ui/toast.ts'

/** The reasons an agent can choose from, or be set to. */
export function useReasons() {
  const { data } = useQuery({ query: PresenceReasonsDocument })
  return computed(() => data.value?.presenceReasons.filter(({ choosable }) => choosable) ?? [])
}

/** Sets what the viewer does; says so when it could not be done. */
export async function setPresence(input: SetPresenceInput): Promise<void> {
  const outcome = await mutate(SetPresenceDocument, input)
  if (!outcome.ok) await notifyFailure(outcome.message)
}
