import { createHmac } from 'node:crypto'

/** The customers one can log in as on the shop's page. */
export const shopCustomers: Record<string, ShopCustomer> = {
  ines: { name: 'Ines Albrecht', email: 'ines@example.com', attributes: { plan: 'Gold', orders: 12 } },
  tomas: { name: 'Tomás Rivera', email: 'tomas@example.com', attributes: { plan: 'Basic', orders: 1 } },
}

interface ShopCustomer {
  name: string
  email: string
  attributes: Record<string, string | number>
}

/** What a site's server hands its page for a signed-in user: the user with an HMAC of the id, made with the chat's secret. */
export function signedCustomer(id: string, secret: string) {
  const customer = Object.hasOwn(shopCustomers, id) ? shopCustomers[id] : undefined
  if (!customer) return null
  const userId = `demo-${id}`
  return { userId, userHash: createHmac('sha256', secret).update(userId).digest('hex'), ...customer }
}
