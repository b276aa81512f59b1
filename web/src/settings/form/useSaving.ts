import { computed, ref } from 'vue'
import { useI18n } from 'vue-i18n'
import type { Outcome } from '../../gql/mutate.ts'

/** Sending a form: whether it is under way, what is wrong by field, and what is wrong otherwise. */
export function useSaving() {
  const { t } = useI18n()
  const busy = ref(false)
  const errors = ref<Record<string, string>>({})
  const failure = ref<string | null>(null)
  const problem = computed(
    () => failure.value ?? (Object.keys(errors.value).length ? t('settings.unsaved.problem') : null),
  )
  /** The payload, or null when it did not work. */
  async function send<P>(run: () => Promise<Outcome<P>>): Promise<P | null> {
    busy.value = true
    const outcome = await run()
    busy.value = false
    errors.value = !outcome.ok && outcome.field ? { [outcome.field]: outcome.message } : {}
    failure.value = outcome.ok || outcome.field ? null : outcome.message
    return outcome.ok ? outcome.payload : null
  }
  function forget() {
    errors.value = {}
    failure.value = null
  }
  return { busy, errors, failure, problem, send, forget }
}
