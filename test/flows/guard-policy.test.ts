import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Hub, startHub } from '../support/hub.ts'

let hub: Hub
beforeAll(async () => void (hub = await startHub()))
afterAll(() => hub.stop())

it('an agent limited to a brand learns of no other client of the centre, not even by their colleagues', async () => {
  const { prisma } = hub.services.db
  const secret = await prisma.brand.create({ data: { name: 'A client nobody may know of' } })
  const colleague = await hub.agent({ name: 'Colleague', brandIds: [secret.id, hub.brandId] })
  const everywhere = await hub.agent({ name: 'Everywhere' })
  const limited = await hub.agent({ brandIds: [hub.brandId] })
  const query = '{ agents { id allBrands brands { id name } } }'
  const seen = await limited.gql(query)
  const of = (id: string) => seen.data.agents.find((one: { id: string }) => one.id === id)
  expect(of(colleague.id)).toMatchObject({ allBrands: false, brands: [{ id: hub.brandId }] })
  expect(of(everywhere.id)).toMatchObject({ allBrands: true, brands: [] })
  expect(JSON.stringify(seen)).not.toContain(secret.name)
  expect(JSON.stringify(await everywhere.gql(query))).toContain(secret.name)
})
