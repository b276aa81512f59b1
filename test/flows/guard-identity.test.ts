import { SignJWT } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newIdentitySecret } from '../../server/src/channels/settings/identity-secret.ts'
import { newId } from '../../server/src/platform/ids.ts'
import { type Hub, startHub } from '../support/hub.ts'
import { visitor } from '../support/visitor.ts'

let hub: Hub
let key: Uint8Array
beforeAll(async () => {
  hub = await startHub()
  const { seal, db } = hub.services
  const secrets = newIdentitySecret(seal, hub.channelId)
  await db.prisma.channel.update({ where: { id: hub.channelId }, data: { secrets } })
  key = new TextEncoder().encode(seal.open(secrets['identity'] ?? '', `channels:${hub.channelId}:identity`))
})
afterAll(() => hub.stop())

/** What a site's server signs of its user. */
const signed = (sub: string, attributes: Record<string, unknown>) =>
  new SignJWT({ attributes }).setProtectedHeader({ alg: 'HS256' }).setSubject(sub).setExpirationTime('5m').sign(key)

const known = async (email: string) =>
  (await hub.services.db.prisma.contact.findFirstOrThrow({ where: { email } })).attributes

describe('an attribute that the site signed', () => {
  it('is not changed by whoever sits at the browser, in any of the ways a page can speak', async () => {
    const email = `${newId()}@example.com`
    const identity = { jwt: await signed(newId(), { plan: 'free', since: 2020 }) }
    const one = visitor(hub.url, hub.channelKey)
    await one.begin({ attributes: { plan: 'enterprise' } })
    await one.begin({ identity, attributes: { plan: 'enterprise', cart: 3 } })
    await one.write('hello')
    await one.call('POST', 'contact', { email, attributes: { plan: 'enterprise', cart: 4 } })
    expect(await known(email)).toEqual({ plan: 'free', since: 2020, cart: 4 })
    await one.begin({ attributes: { plan: 'enterprise', cart: 5 } })
    expect(await known(email)).toEqual({ plan: 'free', since: 2020, cart: 5 })
  })

  it('is changed by the site', async () => {
    const [userId, email] = [newId(), `${newId()}@example.com`]
    const one = visitor(hub.url, hub.channelKey)
    await one.begin({ identity: { jwt: await signed(userId, { plan: 'free' }) } })
    await one.write('hello')
    await one.call('POST', 'contact', { email })
    await one.begin({ identity: { jwt: await signed(userId, { plan: 'enterprise' }) } })
    expect(await known(email)).toEqual({ plan: 'enterprise' })
  })
})
