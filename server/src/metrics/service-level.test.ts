import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sumOf, type WaitCounters } from './counters.ts'
import { abandonRate, averageSpeedOfAnswer, type Formula, formulas, serviceLevel } from './service-level.ts'

const counters = (some: Partial<WaitCounters>): WaitCounters => ({ ...sumOf([]), ...some })
/** ICMI's case: 1000 answered, 860 of them within 20 s; 60 left, 20 of them within 20 s and 10 within 5 s. */
const worked = counters({
  offered: 1060,
  answered: 1000,
  answeredInTime: 860,
  abandoned: 60,
  abandonedInTime: 20,
  abandonedShortly: 10,
})

describe('service level', () => {
  it.each([
    ['SL1', 83.02],
    ['SL2', 86],
    ['SL3', 81.13],
    ['SL4', 82.69],
    ['SL5', 82.08],
    ['SL6', 81.9],
  ] as const)('of one and the same day is, by %s, %s %%', (formula, percent) => {
    expect(serviceLevel(formula, worked)).toBeCloseTo(percent, 2)
  })

  it('leaves out who left shortly, as Stat Server’s example has it', () => {
    const day = counters({
      answered: 350,
      answeredInTime: 200,
      abandoned: 50,
      abandonedInTime: 50,
      abandonedShortly: 50,
    })
    expect(serviceLevel('SL6', day)).toBeCloseTo(57.14, 2)
  })

  it('of nobody is none: neither all nor nothing', () => {
    for (const formula of Object.keys(formulas) as Formula[]) expect(serviceLevel(formula, sumOf([]))).toBeNull()
    expect([averageSpeedOfAnswer(sumOf([])), abandonRate(sumOf([]))]).toEqual([null, null])
  })
})

/** What can happen to people: so many are answered, in time or not, and so many leave. */
const period = fc
  .record({ inTime: fc.nat(50), late: fc.nat(50), shortly: fc.nat(9), soon: fc.nat(9), afterwards: fc.nat(9) })
  .map(({ inTime, late, shortly, soon, afterwards }) => {
    const [answered, abandoned] = [inTime + late, shortly + soon + afterwards]
    const left = { abandoned, abandonedInTime: shortly + soon, abandonedShortly: shortly }
    return counters({ offered: answered + abandoned, answered, answeredInTime: inTime, ...left })
  })

it('lies between none and all by every formula, for a day as for its parts put together', () => {
  fc.assert(
    fc.property(fc.array(period, { minLength: 1, maxLength: 20 }), (periods) => {
      const day = sumOf(periods)
      for (const formula of Object.keys(formulas) as Formula[]) {
        const level = serviceLevel(formula, day)
        if (level === null) continue
        expect(level).toBeGreaterThanOrEqual(0)
        expect(level).toBeLessThanOrEqual(100)
        const parts = periods.flatMap((one) => serviceLevel(formula, one) ?? [])
        expect(level).toBeGreaterThanOrEqual(Math.min(...parts) - 1e-9)
        expect(level).toBeLessThanOrEqual(Math.max(...parts) + 1e-9)
      }
    }),
  )
})
