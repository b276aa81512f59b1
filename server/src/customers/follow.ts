import type { Customer, CustomerDesk, CustomerEvent, CustomerNews } from '../channels/channel.ts'
import type { StoredEvent } from '../platform/events/event.ts'
import { contactsOf } from './contacts-of.ts'
import { createFollowers, type Follower } from './followers.ts'
import { type EventNews, toNews } from './news.ts'
import type { Needs } from './needs.ts'
import { admit } from './policy.ts'
import { keyOf, type Standings } from './standing.ts'

/** Devices that listen, and the way to tell them. */
export interface Following {
  follow: CustomerDesk['follow']
  /** Passing news for every device that `of` names. */
  tell(of: (follower: Follower) => boolean, event: CustomerEvent): void
  /** A device of the contact is connected here. */
  listens(contactId: string): boolean
  onArrival(listener: (follower: Follower) => void): void
  onDeparture(listener: (follower: Follower) => void): void
  stop(): void
}

const pageSize = 200
const expired: CustomerNews = { cursor: null, events: [{ type: 'expired' }] }

/**
 * Replays and then follows. One worker for the process turns each batch of the log into news, in order; a device gets
 * what lies after the last position it was told of, so nothing comes twice, and goes live only after a replay that
 * nothing overtook, so nothing is missing.
 */
export function createFollowing(needs: Needs, standings: Standings): Following {
  const followers = createFollowers()
  const { byContact, newcomers } = followers
  const arrived: ((follower: Follower) => void)[] = []
  const departed: ((follower: Follower) => void)[] = []
  let queue: StoredEvent[] = []
  let working = false

  function arrive(follower: Follower, contactId: string, identityId: string | null) {
    if (follower.contactId === contactId || !followers.has(follower)) return
    followers.meet(follower, contactId, identityId)
    for (const listener of arrived) listener(follower)
  }

  async function work() {
    if (working) return
    working = true
    while (queue.length > 0) {
      const batch = queue
      queue = []
      await dispatch(batch).catch((error: unknown) => {
        needs.log.error({ err: error }, 'visitors could not be told; they read again')
        for (const follower of followers.all) leave(follower, expired)
      })
    }
    working = false
  }

  async function dispatch(batch: StoredEvent[]) {
    await findNewcomers(batch)
    const relevant = batch.filter((event) => byContact.has(event.contactId ?? ''))
    for (const news of relevant.length > 0 ? await toNews(needs, relevant) : []) {
      const same: CustomerNews = { cursor: String(news.at), events: news.events }
      for (const follower of byContact.get(news.contactId) ?? []) hand(follower, news, same)
    }
    for (const event of batch) {
      for (const contactId of [event.contactId, event.data.from]) {
        for (const one of byContact.get(String(contactId)) ?? []) if (ends(event, one)) leave(one, expired)
      }
    }
  }

  /** Those who had not written when they began to listen: perhaps they have now. */
  async function findNewcomers(batch: StoredEvent[]) {
    if (newcomers.size === 0) return
    const contacts = batch.filter((event) => makesContact.has(event.type)).flatMap((event) => event.contactId ?? [])
    if (contacts.length === 0) return
    const { rows } = await needs.db.pool.query<{
      id: string
      contact_id: string
      kind: Customer['kind']
      value: string
    }>(`SELECT id, contact_id, kind, value FROM identities WHERE contact_id = ANY($1::uuid[])`, [contacts])
    for (const row of rows) for (const one of newcomers.get(keyOf(row)) ?? []) arrive(one, row.contact_id, row.id)
  }

  function hand(follower: Follower, news: EventNews, same: CustomerNews) {
    if (!followers.has(follower) || !isFor(follower, news)) return
    if (!follower.live) follower.stale = true
    else if (news.at > follower.last) void follower.deliver(same)
  }

  function leave(follower: Follower, farewell?: CustomerNews) {
    if (!followers.remove(follower)) return
    if (farewell) void follower.deliver(farewell)
    for (const listener of departed) listener(follower)
  }

  async function begin(follower: Follower, after: bigint | null) {
    const { contactId, identityId } = admit(await standings.of(follower.customer))
    if (contactId !== null) arrive(follower, contactId, identityId)
    if (after !== null && after < follower.last) follower.last = after
    while (followers.has(follower)) {
      follower.stale = false
      const full = await replayPage(follower)
      if (full || follower.stale) continue
      follower.live = true
      return
    }
  }

  async function replayPage(follower: Follower): Promise<boolean> {
    if (follower.contactId === null) return false
    const contactIds = await contactsOf(needs, follower.contactId, follower.identityId)
    const events = await needs.tail.replay(follower.last, pageSize, { contactIds })
    for (const news of await toNews(needs, events)) {
      if (!followers.has(follower)) return false
      if (!isFor(follower, news)) continue
      await follower.deliver({ cursor: String(news.at), events: news.events })
    }
    follower.last = events.at(-1)?.id ?? follower.last
    return events.length === pageSize
  }

  const stop = needs.tail.listen((events) => {
    if (followers.all.size === 0) return
    queue = queue.concat(events)
    void work()
  })
  return {
    follow(customer, after, deliver) {
      const last = needs.tail.position()
      const follower: Follower = {
        customer,
        contactId: null,
        identityId: null,
        last,
        live: false,
        stale: false,
        deliver,
      }
      followers.add(follower)
      const begun = begin(follower, after).catch((error: unknown) => {
        leave(follower)
        throw error
      })
      return { begun, stop: () => leave(follower) }
    },
    tell(of, event) {
      const news: CustomerNews = { cursor: null, events: [event] }
      for (const follower of followers.all) if (follower.live && of(follower)) void follower.deliver(news)
    },
    listens: (contactId) => byContact.has(contactId),
    onArrival: (listener) => void arrived.push(listener),
    onDeparture: (listener) => void departed.push(listener),
    stop,
  }
}

/** Whether news are of the customer's own conversations on their channel. */
const isFor = ({ customer, identityId }: Follower, news: EventNews) =>
  news.channelId === customer.channelId && news.identityId === identityId

const makesContact = new Set(['contact.created', 'contact.changed', 'contact.merged'])

/** Whether an event takes from a device what its token opened. */
function ends(event: StoredEvent, { contactId, customer }: Follower): boolean {
  if (contactId === null) return false
  if (event.type === 'contact.blocked') return event.contactId === contactId && event.data.blocked === true
  if (event.type === 'contact.merged' && event.data.from === contactId) return true
  if (event.type === 'contact.unmerged') return true
  const fields = event.type === 'contact.changed' && Array.isArray(event.data.fields) ? event.data.fields : []
  return customer.kind === 'visitor' && event.contactId === contactId && fields.includes('identities')
}
