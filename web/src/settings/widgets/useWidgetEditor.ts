import { computed, ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { UpdateChatChannelDocument, type WidgetPartsFragment } from '../../gql/gen/graphql.ts'
import { mutate } from '../../gql/mutate.ts'
import { notify } from '../../ui/toast.ts'
import { useDraft } from '../form/useDraft.ts'
import { type ChatOf, type Panel, panelOf, widgetDraft } from './widgetDraft.ts'

/** Editing one widget: its draft, where one is, what is wrong and saving. */
export function useWidgetEditor(widget: () => WidgetPartsFragment & { chat: ChatOf }) {
  const { t } = useI18n()
  const { draft, changes, dirty, discard } = useDraft(() => widgetDraft(widget()))
  const panel = ref<Panel>('appearance')
  const busy = ref(false)
  const errors = ref<Record<string, string>>({})
  const failure = ref<string | null>(null)
  const troubled = computed(() => new Set(Object.keys(errors.value).map(panelOf)))
  const problem = computed(() => failure.value ?? (troubled.value.size ? t('settings.unsaved.problem') : null))

  async function save() {
    busy.value = true
    const outcome = await mutate(UpdateChatChannelDocument, { channelId: widget().id, ...changes.value })
    busy.value = false
    errors.value = !outcome.ok && outcome.field ? { [outcome.field]: outcome.message } : {}
    failure.value = outcome.ok || outcome.field ? null : outcome.message
    if (outcome.ok) notify(t('settings.saved'))
    else if (outcome.field) panel.value = panelOf(outcome.field)
  }
  function undo() {
    discard()
    errors.value = {}
    failure.value = null
  }
  return { draft, dirty, panel, busy, errors, troubled, problem, save, undo }
}
