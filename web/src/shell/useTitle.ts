import { watchEffect } from 'vue'
import { useI18n } from 'vue-i18n'
import { useRoute } from 'vue-router'
import { useUnread } from '../inbox/unread.ts'
import { places } from './places.ts'

/** The document's title: how many of the viewer's conversations hold something unread, and where they are. */
export function useTitle(): void {
  const { t } = useI18n()
  const route = useRoute()
  const unread = useUnread()
  watchEffect(() => {
    const place = places.find((p) => p.holds.includes(String(route.name)))
    const words = [place && t(place.label), t('app.name')].filter(Boolean).join(' · ')
    document.title = unread.value ? `(${unread.value}) ${words}` : words
  })
}
