import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../server/src/platform/ids.ts'
import { rowsOf } from '../support/database.ts'
import { openFloor, type Seated } from '../support/floor.ts'
import { type Hub, startHub } from '../support/hub.ts'

let hub: Hub
let floor: ReturnType<typeof openFloor>
const seated: Seated[] = []
const seat = async (name: string, more = {}) => {
  const agent = await floor.seat({ name, ...more })
  seated.push(agent)
  await expect.poll(() => stateOf(agent)).not.toBe('OFFLINE')
  return agent
}
beforeAll(async () => {
  hub = await startHub({ env: { AGENT_GRACE_SECONDS: '2' } })
  floor = openFloor(hub)
})
afterEach(() => {
  for (const agent of seated.splice(0)) agent.leave()
})
afterAll(() => hub.stop())

const prisma = () => hub.services.db.prisma
const presenceOf = async (agent: { id: string }, by?: Seated) => {
  const reader = by ?? (await hub.agent({ role: 'supervisor' }))
  const fields = 'id online presence { state since note channelsOff by { name } reason { state name } }'
  const { data } = await reader.gql(`{ agents { ${fields} } }`)
  return data.agents.find((one: { id: string }) => one.id === agent.id)
}
const stateOf = async (agent: { id: string }): Promise<string> => (await presenceOf(agent)).presence.state
const holderOf = async (id: string) => (await prisma().conversation.findUniqueOrThrow({ where: { id } })).assigneeId
const close = (agent: Seated, conversationId: string) =>
  agent.mutate('setConversationStatus', { conversationId, status: 'CLOSED' })

/** The log of an agent's states, which has no gap, no overlap and exactly one end that is open. */
async function logOf(agent: { id: string }) {
  const rows = await prisma().presenceInterval.findMany({
    where: { agentId: agent.id },
    orderBy: [{ startedAt: 'asc' }, { endedAt: { sort: 'asc', nulls: 'last' } }],
  })
  rows.forEach((row, n) => expect(row.endedAt).toEqual(rows[n + 1]?.startedAt ?? null))
  return rows.map(({ state }) => state)
}

describe('what an agent does', () => {
  it('is logged from one state to the next: here, at work, free again, on a break, back', async () => {
    const mia = await seat('Mia')
    const queue = await floor.queue([mia])
    const id = await queue.comes()
    await mia.accept(await mia.asked(id))
    expect(await stateOf(mia)).toBe('BUSY')
    await close(mia, id)
    await mia.present('BREAK')
    await mia.present('AVAILABLE')
    expect(await logOf(mia)).toEqual(['offline', 'available', 'busy', 'available', 'break', 'available'])
  })

  it('is one story however many change it at once', async () => {
    const mia = await seat('Mia')
    const queue = await floor.queue([mia])
    const ids = [await queue.comes(), await queue.comes(), await queue.comes()]
    const states = ['BREAK', 'AVAILABLE', 'LUNCH', 'AVAILABLE', 'MEETING', 'AVAILABLE']
    await Promise.all([
      ...states.flatMap((state) => [mia.present(state), mia.present(state)]),
      ...ids.map((conversationId) => mia.mutate('assignConversation', { conversationId, agentId: mia.id })),
    ])
    await mia.present('AVAILABLE')
    expect((await logOf(mia)).at(-1)).toBe('busy')
    for (const id of ids) await close(mia, id)
    expect((await logOf(mia)).at(-1)).toBe('available')
  })

  it('is read by themselves and by supervisors, and by nobody else', async () => {
    const mia = await seat('Mia')
    const asked = `presenceIntervals(agentId: "${mia.id}", from: "2020-01-01T00:00:00Z"`
    const day = (n: number) => new Date(Date.now() + n * 86_400_000).toISOString()
    const text = `{ presenceIntervals(agentId: "${mia.id}", from: "${day(-1)}", to: "${day(1)}") { state endedAt } }`
    const states = [{ state: 'OFFLINE' }, { state: 'AVAILABLE', endedAt: null }]
    expect((await mia.gql(text)).data.presenceIntervals).toMatchObject(states)
    const boss = await hub.agent({ role: 'supervisor' })
    expect((await boss.gql(text)).data.presenceIntervals).toMatchObject(states)
    const other = await hub.agent({ role: 'senior' })
    expect((await other.gql(text)).errors?.[0]?.extensions?.['code']).toBe('FORBIDDEN')
    expect((await boss.gql(`{ ${asked}, to: "2026-01-01T00:00:00Z") { id } }`)).errors).toBeDefined()
  })

  it('keeps them from being asked, and what they are being asked goes to somebody else at once', async () => {
    const mia = await seat('Mia')
    const queue = await floor.queue([mia], { offerTimeoutSeconds: 600 })
    const id = await queue.comes()
    const offer = await mia.asked(id)
    const jonas = await seat('Jonas')
    await queue.boss.mutate('updateQueue', { queueId: queue.id, agents: [{ agentId: jonas.id }, { agentId: mia.id }] })
    await mia.present('LUNCH')
    expect(await mia.accept(offer)).toMatchObject({ __typename: 'ConflictError' })
    await jonas.accept(await jonas.asked(id))
    expect(await mia.offers()).toEqual([])
    await close(jonas, id)
  })

  it('may leave out a channel, whose customers then go to others', async () => {
    const mia = await seat('Mia')
    const queue = await floor.queue([mia])
    await mia.mutate('setPresence', { channelsOff: ['CHAT', 'CHAT'] })
    expect((await presenceOf(mia)).presence.channelsOff).toEqual(['CHAT'])
    const id = await queue.comes()
    const { data } = await mia.gql(`{ conversation(id: "${id}") { whyWaiting { code } } }`)
    expect(data.conversation.whyWaiting.code).toBe('CHANNEL_OFF')
    await mia.mutate('setPresence', { channelsOff: [] })
    await mia.accept(await mia.asked(id))
    await close(mia, id)
  })

  it('cannot be what only follows from what happens', async () => {
    const mia = await seat('Mia')
    expect(await mia.present('NOT_RESPONDING')).toMatchObject({ __typename: 'InvalidInputError', field: 'reasonId' })
    expect(await mia.mutate('setPresence', { reasonId: newId() })).toMatchObject({ __typename: 'NotFoundError' })
    expect(await stateOf(mia)).toBe('AVAILABLE')
  })
})

