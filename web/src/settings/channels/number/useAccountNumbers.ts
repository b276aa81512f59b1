import { ref } from 'vue'
import { type ListSmsNumbersMutation, ListSmsNumbersDocument } from '../../../gql/gen/graphql.ts'
import { mutate } from '../../../gql/mutate.ts'
import { useSaving } from '../../form/useSaving.ts'
import { type AccountDraft, accountInput } from './numberDraft.ts'

type Listed = Extract<ListSmsNumbersMutation['listSmsNumbers'], { __typename: 'ListSmsNumbersPayload' }>
export type AccountNumber = Listed['numbers'][number]

/** The numbers of an account as it is being entered; null before anybody has asked for them. */
export function useAccountNumbers(draft: () => AccountDraft) {
  const { busy, errors, failure, send } = useSaving()
  const numbers = ref<AccountNumber[] | null>(null)
  async function list() {
    numbers.value = null
    const listed = await send(() => mutate(ListSmsNumbersDocument, accountInput(draft())))
    numbers.value = listed?.numbers ?? null
  }
  return { busy, errors, failure, numbers, list }
}
