import { useQuery } from '@urql/vue'
import { computed, onScopeDispose, shallowRef, watch } from 'vue'
import { useRouter } from 'vue-router'
import {
  AcceptOfferDocument,
  DeclineOfferDocument,
  type OfferPartsFragment,
  OpenOffersDocument,
} from '../gql/gen/graphql.ts'
import { mutate, type Outcome } from '../gql/mutate.ts'
import { rowChanged } from '../inbox/changedRows.ts'
import { playNotice } from '../inbox/sound.ts'
import { onChange } from '../live/changes.ts'
import { useClock } from '../live/clock.ts'
import { useViewer } from '../session/viewer.ts'
import { notifyFailure } from '../ui/toast.ts'
import { askedAfter } from './asked.ts'

/** What the viewer is being asked to take, kept current by live changes, and how they answer. */
export function useOffers() {
  const viewer = useViewer()
  const router = useRouter()
  const now = useClock()
  const asked = shallowRef<readonly OfferPartsFragment[]>([])
  const answering = shallowRef<string | null>(null)
  const { data } = useQuery({ query: OpenOffersDocument, requestPolicy: 'network-only' })
  watch(data, (answer) => answer && (asked.value = answer.openOffers), { immediate: true })
  const first = computed(() => asked.value.find(({ expiresAt }) => Date.parse(expiresAt) > now.value.getTime()) ?? null)

  const stop = onChange((change) => {
    if (change.__typename === 'OfferChanged') asked.value = askedAfter(asked.value, change.offer, viewer.value.agent.id)
  })
  onScopeDispose(stop)
  watch(
    () => first.value?.id,
    (id) => id && viewer.value.notifications.sound && playNotice(),
  )

  const gone = (id: string) => (asked.value = asked.value.filter((one) => one.id !== id))
  async function answer<P>(offer: OfferPartsFragment, send: () => Promise<Outcome<P>>) {
    answering.value = offer.id
    const outcome = await send()
    answering.value = null
    // A hub that cannot be reached has not been told: it can be tried again as long as there is time.
    if (outcome.ok || !outcome.retryable) gone(offer.id)
    if (!outcome.ok) notifyFailure(outcome.message)
    return outcome.ok ? outcome.payload : null
  }
  async function accept(offer: OfferPartsFragment) {
    const taken = await answer(offer, () => mutate(AcceptOfferDocument, { offerId: offer.id }))
    if (!taken) return
    rowChanged(taken.conversation)
    await router.push(`/inbox/mine/${taken.conversation.id}`)
  }
  const decline = (offer: OfferPartsFragment) =>
    answer(offer, () => mutate(DeclineOfferDocument, { offerId: offer.id }))
  return { first, answering, accept, decline, now }
}
