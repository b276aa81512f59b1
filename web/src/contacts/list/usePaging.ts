import { computed } from 'vue'
import { useRoute, useRouter } from 'vue-router'

const readTrail = (): (string | null)[] => (Array.isArray(history.state?.trail) ? history.state.trail : [])

/**
 * Search and position of a keyset-paged list, kept in the address, so that back and reload work. The pages walked
 * through are kept in the history entry, since a cursor only leads forward.
 */
export function usePaging() {
  const route = useRoute()
  const router = useRouter()
  const search = computed(() => String(route.query['search'] ?? ''))
  const after = computed(() => (route.query['after'] ? String(route.query['after']) : null))
  const go = (to: string | null, trail: (string | null)[]) =>
    router.push({ query: { ...route.query, after: to ?? undefined }, state: { trail } })
  return {
    search,
    after,
    next: (cursor: string | null | undefined) => go(cursor ?? null, [...readTrail(), after.value]),
    previous: () => go(readTrail().at(-1) ?? null, readTrail().slice(0, -1)),
    find: (text: string) => router.replace({ query: text ? { search: text } : {} }),
  }
}
