import type { Random } from '../random.ts'
import type { Script } from '../scripts/script.ts'
import type { Story } from '../story.ts'
import type { Customer } from './customers.ts'

/** A customer as the centre comes to know them. */
export interface Client {
  customer: Customer
  /** Null until they have written for the first time. */
  contact: Story['contacts'][number] | null
  identityId: string
  identity: { kind: 'visitor' | 'external'; value: string }
  brandId: string
  channelId: string
  /** Their last conversation; null before the first. */
  lastConversationId: string | null
  /** When they may begin a new conversation: sooner, the hub would open the last one again. */
  freeFrom: Date
}

/** Where a customer writes. */
export interface Place {
  brandId: string
  channelId: string
}

/** Gives each customer an identity: their account where the site signed them in, else their browser. */
export function clientsOf(
  random: Random,
  customers: Customer[],
  places: Record<Customer['place'], Place>,
  externalValue: (brandId: string, account: string) => string,
): Client[] {
  return customers.map((customer) => {
    const place = places[customer.place]
    const { account } = customer
    return {
      customer,
      ...place,
      contact: null,
      identityId: random.id(new Date(0)),
      identity: account
        ? { kind: 'external', value: externalValue(place.brandId, account) }
        : { kind: 'visitor', value: random.id(new Date(0)) },
      lastConversationId: null,
      freeFrom: new Date(0),
    }
  })
}

/** Whether a customer could say what a script has them say. */
export const fits = (script: Script, customer: Customer): boolean =>
  script.language === customer.language &&
  script.place === customer.place &&
  (customer.company !== null || !script.labels.includes('VIP'))
