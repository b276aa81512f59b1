import type { Customer, CustomerDesk, CustomerPage } from '../channels/channel.ts'
import type { Following } from './follow.ts'
import type { Follower } from './followers.ts'
import type { Needs } from './needs.ts'
import { keyOf } from './standing.ts'

const topic = 'customer.page'
const most = 20_000

/**
 * Tells agents which page a customer is on, while a device of theirs is connected. Nothing is stored: the newest page of
 * each is remembered in passing, on every process, because the device may be connected to another one.
 */
export function createLook(needs: Pick<Needs, 'presence' | 'wake' | 'clock'>, following: Following) {
  const pages = new Map<string, CustomerPage & { at: string }>()
  const present = new Map<Follower, (value: unknown) => void>()
  const unknown = () => ({ url: '', title: '', referrer: '', client: '', at: needs.clock.now().toISOString() })

  following.onArrival((follower) => {
    const page = pages.get(keyOf(follower.customer)) ?? unknown()
    present.set(follower, needs.presence.join(`contact:${follower.contactId}`, page))
  })
  following.onDeparture((follower) => {
    present.get(follower)?.(null)
    present.delete(follower)
  })
  const stop = needs.wake.onSignal(topic, (value) => {
    const { key, page } = value as { key: string; page: CustomerPage & { at: string } }
    if (pages.size >= most) pages.clear()
    pages.set(key, page)
    for (const [follower, set] of present) if (keyOf(follower.customer) === key) set(page)
  })
  const look: CustomerDesk['look'] = (customer: Customer, page: CustomerPage) =>
    needs.wake.signal(topic, { key: keyOf(customer), page: { ...page, at: needs.clock.now().toISOString() } })
  return { look, stop }
}
