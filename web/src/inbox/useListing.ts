import { computed } from 'vue'
import { type LocationQueryRaw, useRoute, useRouter } from 'vue-router'
import type { ConversationStatus, InboxOrder, InboxView } from '../gql/gen/graphql.ts'
import type { Listing } from './listing.ts'

const views: InboxView[] = ['MINE', 'UNASSIGNED', 'ALL']
const orders: InboxOrder[] = ['NEWEST', 'WAITING', 'PRIORITY']
const statuses: ConversationStatus[] = ['OPEN', 'PENDING', 'SNOOZED', 'CLOSED']

/** The list that the address asks for; changing it changes the address, so that it can be kept and shared. */
export function useListing() {
  const route = useRoute()
  const router = useRouter()
  const text = (value: unknown) => (typeof value === 'string' && value ? value : null)
  const oneOf = <T extends string>(known: T[], value: unknown) => known.find((k) => k.toLowerCase() === value)

  const listing = computed<Listing>(() => {
    const wanted = text(route.query['status'])?.split(',') ?? ['open']
    const chosen = statuses.filter((status) => wanted.includes(status.toLowerCase()))
    return {
      view: oneOf(views, route.params['view']) ?? 'MINE',
      order: oneOf(orders, route.query['order']) ?? 'NEWEST',
      statuses: chosen.length ? chosen : ['OPEN'],
      teamId: text(route.query['team']),
      queueId: text(route.query['queue']),
      channelId: text(route.query['channel']),
      labelId: text(route.query['label']),
      search: text(route.query['q']) ?? '',
    }
  })
  const openId = computed(() => text(route.params['conversationId']))

  const pathOf = (view: InboxView, id?: string | null) => `/inbox/${view.toLowerCase()}${id ? `/${id}` : ''}`
  /** The number of the message to show in the open conversation; null for its end. */
  const openAt = computed(() => Number(text(route.query['at'])) || null)
  const linkTo = (id: string | null, at?: number) => ({
    path: pathOf(listing.value.view, id),
    query: { ...route.query, at },
  })

  function change(part: Partial<Listing>) {
    const next = { ...listing.value, ...part }
    const onlyOpen = next.statuses.length === 1 && next.statuses[0] === 'OPEN'
    const query: LocationQueryRaw = {
      ...(onlyOpen ? {} : { status: next.statuses.join(',').toLowerCase() }),
      ...(next.order === 'NEWEST' ? {} : { order: next.order.toLowerCase() }),
      ...(next.teamId ? { team: next.teamId } : {}),
      ...(next.queueId ? { queue: next.queueId } : {}),
      ...(next.channelId ? { channel: next.channelId } : {}),
      ...(next.labelId ? { label: next.labelId } : {}),
      ...(next.search ? { q: next.search } : {}),
    }
    void router.replace({ path: pathOf(next.view, openId.value), query })
  }

  return { listing, openId, openAt, linkTo, change }
}
