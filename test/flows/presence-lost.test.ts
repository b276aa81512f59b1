import { describe, expect, it } from 'vitest'
import { newId } from '../../server/src/platform/ids.ts'
import { agentClient } from '../support/agent.ts'
import { rowsOf } from '../support/database.ts'
import { openFloor } from '../support/floor.ts'
import { startHub } from '../support/hub.ts'
import { presenceHub } from '../support/presence.ts'

const { place, prisma, presenceOf, stateOf, seat, holderOf, close, logOf } = presenceHub()

describe('an agent whose connection is lost', () => {
  it('is waited for; then they are offline since it was lost, and their chats go to others with their waits', async () => {
    const mia = await seat('Mia')
    const queue = await place.floor.queue([mia])
    const id = await queue.comes()
    await mia.accept(await mia.asked(id))
    const jonas = await seat('Jonas')
    await queue.boss.mutate('updateQueue', { queueId: queue.id, agents: [{ agentId: jonas.id }, { agentId: mia.id }] })
    mia.leave()
    await expect.poll(async () => (await presenceOf(mia)).online, { timeout: 5000 }).toBe(false)
    expect([await stateOf(mia), await holderOf(id)]).toEqual(['BUSY', mia.id])
    const offer = await jonas.asked(id)
    expect([await stateOf(mia), await holderOf(id)]).toEqual(['OFFLINE', null])
    const [row] = await rowsOf(
      place.hub.databaseUrl,
      `SELECT i.started_at = p.lost_at AS since FROM presence_intervals i JOIN presences p USING (agent_id)
        WHERE agent_id = '${mia.id}' AND ended_at IS NULL`,
    )
    expect(row).toEqual({ since: true })
    await jonas.accept(offer)
    await close(jonas, id)
    expect((await logOf(mia)).slice(0, 4)).toEqual(['offline', 'available', 'busy', 'offline'])
  })

  it('who is back in time goes on as if nothing had been', async () => {
    const mia = await seat('Mia')
    const queue = await place.floor.queue([mia])
    const id = await queue.comes()
    await mia.accept(await mia.asked(id))
    mia.leave()
    await expect.poll(async () => (await presenceOf(mia)).online, { timeout: 5000 }).toBe(false)
    const leave = mia.subscribe('subscription { changes { cursor } }', {}, () => {})
    await expect.poll(async () => (await presenceOf(mia)).online).toBe(true)
    await new Promise((done) => setTimeout(done, 3000))
    expect([await stateOf(mia), await holderOf(id)]).toEqual(['BUSY', mia.id])
    await close(mia, id)
    leave()
  })

  it('on one of two screens, of two processes, is still here', async () => {
    const other = await startHub({ databaseUrl: place.hub.databaseUrl, env: { AGENT_GRACE_SECONDS: '2' } })
    try {
      const mia = await seat('Mia')
      const there = place.hub.services.links
      const leaveHere = there.join(mia.id)
      const leaveThere = other.services.links.join(mia.id)
      await expect.poll(() => linksOf(mia)).toBe(2)
      mia.leave()
      leaveHere()
      await expect.poll(() => linksOf(mia), { timeout: 5000 }).toBe(1)
      expect(await presenceOf(mia)).toMatchObject({ online: true, presence: { state: 'AVAILABLE' } })
      leaveThere()
      await expect.poll(() => stateOf(mia), { timeout: 10_000 }).toBe('OFFLINE')
    } finally {
      await other.stop()
    }
  })

  it('because a process died is found by the others, and was gone when it was last heard', async () => {
    const mia = await place.hub.agent({ name: 'Mia' })
    const dead = newId()
    const heard = new Date(Date.now() - 60_000).toISOString()
    await rowsOf(place.hub.databaseUrl, `SELECT keep_links('${dead}', ARRAY['${mia.id}']::uuid[], 35)`)
    expect(await stateOf(mia)).toBe('AVAILABLE')
    await rowsOf(place.hub.databaseUrl, `UPDATE hub_processes SET seen_at = '${heard}' WHERE id = '${dead}'`)
    place.hub.services.links.join((await place.hub.agent()).id)
    await expect.poll(() => stateOf(mia), { timeout: 10_000 }).toBe('OFFLINE')
    const { lostAt } = await prisma().presence.findUniqueOrThrow({ where: { agentId: mia.id } })
    expect(lostAt?.toISOString()).toBe(heard)
    expect(await logOf(mia)).toEqual(['offline', 'available', 'offline'])
  })

  it('because the hub was down has as long to come back to it once it is up again', async () => {
    const own = await startHub({ env: { AGENT_GRACE_SECONDS: '2' } })
    const floor = openFloor(own)
    const mia = await floor.seat({ name: 'Mia' })
    const queue = await floor.queue([mia])
    const id = await queue.comes()
    await mia.accept(await mia.asked(id))
    mia.leave()
    await own.stop()
    await new Promise((done) => setTimeout(done, 2500))
    const again = await startHub({ databaseUrl: own.databaseUrl, env: { AGENT_GRACE_SECONDS: '2' } })
    try {
      await new Promise((done) => setTimeout(done, 500))
      const back = agentClient(again.url, mia.headers, mia)
      const leave = back.subscribe('subscription { changes { cursor } }', {}, () => {})
      await new Promise((done) => setTimeout(done, 3000))
      const { assigneeId } = await again.services.db.prisma.conversation.findUniqueOrThrow({ where: { id } })
      expect(assigneeId).toBe(mia.id)
      leave()
    } finally {
      await again.stop()
    }
  })

  it('keeps what can wait for them: a mail stays theirs, and a chat that comes back finds somebody else', async () => {
    const mia = await seat('Mia')
    const queue = await place.floor.queue([mia])
    await prisma().channelWeight.update({ where: { kind: 'chat' }, data: { reassign: false } })
    const kept = await queue.comes()
    await mia.accept(await mia.asked(kept))
    const who = newId()
    const parked = await queue.comes(who)
    await mia.accept(await mia.asked(parked))
    await mia.mutate('setConversationStatus', { conversationId: parked, status: 'PENDING' })
    await mia.present('OFFLINE')
    expect(await holderOf(kept)).toBe(mia.id)
    await prisma().channelWeight.update({ where: { kind: 'chat' }, data: { reassign: true } })
    await queue.comes(who)
    expect([await holderOf(kept), await holderOf(parked)]).toEqual([mia.id, null])
    await mia.present('AVAILABLE')
    await mia.accept(await mia.asked(parked))
    for (const id of [kept, parked]) await close(mia, id)
  })
})

const linksOf = (agent: { id: string }) => prisma().agentLink.count({ where: { agentId: agent.id } })
