import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import type { Outcome } from '../../gql/mutate.ts'
import { notify } from '../../ui/toast.ts'
import { useDraft } from './useDraft.ts'
import { useSaving } from './useSaving.ts'
import { useUnsavedGuard } from './useUnsavedGuard.ts'

/** A form of one list, whose entries stand in an order and are saved together. */
export function useListForm<Item, Payload>(form: {
  /** What is stored, as it is edited. */
  stored: () => Item[]
  save: (items: Item[]) => Promise<Outcome<Payload>>
  /** What is stored after it was saved. */
  saved: (payload: Payload) => Item[]
}) {
  const { t } = useI18n()
  const { draft, dirty, discard, adopt } = useDraft(() => ({ items: form.stored() }))
  const { busy, errors, problem, send, forget } = useSaving()
  const { asking, answer } = useUnsavedGuard(dirty)

  async function save() {
    const payload = await send(() => form.save(draft.value.items))
    if (!payload) return
    adopt({ items: form.saved(payload) })
    void notify(t('settings.saved'))
  }
  /** Errors stand at places, which are others now. */
  function change(items: Item[]) {
    forget()
    draft.value.items = items
  }
  function undo() {
    discard()
    forget()
  }
  const items = computed({ get: () => draft.value.items, set: change })
  return { items, dirty, busy, errors, problem, asking, answer, save, undo }
}

/** The same list with the entry at `place` one further up or down. */
export function moved<T>(list: readonly T[], place: number, by: 1 | -1): T[] {
  const next = [...list]
  const [one] = next.splice(place, 1)
  if (one !== undefined) next.splice(place + by, 0, one)
  return next
}