describe('an agent whose connection is lost', () => {
  it('is waited for; then they are offline since it was lost, and their chats go to others with their waits', async () => {
    const mia = await seat('Mia')
    const queue = await floor.queue([mia])
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
      hub.databaseUrl,
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
    const queue = await floor.queue([mia])
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
    const other = await startHub({ databaseUrl: hub.databaseUrl, env: { AGENT_GRACE_SECONDS: '2' } })
    try {
      const mia = await seat('Mia')
      const second = openFloor(other)
      const there = hub.services.links
      const leaveHere = there.join(mia.id)
      const leaveThere = other.services.links.join(mia.id)
      await expect.poll(() => linksOf(mia)).toBe(2)
      mia.leave()
      leaveHere()
      await expect.poll(() => linksOf(mia), { timeout: 5000 }).toBe(1)
      expect(await presenceOf(mia)).toMatchObject({ online: true, presence: { state: 'AVAILABLE' } })
      leaveThere()
      await expect.poll(() => stateOf(mia), { timeout: 10_000 }).toBe('OFFLINE')
      expect(second).toBeDefined()
    } finally {
      await other.stop()
    }
  })

  it('because a process died is found by the others, and was gone when it was last heard', async () => {
    const mia = await hub.agent({ name: 'Mia' })
    const dead = newId()
    const heard = new Date(Date.now() - 60_000).toISOString()
    await rowsOf(hub.databaseUrl, `SELECT keep_links('${dead}', ARRAY['${mia.id}']::uuid[], 35)`)
    expect(await stateOf(mia)).toBe('AVAILABLE')
    await rowsOf(hub.databaseUrl, `UPDATE hub_processes SET seen_at = '${heard}' WHERE id = '${dead}'`)
    hub.services.links.join((await hub.agent()).id)
    await expect.poll(() => stateOf(mia), { timeout: 10_000 }).toBe('OFFLINE')
    const { lostAt } = await prisma().presence.findUniqueOrThrow({ where: { agentId: mia.id } })
    expect(lostAt?.toISOString()).toBe(heard)
    expect(await logOf(mia)).toEqual(['offline', 'available', 'offline'])
  })

  it('keeps what can wait for them: a mail stays theirs, and a chat that comes back finds somebody else', async () => {
    const mia = await seat('Mia')
    const queue = await floor.queue([mia])
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

describe('wrap-up', () => {
  const wrapUpOf = async (agent: Seated) =>
    (await agent.gql('{ viewer { agent { presence { state wrapUp { until conversation { id disposition } } } } } }'))
      .data.viewer.agent.presence

  it('follows a conversation its agent closes: nothing is offered until they are done, and they say what came of it', async () => {
    const mia = await seat('Mia')
    const queue = await floor.queue([mia], { wrapUpSeconds: 600, dispositions: ['Solved', 'Refunded'] })
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
    await close(queue.boss as Seated, next)
    expect((await wrapUpOf(mia)).state).toBe('AVAILABLE')
    expect(await logOf(mia)).toEqual(['offline', 'available', 'busy', 'wrap_up', 'available', 'busy', 'available'])
  })

  it('ends by itself when its time is over, and with any other choice', async () => {
    const mia = await seat('Mia')
    const queue = await floor.queue([mia], { wrapUpSeconds: 1 })
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

describe('a supervisor', () => {
  it('sets what somebody does, with a word that only they and supervisors read, and it stands in the log', async () => {
    const [mia, paula, jonas] = [await seat('Mia'), await seat('Paula', { role: 'supervisor' }), await seat('Jonas')]
    const meeting = (await paula.gql('{ presenceReasons { id state } }')).data.presenceReasons.find(
      ({ state }: { state: string }) => state === 'MEETING',
    ).id
    const told: string[] = []
    const stop = mia.subscribe(
      'subscription { changes { ... on AgentChanged { agent { id presence { state note } } } } }',
      {},
      ({ changes }) => changes.agent?.id === mia.id && told.push(JSON.stringify(changes.agent.presence)),
    )
    const input = { agentId: mia.id, reasonId: meeting, note: ' Please join us ' }
    expect(await paula.mutate('forcePresence', input)).toMatchObject({ __typename: 'ForcePresencePayload' })
    await expect.poll(() => told).toContain('{"state":"MEETING","note":null}')
    const shown = { state: 'MEETING', by: { name: 'Paula' }, reason: { state: 'MEETING', name: null } }
    expect((await presenceOf(mia, mia)).presence).toMatchObject({ ...shown, note: 'Please join us' })
    expect((await presenceOf(mia, paula)).presence).toMatchObject({ ...shown, note: 'Please join us' })
    expect((await presenceOf(mia, jonas)).presence).toMatchObject({ ...shown, note: null })
    await mia.present('AVAILABLE')
    expect((await presenceOf(mia, mia)).presence).toMatchObject({ state: 'AVAILABLE', by: null, note: null })
    const log = await prisma().presenceInterval.findMany({ where: { agentId: mia.id, byId: paula.id } })
    expect(log).toMatchObject([{ state: 'meeting', note: 'Please join us' }])
    expect(await paula.mutate('forcePresence', { ...input, note: 'x'.repeat(501) })).toMatchObject({ field: 'note' })
    stop()
  })

  it('makes reasons of the centre’s own, and puts them away again', async () => {
    const [mia, paula] = [await seat('Mia'), await seat('Paula', { role: 'supervisor' })]
    const fields = 'reason { id name paid limitMinutes choosable active }'
    const made = await paula.mutate('createPresenceReason', { name: ' Fire drill ', limitMinutes: 20 }, fields)
    expect(made.reason).toMatchObject({ name: 'Fire drill', paid: true, limitMinutes: 20, choosable: true })
    const { id } = made.reason
    const again = { name: 'FIRE DRILL', paid: false }
    expect(await paula.mutate('createPresenceReason', again)).toMatchObject({ __typename: 'ConflictError' })
    await mia.mutate('setPresence', { reasonId: id })
    expect((await presenceOf(mia)).presence).toMatchObject({ state: 'CUSTOM', reason: { name: 'Fire drill' } })
    const off = await paula.mutate('updatePresenceReason', { reasonId: id, active: false }, fields)
    expect(off.reason).toMatchObject({ choosable: false, active: false, limitMinutes: 20 })
    expect(await stateOf(mia)).toBe('CUSTOM')
    await mia.present('AVAILABLE')
    expect(await mia.mutate('setPresence', { reasonId: id })).toMatchObject({ field: 'reasonId' })
    const listed = (await mia.gql('{ presenceReasons { id } }')).data.presenceReasons
    expect(listed.map((one: { id: string }) => one.id)).not.toContain(id)
  })

  it('is told what is wrong with a reason, at its field', async () => {
    const paula = await hub.agent({ role: 'supervisor' })
    const wrong = (input: object) => paula.mutate('createPresenceReason', { name: newId(), ...input })
    expect(await wrong({ limitMinutes: 0 })).toMatchObject({ field: 'limitMinutes' })
    expect(await wrong({ limitMinutes: 1441 })).toMatchObject({ field: 'limitMinutes' })
    expect(await wrong({ name: ' ' })).toMatchObject({ field: 'name' })
    const { presenceReasons } = (await paula.gql('{ presenceReasons { id state } }')).data
    const built = presenceReasons.find(({ state }: { state: string }) => state === 'OFFLINE').id
    const change = (input: object) => paula.mutate('updatePresenceReason', { reasonId: built, ...input })
    expect(await change({ name: 'Gone' })).toMatchObject({ field: 'name' })
    expect(await change({ active: false })).toMatchObject({ __typename: 'ConflictError' })
    expect(await change({ paid: false })).toMatchObject({ __typename: 'UpdatePresenceReasonPayload' })
  })
})
