import type { TypedDocumentNode } from '@graphql-typed-document-node/core'
import type { CombinedError } from '@urql/core'
import { ref, type Ref } from 'vue'
import { i18n } from '../i18n.ts'
import { notifyFailure } from '../ui/toast.ts'
import { client } from './client.ts'

type Answer<D> = D[Exclude<keyof D, '__typename'>]
/** What a mutation answers when it worked. */
export type PayloadOf<D> = Exclude<Answer<D>, { __typename: `${string}Error` }>

/** What came of a mutation: its payload, or why not in words; `field` names the input at fault. */
export type Outcome<P> =
  | { ok: true; payload: P }
  | { ok: false; message: string; field: string | null; code: string; retryable: boolean }

/** Runs a mutation whose answer is a union of a payload and expected errors. Never throws. */
export async function mutate<D, I>(
  document: TypedDocumentNode<D, { input: I }>,
  input: I,
): Promise<Outcome<PayloadOf<D>>> {
  const result = await client.mutation(document, { input } as never)
  const answer = result.data && Object.values(result.data as Record<string, unknown>).find((v) => typeof v === 'object')
  if (!answer) return { ok: false, ...unexpected(result.error), field: null }
  const { __typename: code, message, field } = answer as { __typename: string; message?: unknown; field?: string }
  if (!code.endsWith('Error')) return { ok: true, payload: answer as PayloadOf<D> }
  return { ok: false, code, message: String(message), field: field ?? null, retryable: false }
}

function unexpected(error: CombinedError | undefined) {
  const { t } = i18n.global
  if (error?.networkError) return { message: t('ui.unreachable'), code: 'UNREACHABLE', retryable: true }
  const first = error?.graphQLErrors[0]
  const code = String(first?.extensions?.['code'] ?? 'UNKNOWN')
  return { message: first?.message ?? t('ui.failedText'), code, retryable: code === 'RATE_LIMITED' }
}

/** A mutation with its state; a failure without a field is told in a toast, one with a field stands in `errors`. */
export function useMutate<D, I>(document: TypedDocumentNode<D, { input: I }>) {
  const busy = ref(false)
  const errors: Ref<Record<string, string>> = ref({})
  async function run(input: I): Promise<PayloadOf<D> | null> {
    busy.value = true
    errors.value = {}
    const outcome = await mutate(document, input)
    busy.value = false
    if (outcome.ok) return outcome.payload
    if (outcome.field) errors.value = { [outcome.field]: outcome.message }
    else notifyFailure(outcome.message)
    return null
  }
  return { run, busy, errors }
}
