import { describe, expect, it } from 'vitest'
import { newId } from '../../server/src/platform/ids.ts'
import { presenceHub } from '../support/presence.ts'

const { place, prisma, presenceOf, stateOf, seat, close, logOf } = presenceHub()

describe('what an agent does', () => {
  it('is logged from one state to the next: here, at work, free again, on a break, back', async () => {
    const mia = await seat('Mia')
    const queue = await place.floor.queue([mia])
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
    const queue = await place.floor.queue([mia])
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
    const boss = await place.hub.agent({ role: 'supervisor' })
    expect((await boss.gql(text)).data.presenceIntervals).toMatchObject(states)
    const other = await place.hub.agent({ role: 'senior' })
    expect((await other.gql(text)).errors?.[0]?.extensions?.['code']).toBe('FORBIDDEN')
    expect((await boss.gql(`{ ${asked}, to: "2026-01-01T00:00:00Z") { id } }`)).errors).toBeDefined()
  })

  it('keeps them from being asked, and what they are being asked goes to somebody else at once', async () => {
    const mia = await seat('Mia')
    const queue = await place.floor.queue([mia], { offerTimeoutSeconds: 600 })
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
    const queue = await place.floor.queue([mia])
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
    const paula = await place.hub.agent({ role: 'supervisor' })
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
