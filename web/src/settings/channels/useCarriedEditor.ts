import { computed, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import type { Outcome } from '../../gql/mutate.ts'
import { may } from '../../session/viewer.ts'
import { notify } from '../../ui/toast.ts'
import { useDraft } from '../form/useDraft.ts'
import { useSaving } from '../form/useSaving.ts'
import { useUnsavedGuard } from '../form/useUnsavedGuard.ts'

interface Trial {
  errors: Ref<Record<string, string>>
  forget(): void
}

/**
 * Editing a mailbox or a number. `draftOf` reads what is stored, with all secrets empty; `update` sends a draft; `trialOf`
 * makes the connection test of the draft, whose errors stand at the same fields.
 */
export function useCarriedEditor<D extends { secrets: object }, T extends Trial>(
  draftOf: () => D,
  update: (draft: D) => Promise<Outcome<object>>,
  trialOf: (draft: () => D) => T,
) {
  const { t } = useI18n()
  const { draft, dirty, discard } = useDraft(draftOf)
  const saving = useSaving()
  const trial = trialOf(() => draft.value)
  const errors = computed(() => ({ ...trial.errors.value, ...saving.errors.value }))

  async function save() {
    trial.forget()
    if (!(await saving.send(() => update(draft.value)))) return
    draft.value.secrets = draftOf().secrets
    void notify(t('settings.saved'))
  }
  function undo() {
    discard()
    saving.forget()
    trial.forget()
  }
  const { busy, problem } = saving
  // Supervisors look, administrators change.
  const locked = !may('channels.secure')
  return { draft, dirty, busy, problem, errors, trial, locked, save, undo, ...useUnsavedGuard(dirty) }
}
