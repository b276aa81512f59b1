import { expect, it, vi } from 'vitest'
import { createConfiguredChannels } from './configured.ts'

const brand = { id: 'b', name: 'Nordlicht', colour: '#000000', locale: 'en', timeZone: 'UTC' }
const row = {
  id: 'c',
  kind: 'chat',
  name: 'Shop',
  enabled: true,
  publicKey: 'shop',
  brand,
  queue: null,
  settings: {},
  secrets: {},
}

it('a chat is remembered, however many others that do not exist are asked for', async () => {
  const findUnique = vi.fn(async ({ where }) => (where.publicKey === 'shop' ? row : null))
  const parts = {
    db: { prisma: { channel: { findUnique }, $queryRaw: async () => [] } },
    tail: { listen: () => () => {} },
  }
  const channels = createConfiguredChannels({ ...parts, clock: { now: () => new Date() } } as never)
  expect((await channels.find('chat', 'shop'))?.name).toBe('Shop')
  for (let n = 0; n < 3000; n++) expect(await channels.find('chat', `made-up-${n}`)).toBeNull()
  findUnique.mockClear()
  expect((await channels.find('chat', 'shop'))?.name).toBe('Shop')
  expect(findUnique).not.toHaveBeenCalled()
})
