import { afterAll, beforeAll, expect, it } from 'vitest'
import { newId } from '../../server/src/platform/ids.ts'
import { type AgentClient, agentClient } from '../support/agent.ts'
import { openFloor } from '../support/floor.ts'
import { type Hub, startHub } from '../support/hub.ts'

let hub: Hub
let boss: AgentClient
let floor: ReturnType<typeof openFloor>
beforeAll(async () => {
  hub = await startHub()
  floor = openFloor(hub)
  boss = await hub.agent({ role: 'supervisor' })
})
afterAll(() => hub.stop())

const save = (input: object) =>
  boss.mutate('saveWallboard', { brandId: hub.brandId, name: 'Hall', ...input }, 'board { id link queueIds }')
const tokenOf = ({ link }: { link: string }) => link.split('/').at(-1) ?? ''
/** As the screen sees it: nobody is signed in there. */
async function shown(token: string) {
  const fields = 'name brand queues { id name waiting oldestSince staffed available serviceLevel answered abandoned }'
  const screen = agentClient(hub.url, {}, { id: '', name: '' })
  const text = `query($token: String!) { wallboard(token: $token) { ${fields} } }`
  return (await screen.gql(text, { token })).data.wallboard
}

it('a screen shows who waits, for how long, who could take them and how the day went, and only its queues', async () => {
  const [mia, jonas] = [await floor.seat({ name: 'Mia' }), await floor.seat({ name: 'Jonas' })]
  const queue = await floor.queue([mia, jonas], { offerTimeoutSeconds: 600, name: 'Returns' })
  await expect
    .poll(async () => (await shown(tokenOf((await save({ queueIds: [queue.id] })).board))).queues[0].available)
    .toBe(2)
  const { board } = await save({ queueIds: [queue.id, queue.id] })
  expect(board.queueIds).toEqual([queue.id])
  await jonas.present('LUNCH')
  const ids = [await queue.comes(), await queue.comes()]
  await mia.accept(await mia.asked(ids[0]))
  await boss.mutate('reply', { conversationId: ids[0], clientId: newId(), body: 'Hello' })
  await expect
    .poll(() => shown(tokenOf(board)))
    .toMatchObject({
      name: 'Hall',
      brand: 'Nordlicht',
      queues: [{ id: queue.id, name: 'Returns', waiting: 1, staffed: 2, available: 1, answered: 1, serviceLevel: 100 }],
    })
  const [one] = (await shown(tokenOf(board))).queues
  expect(Date.now() - Date.parse(one.oldestSince)).toBeLessThan(60_000)
  const { board: all } = await save({})
  expect((await shown(tokenOf(all))).queues.map(({ name }: { name: string }) => name)).toEqual(['General', 'Returns'])
  mia.leave()
  jonas.leave()
})

it('a link that was taken back, guessed or removed shows nothing', async () => {
  const { board } = await save({})
  const old = tokenOf(board)
  expect(await shown(old)).not.toBeNull()
  const rotated = (await boss.mutate('rotateWallboard', { wallboardId: board.id }, 'board { link }')).board
  expect(await shown(old)).toBeNull()
  expect(await shown(tokenOf(rotated))).not.toBeNull()
  await boss.mutate('deleteWallboard', { wallboardId: board.id })
  expect(await shown(tokenOf(rotated))).toBeNull()
  for (const guess of ['', 'x', newId(), 'x'.repeat(5000), "' OR 1=1 --"]) expect(await shown(guess)).toBeNull()
  const stored = await hub.services.db.prisma.wallboard.findFirstOrThrow()
  expect(JSON.stringify(stored)).not.toContain(tokenOf((await save({ id: stored.id })).board))
})

it('is refused with what cannot be', async () => {
  const wrong: [object, string][] = [
    [{ name: ' ' }, 'name'],
    [{ queueIds: [newId()] }, 'queueIds'],
    [{ queueIds: ['nonsense'] }, 'queueIds'],
    [{ amberSeconds: 0 }, 'amberSeconds'],
    [{ amberSeconds: 120, redSeconds: 120 }, 'redSeconds'],
  ]
  for (const [input, field] of wrong) expect(await save(input)).toMatchObject({ field })
})
