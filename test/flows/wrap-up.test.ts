import { describe, expect, it } from 'vitest'
import { type Seated } from '../support/floor.ts'
import { presenceHub } from '../support/presence.ts'

const { place, prisma, presenceOf, seat, close, logOf } = presenceHub()

describe('wrap-up', () => {
  const wrapUpOf = async (agent: Seated) =>
    (await agent.gql('{ viewer { agent { presence { state wrapUp { until conversation { id disposition } } } } } }'))
      .data.viewer.agent.presence

  it('follows a conversation its agent closes: nothing is offered until they are done, and they say what came of it', async () => {
    const mia = await seat('Mia')
    const queue = await place.floor.queue([mia], { wrapUpSeconds: 600, dispositions: ['Solved', 'Refunded'] })
    const id = await queue.comes()
    await mia.accept(await mia.asked(id))
    await close(mia, id)
    expect(await wrapUpOf(mia)).toMatchObject({ state: 'WRAP_UP', wrapUp: { conversation: { id, disposition: null } } })
    expect((await presenceOf(mia)).presence.state).toBe('WRAP_UP')
    const next = await queue.comes()
    const dispose = (disposition: string | null) => mia.mutate('setDisposition', { conversationId: id, disposition })
    expect(await dispose('Gone')).toMatchObject({ field: 'disposition' })
    expect(await dispose('Refunded')).toMatchObject({ __typename: 'SetDispositionPayload' })
    expect(await mia.offers()).toEqual([])
    const finish = () => mia.mutate('finishWrapUp', { conversationId: id })
    expect(await finish()).toMatchObject({ __typename: 'FinishWrapUpPayload' })
    expect(await finish()).toMatchObject({ __typename: 'NotFoundError' })
    await mia.accept(await mia.asked(next))
    const { disposition } = await prisma().conversation.findUniqueOrThrow({ where: { id } })
    expect(disposition).toBe('Refunded')
    // Somebody else closes it: the agent has nothing to finish.
    await close(queue.boss, next)
    expect((await wrapUpOf(mia)).state).toBe('AVAILABLE')
    expect(await logOf(mia)).toEqual(['offline', 'available', 'busy', 'wrap_up', 'available', 'busy', 'available'])
  })

  it('ends by itself when its time is over, and with any other choice', async () => {
    const mia = await seat('Mia')
    const queue = await place.floor.queue([mia], { wrapUpSeconds: 1 })
    const ids = [await queue.comes(), await queue.comes()]
    for (const id of ids) await mia.accept(await mia.asked(id))
    await close(mia, ids[0] ?? '')
    expect((await wrapUpOf(mia)).state).toBe('WRAP_UP')
    await expect.poll(async () => (await wrapUpOf(mia)).state, { timeout: 8000 }).toBe('BUSY')
    await queue.boss.mutate('updateQueue', { queueId: queue.id, wrapUpSeconds: 600 })
    await close(mia, ids[1] ?? '')
    await mia.present('BREAK')
    await mia.present('AVAILABLE')
    expect(await wrapUpOf(mia)).toMatchObject({ state: 'AVAILABLE', wrapUp: null })
  })
})
