import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../server/src/platform/ids.ts'
import type { AgentClient } from '../support/agent.ts'
import { customerWrites } from '../support/customer.ts'
import { type Hub, startHub } from '../support/hub.ts'

let hub: Hub
let mia: AgentClient
let outsider: AgentClient
let write: ReturnType<typeof customerWrites>
beforeAll(async () => {
  hub = await startHub()
  mia = await hub.agent({ name: 'Mia' })
  const brand = await hub.services.db.prisma.brand.create({ data: { name: 'Elsewhere' } })
  outsider = await hub.agent({ brandIds: [brand.id] })
  write = customerWrites(hub.services, hub)
})
afterAll(() => hub.stop())

const update = (who: AgentClient, input: Record<string, unknown>) =>
  who.mutate('updateContact', input, 'contact { name email phone company attributes displayName }')
const facts = async (contactId: string, type: string) =>
  (await hub.services.db.prisma.event.findMany({ where: { contactId, type } })).map((event) => event.data)

describe('what is known about a contact', () => {
  it('cannot be changed by agents of other brands, nor to what cannot be', async () => {
    const { contactId } = await write('anna', 'Hello?')
    expect((await update(outsider, { contactId, name: 'Anna' })).__typename).toBe('NotFoundError')
    expect((await update(mia, { contactId: newId(), name: 'Anna' })).__typename).toBe('NotFoundError')
    expect((await update(mia, { contactId: 'nonsense', name: 'Anna' })).__typename).toBe('NotFoundError')
    const many = Object.fromEntries(Array.from({ length: 51 }, (_, n) => [`key ${n}`, n]))
    const refusals: [Record<string, unknown>, string][] = [
      [{ email: 'anna at home' }, 'email'],
      [{ phone: 'call me' }, 'phone'],
      [{ name: 'a'.repeat(201) }, 'name'],
      [{ attributes: many }, 'attributes'],
      [{ attributes: { ['k'.repeat(65)]: 1 } }, 'attributes'],
      [{ attributes: { '<b>': 1 } }, 'attributes'],
      [{ attributes: { plan: { deep: true } } }, 'attributes.plan'],
      [{ attributes: { plan: 'x'.repeat(1001) } }, 'attributes.plan'],
    ]
    for (const [input, field] of refusals) expect(await update(mia, { contactId, ...input })).toMatchObject({ field })
    expect(await facts(contactId, 'contact.changed')).toEqual([])
  })

  it('is tidied, kept where left out, emptied by null, and told without the values', async () => {
    const { contactId } = await write('bob', 'Hello?')
    const first = await update(mia, {
      contactId,
      name: '  Bob Ross ',
      email: 'Bob@Example.COM',
      phone: '0049 (30) 123-456',
      attributes: { plan: 'gold', age: 52, vip: true },
    })
    expect(first.contact).toEqual({
      name: 'Bob Ross',
      email: 'bob@example.com',
      phone: '+4930123456',
      company: null,
      attributes: { plan: 'gold', age: 52, vip: true },
      displayName: 'Bob Ross',
    })
    const second = await update(mia, { contactId, name: null, attributes: { age: null, plan: 'silver' } })
    expect(second.contact).toMatchObject({ attributes: { plan: 'silver', vip: true }, displayName: 'bob@example.com' })
    await update(mia, { contactId, email: 'bob@example.com', attributes: { vip: true } })
    expect(await facts(contactId, 'contact.changed')).toEqual([
      { fields: ['name', 'email', 'phone', 'attributes'] },
      { fields: ['name', 'attributes'] },
    ])
  })

  it('keeps the changes of two agents who make them at the same moment', async () => {
    const { contactId } = await write('cleo', 'Hello?')
    await Promise.all(Array.from({ length: 10 }, (_, n) => update(mia, { contactId, attributes: { [`key${n}`]: n } })))
    const { attributes } = await hub.services.db.prisma.contact.findUniqueOrThrow({ where: { id: contactId } })
    expect(Object.keys(attributes as object)).toHaveLength(10)
  })
})

describe('blocking a contact', () => {
  const block = (who: AgentClient, contactId: string, blocked: boolean) =>
    who.mutate('setContactBlocked', { contactId, blocked }, 'contact { blockedAt }')

  it('is refused to agents, and allowed from senior agents on', async () => {
    const { contactId } = await write('dan', 'Hello?')
    expect((await block(mia, contactId, true)).__typename).toBe('ForbiddenError')
    expect((await block(outsider, contactId, true)).__typename).toBe('NotFoundError')
    for (const role of ['senior', 'supervisor', 'administrator'] as const) {
      const who = await hub.agent({ role })
      expect((await block(who, contactId, true)).contact.blockedAt).not.toBeNull()
      expect((await block(who, contactId, false)).contact.blockedAt).toBeNull()
    }
  })

  it('refuses their messages until the block is lifted', async () => {
    const senior = await hub.agent({ role: 'senior' })
    const { contactId } = await write('eve', 'Hello?')
    await Promise.all([block(senior, contactId, true), block(senior, contactId, true)])
    expect((await write('eve', 'And?')).outcome).toBe('blocked')
    await block(senior, contactId, false)
    expect((await write('eve', 'Sorry')).outcome).toBe('stored')
    expect(await facts(contactId, 'contact.blocked')).toEqual([{ blocked: true }, { blocked: false }])
  })
})
