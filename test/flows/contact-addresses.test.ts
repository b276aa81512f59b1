import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { newId } from '../../server/src/platform/ids.ts'
import type { AgentClient } from '../support/agent.ts'
import { carriedPlace, mailFrom, scriptedCarrier } from '../support/carrier.ts'
import { customerWrites } from '../support/customer.ts'
import { type Hub, startHub } from '../support/hub.ts'

let hub: Hub
let mia: AgentClient
let mailbox: Awaited<ReturnType<typeof carriedPlace>>
let write: ReturnType<typeof customerWrites>
beforeAll(async () => {
  hub = await startHub({ carriers: [scriptedCarrier().adapter] })
  mia = await hub.agent({ name: 'Mia' })
  mailbox = await carriedPlace(hub)
  write = customerWrites(hub.services, hub)
})
afterAll(() => hub.stop())

const db = () => hub.services.db.prisma
const known = 'contact { id email phone identities { id kind value verifiedAt } }'
const add = (contactId: string, value: string, kind = 'EMAIL', who = mia) =>
  who.mutate('addContactAddress', { contactId, kind, value }, known)
const remove = (contactId: string, identityId: string) =>
  mia.mutate('removeContactAddress', { contactId, identityId }, known)
const somebody = async () => (await write(newId(), 'Hello?')).contactId
const addressesOf = (answer: { contact: { identities: { kind: string; value: string }[] } }) =>
  answer.contact.identities.filter(({ kind }) => kind !== 'visitor').map(({ value }) => value)

describe('an address that an agent gives a contact', () => {
  it('is theirs: what is written from it comes to this contact', async () => {
    const contactId = await somebody()
    const answer = await add(contactId, ' Ada@Example.com ')
    expect(addressesOf(answer)).toEqual(['ada@example.com'])
    expect(answer.contact.email).toBe('ada@example.com')
    expect(answer.contact.identities.find(({ kind }: { kind: string }) => kind === 'email').verifiedAt).toBeNull()
    await mailbox.bring(mailFrom('ada@example.com', 'It is me'))
    const message = await vi.waitFor(() => db().message.findFirstOrThrow({ where: { body: 'It is me' } }), 15_000)
    expect(message.contactId).toBe(contactId)
  })

  it('does not take the place of what the contact said of themselves', async () => {
    const contactId = await somebody()
    await mia.mutate('updateContact', { contactId, email: 'first@example.com' })
    const answer = await add(contactId, 'second@example.com')
    expect(answer.contact.email).toBe('first@example.com')
    expect(addressesOf(await add(contactId, '+49 40 123456', 'PHONE'))).toEqual(['second@example.com', '+4940123456'])
  })

  it('is there once, however many add it at once', async () => {
    const contactId = await somebody()
    const all = await Promise.all(Array.from({ length: 10 }, () => add(contactId, 'once@example.com')))
    expect(all.every((one) => one.__typename === 'AddContactAddressPayload')).toBe(true)
    expect(await db().identity.count({ where: { value: 'once@example.com' } })).toBe(1)
  })

  it('belongs to one person: two who are given it at once do not both have it', async () => {
    const both = await Promise.all([somebody(), somebody()])
    const answers = await Promise.all(both.map((contactId) => add(contactId, 'either@example.com')))
    expect(answers.map((one) => one.__typename).toSorted()).toEqual(['AddContactAddressPayload', 'ConflictError'])
    expect(answers.find((one) => one.message)?.message).toMatch(/Another contact has this address/)
  })

  it.each([
    ['EMAIL', 'nobody'],
    ['EMAIL', ''],
    ['PHONE', 'call me'],
    ['PHONE', '040 123456'],
  ])('is refused at the field where it can be none: %s “%s”', async (kind, value) => {
    const contactId = await somebody()
    expect(await add(contactId, value, kind)).toMatchObject({ __typename: 'InvalidInputError', field: 'value' })
  })

  it('is given by nobody who does not see the contact', async () => {
    const brand = await db().brand.create({ data: { name: 'Elsewhere' } })
    const outsider = await hub.agent({ brandIds: [brand.id] })
    const contactId = await somebody()
    expect((await add(contactId, 'x@example.com', 'EMAIL', outsider)).__typename).toBe('NotFoundError')
  })
})

describe('an address that an agent takes away', () => {
  it('is gone, and free for another contact', async () => {
    const [one, other] = [await somebody(), await somebody()]
    const { contact } = await add(one, 'moved@example.com')
    const { id } = contact.identities.find(({ kind }: { kind: string }) => kind === 'email')
    expect(addressesOf(await remove(one, id))).toEqual([])
    expect(addressesOf(await add(other, 'moved@example.com'))).toEqual(['moved@example.com'])
    expect((await remove(one, id)).__typename).toBe('NotFoundError')
  })

  it('stays where messages or consents belong to it', async () => {
    const contactId = await somebody()
    const [visitorIdentity] = await db().identity.findMany({ where: { contactId } })
    expect(await remove(contactId, visitorIdentity?.id ?? '')).toMatchObject({
      __typename: 'ConflictError',
      message: expect.stringContaining('it stays with them'),
    })
    const { contact } = await add(contactId, 'refuses@example.com')
    const { id: identityId } = contact.identities.find(({ kind }: { kind: string }) => kind === 'email')
    await db().consent.create({ data: { identityId, channelId: mailbox.id, state: 'opted_out', reason: 'STOP' } })
    expect((await remove(contactId, identityId)).__typename).toBe('ConflictError')
  })
})

it('whoever may join contacts is told so, and nobody else', async () => {
  const contactId = await somebody()
  const asked = async (who: AgentClient) =>
    (await who.gql('query($id: ID!) { contact(id: $id) { mergeable } }', { id: contactId })).data.contact.mergeable
  const elsewhere = await db().brand.create({ data: { name: 'Another' } })
  const senior = await hub.agent({ role: 'senior' })
  const limited = await hub.agent({ role: 'senior', brandIds: [hub.brandId] })
  expect([await asked(mia), await asked(senior), await asked(limited)]).toEqual([false, true, true])
  const { id: identityId } = await db().identity.findFirstOrThrow({ where: { contactId } })
  const channel = await db().channel.create({
    data: { kind: 'chat', name: 'There', brandId: elsewhere.id, publicKey: newId() },
  })
  await db().conversation.create({
    data: {
      id: newId(),
      brandId: elsewhere.id,
      channelId: channel.id,
      contactId,
      identityId,
      lastMessageAt: new Date(),
    },
  })
  expect([await asked(senior), await asked(limited)]).toEqual([true, false])
})
