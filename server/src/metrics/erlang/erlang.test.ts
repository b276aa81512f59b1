import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { erlangA } from './erlang-a.ts'
import { agentsFor, erlangB, erlangC, erlangs, type Load } from './erlang.ts'

const halfHour = (calls: number, handleTime: number): Load => ({ perSecond: calls / 1800, handleTime })

describe('Erlang C', () => {
  it.each([
    [21, 0.761, 136.9, 0.319],
    [22, 0.568, 51.1, 0.545],
    [23, 0.416, 24.9, 0.702],
  ])('says of 20 erlangs of three minutes and %i agents what the tables say', (agents, waiting, asa, level) => {
    const found = erlangC(halfHour(200, 180), agents, 20)
    expect(found.waiting).toBeCloseTo(waiting, 3)
    expect(found.speedOfAnswer).toBeCloseTo(asa, 0)
    expect(found.serviceLevel).toBeCloseTo(level, 3)
  })

  it('says that the queue grows without end where there are too few', () => {
    expect(erlangC(halfHour(200, 180), 20, 20)).toMatchObject({ waiting: 1, serviceLevel: 0, speedOfAnswer: Infinity })
  })

  it('finds the fewest agents that reach a goal: 25 for 20 erlangs, 80 % in 20 s', () => {
    expect(agentsFor({ perSecond: 20 / 240, handleTime: 240 }, { serviceLevel: 0.8, within: 20 })).toBe(25)
    expect(agentsFor({ perSecond: 0, handleTime: 240 }, { serviceLevel: 0.8, within: 20 })).toBe(0)
    expect(() => agentsFor(halfHour(10, 60), { serviceLevel: 1, within: 20 })).toThrow(RangeError)
  })

  it('is exact for a thousand agents, and no smaller group does better', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3000 }), fc.integer({ min: 30, max: 900 }), (calls, handleTime) => {
        const load = halfHour(calls, handleTime)
        const goal = { serviceLevel: 0.8, within: 20 }
        const agents = agentsFor(load, goal)
        expect(erlangC(load, agents, 20).serviceLevel).toBeGreaterThanOrEqual(0.8)
        if (agents > 1) expect(erlangC(load, agents - 1, 20).serviceLevel).toBeLessThan(0.8)
      }),
    )
  })
})

describe('Erlang A', () => {
  const load = { perSecond: 0.1, handleTime: 240 }

  it('says how many are answered in time, of all who came and of those who were answered', () => {
    const found = erlangA(load, 28, { within: 20, patience: 300 })
    expect(found.answeredInTime).toBeCloseTo(0.860018, 6)
    expect(1 - found.waitsLonger).toBeCloseTo(0.872046, 6)
    expect(found.answeredInTime / (1 - found.abandoned)).toBeCloseTo(0.880064, 6)
  })

  it('keeps its own laws: the mean wait of all is the share that gives up, times patience', () => {
    const some = fc.record({
      agents: fc.integer({ min: 1, max: 40 }),
      patience: fc.integer({ min: 10, max: 2000 }),
      perSecond: fc.double({ min: 0.001, max: 0.5, noNaN: true }),
      within: fc.integer({ min: 0, max: 60 }),
    })
    fc.assert(
      fc.property(some, ({ agents, patience, perSecond, within }) => {
        const a = erlangA({ perSecond, handleTime: 180 }, agents, { within, patience })
        expect(a.meanWait).toBeCloseTo(a.abandoned * patience, 6)
        expect(a.occupancy).toBeLessThanOrEqual(1 + 1e-9)
        // Answered in time, given up in time, or still waiting: nobody is told of twice.
        expect(a.answeredInTime + a.waitsLonger).toBeLessThanOrEqual(1 + 1e-9)
      }),
      { numRuns: 20 },
    )
  })

  it('comes near Erlang C where nobody gives up', () => {
    const patient = erlangA(load, 28, { within: 20, patience: 1e9 })
    expect(patient.answeredInTime).toBeCloseTo(erlangC(load, 28, 20).serviceLevel, 4)
  })
})

// Worked out apart, by other programs, for a grid of loads.
describe('golden figures', () => {
  const [names = [], ...lines] = readFileSync(join(import.meta.dirname, 'golden.csv'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.split(','))
  const rows = lines.map((line) =>
    Object.fromEntries(names.map((name, at) => [name, line[at] === '' ? null : Number(line[at])])),
  )

  it.each(rows)('$calls_per_30min calls of $aht_s s, $agents agents, patience $patience_s s', (row) => {
    const load = halfHour(row['calls_per_30min'] ?? 0, row['aht_s'] ?? 0)
    const [agents, within, patience] = [row['agents'] ?? 0, row['threshold_s'] ?? 0, row['patience_s'] ?? 0]
    const c = erlangC(load, agents, within)
    const a = erlangA(load, agents, { within, patience })
    const near = (found: number, name: string, digits = 7) =>
      expect(found, name).toBeCloseTo(row[name] ?? Infinity, digits)
    near(erlangs(load), 'offered_erlangs', 6)
    near(erlangB(erlangs(load), agents), 'erlangB')
    near(c.waiting, 'erlangC_pwait')
    near(c.serviceLevel, 'erlangC_sl')
    if (row['erlangC_asa_s'] === null) expect(c.speedOfAnswer).toBe(Infinity)
    else near(c.speedOfAnswer, 'erlangC_asa_s', 5)
    near(a.waiting, 'erlangA_pwait')
    near(a.abandoned, 'erlangA_pab')
    near(a.meanWait, 'erlangA_mean_wait_all_s', 5)
    near(a.queue, 'erlangA_mean_queue', 5)
    near(a.occupancy, 'erlangA_occupancy')
    near(a.answeredInTime, 'erlangA_sl_answered_within_T_over_offered', 6)
    near(a.waitsLonger, 'erlangA_p_wait_gt_T', 6)
    near(a.answeredInTime / (1 - a.abandoned), 'erlangA_sl_answered_only', 6)
  })
})
