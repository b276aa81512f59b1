import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { erlangA } from '../erlang/erlang-a.ts'
import { erlangC } from '../erlang/erlang.ts'
import { type Group, madeDay } from './made-day.ts'
import { simulate } from './simulate.ts'
import { Timeline } from './timeline.ts'

const calls: Group = {
  queueId: 'calls',
  agents: 14,
  perSecond: 1 / 15,
  handleSeconds: 180,
  patienceSeconds: null,
  targetSeconds: 20,
  units: 100,
  channelKind: 'voice',
}
const load = { perSecond: calls.perSecond, handleTime: calls.handleSeconds }

const hours = 600

/** Long enough that chance moves the figures by less than what is compared. */
function simulated(group: Group) {
  const figures = simulate(madeDay([group], hours, 7))
  const [queue] = figures.queues
  if (!queue) throw new Error('no queue')
  const { counters } = queue
  const share = (n: number) => n / counters.offered
  const worked = figures.agents.reduce((sum, { workSeconds }) => sum + workSeconds, 0)
  return {
    counters,
    within: share(counters.answeredInTime),
    lost: share(counters.abandoned),
    asa: counters.waitSumAnswered / counters.answered,
    occupancy: worked / (group.agents * hours * 3600),
  }
}

describe('a simulated day', () => {
  it('of calls that wait for ever is what Erlang C says', () => {
    const [found, told] = [simulated(calls), erlangC(load, calls.agents, calls.targetSeconds)]
    expect(found.within).toBeCloseTo(told.serviceLevel, 1.7)
    expect(found.asa / told.speedOfAnswer).toBeGreaterThan(0.93)
    expect(found.asa / told.speedOfAnswer).toBeLessThan(1.07)
    expect(found.occupancy).toBeCloseTo(told.occupancy, 1.9)
  })

  it('of calls that give up is what Erlang A says', () => {
    const patience = 60
    const told = erlangA(load, 11, { within: calls.targetSeconds, patience })
    const found = simulated({ ...calls, agents: 11, patienceSeconds: patience })
    expect(found.lost).toBeCloseTo(told.abandoned, 1.9)
    expect(found.within).toBeCloseTo(told.answeredInTime, 1.7)
  })

  it('of chats, of which an agent has four at once, needs fewer agents than of calls', () => {
    const chats = { ...calls, agents: 4, units: 25 }
    expect(simulated(chats).within).toBeGreaterThan(0.8)
    expect(simulated({ ...calls, agents: 4, perSecond: 1 / 60 }).within).toBeLessThan(0.8)
  })

  it('is the same whenever it is simulated again', () => {
    const day = madeDay([calls, { ...calls, queueId: 'more', patienceSeconds: 30 }], 4, 3)
    expect(simulate(day)).toEqual(simulate(day))
  })

  it('loses nobody, takes nobody twice, and never gives an agent more than they have room for', () => {
    const group = fc.record({
      agents: fc.integer({ min: 0, max: 5 }),
      perSecond: fc.double({ min: 0.005, max: 0.1, noNaN: true }),
      patienceSeconds: fc.option(fc.integer({ min: 1, max: 120 })),
      units: fc.constantFrom(25, 40, 100),
    })
    fc.assert(
      fc.property(fc.array(group, { minLength: 1, maxLength: 3 }), fc.nat(), (groups, seed) => {
        const day = madeDay(
          groups.map((one, n) => ({ ...calls, ...one, queueId: `q${n}` })),
          1,
          seed,
        )
        const { queues, agents } = simulate(day)
        const sum = (pick: (counters: (typeof queues)[number]['counters']) => number) =>
          queues.reduce((total, { counters }) => total + pick(counters), 0)
        expect(sum((c) => c.offered)).toBe(day.arrivals.length)
        expect(sum((c) => c.answered + c.abandoned + c.waiting)).toBe(day.arrivals.length)
        expect(agents.reduce((total, { handled }) => total + handled, 0)).toBe(sum((c) => c.answered))
        for (const { loadSeconds, workSeconds } of agents) expect(loadSeconds).toBeLessThanOrEqual(workSeconds + 1e-6)
      }),
      { numRuns: 60 },
    )
  })
})

describe('events to come', () => {
  it('are taken the earliest first, and of one moment in the order they were added', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 20 })), (moments) => {
        const timeline = new Timeline<number>()
        moments.forEach((at, n) => timeline.add(at, n))
        const taken = moments.map(() => timeline.take())
        const expected = moments.map((at, event) => ({ at, event })).toSorted((a, b) => a.at - b.at)
        expect(taken.map((one) => ({ at: one?.at, event: one?.event }))).toEqual(expected)
        expect(timeline.take()).toBeNull()
      }),
    )
  })
})
